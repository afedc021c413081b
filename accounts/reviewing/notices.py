"""Mails about reviews: each thing is told once for each due day, however often the night runs."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership, ReviewNotice, User
from accounts.reviewing import calendar
from accounts.reviewing.calendar import Reason, Stage
from accounts.reviewing.delivering import (
    Notice,
    Waiting,
    deliver,
    name_of,
    tell_again,
    waiting_for,
)
from accounts.reviewing.due import due_on
from accounts.reviewing.reviewers import told_about
from directory.models import OrganisationPage


class NotAllSent(RuntimeError):
    """The mails of some bodies did not go out; the next night tries again."""


def tell_all(on: dt.date) -> int:
    """Send what was not told yet, body by body; how many profiles it spoke of.

    Raises NotAllSent at the end where the mails of a body did not go out.
    """
    failed = tell_again(on)
    told = 0
    for organisation, notices in _by_body(untold(on)).items():
        try:
            _tell(organisation, notices, on)
            told += len(notices)
        except NotAllSent:  # The other bodies must be told all the same.
            failed.append(name_of(organisation))
    if failed:
        names = ", ".join(dict.fromkeys(failed))
        raise NotAllSent(f"avvisi non mandati: {names}")
    return told


def untold(on: dt.date) -> list[Notice]:
    """What is to be told on that day and was not told yet."""
    rows = Membership.objects.in_force_or_suspended(on, reasons=list(Reason))
    rows = rows.select_related("user", "organisation").prefetch_related("notices")
    found = [notice for row in rows if (notice := _notice(row, on))]
    return [notice for notice in found if not _is_told(notice)]


def _notice(membership: Membership, on: dt.date) -> Notice | None:
    if membership.suspended_at:
        is_unused = membership.suspended_because == Reason.DORMANT
        stage = Stage.DORMANT if is_unused else Stage.SUSPENDED
        day = timezone.localdate(membership.suspended_at)
        return Notice(membership, stage, day)
    due = due_on(membership)
    reminder = calendar.stage_on(due, on)
    return Notice(membership, reminder, due) if reminder else None


def _is_told(notice: Notice) -> bool:
    known = {(row.stage, row.due_on) for row in notice.membership.notices.all()}
    return (notice.stage, notice.day) in known


def _by_body(
    notices: Iterable[Notice],
) -> dict[OrganisationPage | None, list[Notice]]:
    groups: dict[OrganisationPage | None, list[Notice]] = defaultdict(list)
    for notice in notices:
        groups[notice.membership.organisation].append(notice)
    return groups


def _tell(
    organisation: OrganisationPage | None, notices: list[Notice], on: dt.date
) -> None:
    """What is recorded stands before any mail is sent, with those who are to be told.

    Whoever's mailbox refuses stays among them for the next night. Where nobody at all could be
    told nothing is recorded, so that the days of grace do not begin. Raises NotAllSent.
    """
    rows = _record(
        notices, told_about(organisation.pk if organisation else None, on), on
    )
    waiting = waiting_for(rows)
    if deliver(organisation, waiting, on):
        return
    if len(waiting_for(rows)) == len(waiting):
        ReviewNotice.objects.filter(pk__in=[row.pk for row in rows]).delete()
    raise NotAllSent(name_of(organisation))


@transaction.atomic
def _record(
    notices: list[Notice], readers: list[User], on: dt.date
) -> list[ReviewNotice]:
    rows = ReviewNotice.objects.bulk_create(
        ReviewNotice(membership=n.membership, stage=n.stage, due_on=n.day, sent_on=on)
        for n in notices
    )
    told = [(row.pk, user.pk) for row in rows for user in readers]
    told += [
        (row.pk, row.membership.user_id) for row in rows if row.membership.suspended_at
    ]
    Waiting.objects.bulk_create(
        Waiting(reviewnotice_id=row, user_id=user) for row, user in dict.fromkeys(told)
    )
    return rows
