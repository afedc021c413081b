"""The night's work on courses: reminders, mails that were refused, places of those who left."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from core import nightly
from core.dates import add_months
from intranet.entry.access import ENTERING
from intranet.models import Enrolment, TrainingLetterKind
from intranet.moments import ITALY
from intranet.training.actions.enrolling import fill_places, locked
from intranet.training.actions.letters import write_letter
from intranet.training.post import send_letters
from intranet.training.retention import let_go_of_names

WEEK = dt.timedelta(days=7)


def register() -> None:
    """One job: mails go last, they tell what was done before them."""
    nightly.register("training", tend)


def tend() -> str:
    """Free places, remind, send; let names go that were kept long enough."""
    at = timezone.now()
    freed = free_places(at)
    remind(at)
    post = send_letters(at=at)
    before = add_months(at, -settings.TRAINING_RETENTION_MONTHS)
    gone = let_go_of_names(before)
    return (
        f"formazione: messaggi mandati {post.sent}, rifiutati {post.failed}; "
        f"posti liberati {freed}; presenze rimaste senza nome {gone}"
    )


def remind(at: dt.datetime) -> int:
    """Write the reminders that are due: in the week before, and on the day before; how many.

    Whoever took the place within the week needs no reminder of the week.
    """
    rows = Enrolment.objects.placed().filter(
        session__cancelled_at__isnull=True,
        session__starts_at__gt=at,
        session__starts_at__lte=at + WEEK,
    )
    today = at.astimezone(ITALY).date()
    count = 0
    for row in rows.select_related("session"):
        days = (row.session.day - today).days
        if days == 1:
            kind = TrainingLetterKind.DAY
        elif days > 1 and row.enrolled_at <= row.session.starts_at - WEEK:
            kind = TrainingLetterKind.WEEK
        else:
            continue
        write_letter(row.session, row.user_id, kind, at)
        count += 1
    return count


def free_places(at: dt.datetime) -> int:
    """Give the places of people without a profile in their body to who waits; how many."""
    on = at.astimezone(ITALY).date()
    rows = Enrolment.objects.filter(
        session__starts_at__gt=at, session__cancelled_at__isnull=True
    )
    held = Membership.objects.active_on(on).with_role(*ENTERING)
    entitled = set(held.values_list("user_id", "organisation_id"))
    lost = [
        row
        for row in rows.select_related("session")
        if (row.user_id, row.organisation_id) not in entitled
    ]
    for row in lost:
        _free(row, at)
    return len(lost)


@transaction.atomic
def _free(row: Enrolment, at: dt.datetime) -> None:
    session = locked(row.session)
    row.delete()
    fill_places(session, at)
