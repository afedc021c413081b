"""Notes that somebody is to be told something; `intranet.training.post` sends it."""

from __future__ import annotations

import datetime as dt

from intranet.models import TrainingLetter, TrainingLetterKind, TrainingSession


def write_letter(
    session: TrainingSession, user_id: int, kind: TrainingLetterKind, at: dt.datetime
) -> None:
    """Once for each person, meeting, reason and version of the meeting."""
    TrainingLetter.objects.get_or_create(
        session=session,
        user_id=user_id,
        kind=kind,
        version=session.version,
        defaults={"created_at": at},
    )


def write_to_all(
    session: TrainingSession, kind: TrainingLetterKind, at: dt.datetime
) -> None:
    """To everybody who has a place or waits for one."""
    TrainingLetter.objects.bulk_create(
        [
            TrainingLetter(
                session=session,
                user_id=user_id,
                kind=kind,
                version=session.version,
                created_at=at,
            )
            for user_id in session.enrolments.values_list("user_id", flat=True)
        ],
        ignore_conflicts=True,
    )
