"""What the night does with profiles that nobody confirmed or used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone

from accounts.actions import suspend, withdraw_membership
from accounts.models import Membership, ReviewNotice
from accounts.reviewing import calendar
from accounts.reviewing.calendar import Reason, Stage
from accounts.reviewing.due import due_on, used_on
from accounts.roles import RoleCode


def suspend_unreviewed(on: dt.date) -> int:
    """Suspend profiles whose review is over with its days of grace; how many."""
    told = {
        (row.membership_id, row.due_on): row.sent_on
        for row in ReviewNotice.objects.filter(stage=Stage.DUE)
    }
    overdue = []
    for membership in _in_force(on):
        due = due_on(membership)
        last = calendar.last_day(due, told.get((membership.pk, due)))
        if last and on > last:
            overdue.append(membership)
    return _suspend(overdue, Reason.NOT_REVIEWED, on)


def suspend_dormant(on: dt.date) -> int:
    """Suspend profiles of people who have not entered for long; how many."""
    days = settings.DORMANT_DAYS
    unused = [
        membership
        for membership in _in_force(on)
        if calendar.is_dormant(since=used_on(membership), on=on, days=days)
    ]
    return _suspend(unused, Reason.DORMANT, on)


def end_suspended(on: dt.date) -> int:
    """End for good what was suspended by a night and not given back in time; how many."""
    rows = Membership.objects.not_withdrawn().filter(suspended_because__in=list(Reason))
    ended = [
        membership
        for membership in rows.select_related("user")
        if membership.suspended_at
        and on > calendar.ends_on(timezone.localdate(membership.suspended_at))
    ]
    for membership in ended:
        withdraw_membership(membership=membership)
    return len(ended)


def _in_force(on: dt.date) -> Iterable[Membership]:
    return Membership.objects.active_on(on).select_related("user", "organisation")


def _suspend(rows: Iterable[Membership], because: Reason, on: dt.date) -> int:
    done = 0
    for membership in rows:
        if _is_last_administrator(membership, on):
            continue
        suspend(membership=membership, because=because)
        done += 1
    return done


def _is_last_administrator(membership: Membership, on: dt.date) -> bool:
    """Somebody must be left who can give the rest back."""
    if membership.role != RoleCode.ADMINISTRATOR:
        return False
    return membership.user_id == Membership.objects.only_administrator(on)
