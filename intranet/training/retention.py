"""What stays of attendance without the person: how many of each body were there."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from intranet.models import (
    AttendanceTotal,
    Enrolment,
    TrainingFeedback,
    TrainingLetter,
)


@transaction.atomic
def let_go_of_names(before: dt.datetime) -> int:
    """Enrolments in meetings that ended before this moment become numbers, comments
    go; how many enrolments."""
    TrainingLetter.objects.filter(session__ends_at__lt=before).delete()
    TrainingFeedback.objects.filter(session__ends_at__lt=before).update(comment="")
    return turn_into_numbers(Enrolment.objects.filter(session__ends_at__lt=before))


@transaction.atomic
def turn_into_numbers(enrolments: Iterable[Enrolment]) -> int:
    """Add those who attended to the totals of their body, then delete the rows; how many."""
    rows = list(enrolments)
    there = Counter((r.session_id, r.organisation_id) for r in rows if r.attended)
    for (session, organisation), many in there.items():
        total, _ = AttendanceTotal.objects.get_or_create(
            session_id=session, organisation_id=organisation
        )
        AttendanceTotal.objects.filter(pk=total.pk).update(
            attended=F("attended") + many
        )
    Enrolment.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)
