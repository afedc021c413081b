"""Who was there, and what they thought of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from intranet.entry.access import Access
from intranet.models import Enrolment, TrainingFeedback, TrainingSession
from intranet.training.actions.enrolling import locked
from intranet.training.actions.logged import ATTENDANCE
from intranet.training.actions.refusals import NotNow
from intranet.training.permissions import can_give_feedback, can_record_attendance

ANSWERED = "Hai già dato il tuo parere su questo incontro: grazie."


@transaction.atomic
def record_attendance(
    *,
    session: TrainingSession,
    access: Access,
    attended: Mapping[int, bool],
    at: dt.datetime,
) -> int:
    """Say of each enrolment whether its person was there; how many were.

    Raises PermissionDenied. Enrolments of other meetings, and waits, are not touched.
    """
    session = locked(session)
    if not can_record_attendance(access, session, at):
        raise PermissionDenied
    rows = list(session.enrolments.placed().filter(pk__in=attended))
    for row in rows:
        row.attended = attended[row.pk]
    Enrolment.objects.bulk_update(rows, ["attended"])
    session.attendance_at = at
    session.save(update_fields=["attendance_at"])
    log(instance=session.course, action=ATTENDANCE, user=access.user)
    return sum(bool(row.attended) for row in rows)


@transaction.atomic
def give_feedback(
    *, enrolment: Enrolment, by: Any, usefulness: int, comment: str, at: dt.datetime
) -> None:
    """Keep what somebody thought, and, apart from it, that they answered.

    Raises PermissionDenied for a place that is not theirs or a meeting that is not over, NotNow
    for a second answer.
    """
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("session")
    mine = rows.get(pk=enrolment.pk)
    if not can_give_feedback(mine, by, at):
        raise PermissionDenied
    if mine.has_answered:
        raise NotNow(ANSWERED)
    mine.has_answered = True
    mine.save(update_fields=["has_answered"])
    TrainingFeedback.objects.create(
        session=mine.session, usefulness=usefulness, comment=comment
    )
