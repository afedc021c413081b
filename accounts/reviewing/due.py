"""When the profiles that are stored are due."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import timezone

from accounts.models import Membership, Outcome
from accounts.reviewing import calendar
from accounts.reviewing.calendar import Reason


def due_on(membership: Membership) -> dt.date:
    """The last day for the next review: counted from the last one, or from when it was given."""
    since = [membership.valid_from, timezone.localdate(membership.created_at)]
    if membership.reviewed_on and membership.review_outcome == Outcome.CONFIRMED:
        since.append(membership.reviewed_on)
    return calendar.due_on(since=max(since), months=settings.ACCESS_REVIEW_MONTHS)


def is_suspended_by_night(membership: Membership) -> bool:
    """Suspended because nobody confirmed or used it, not by a person for a reason of theirs."""
    return membership.suspended_at is not None and membership.suspended_because in set(
        Reason
    )


def used_on(membership: Membership) -> dt.date:
    """The last day a profile was used, given or given back."""
    user = membership.user
    moments = [membership.created_at, membership.resumed_at, user.last_login]
    days = [timezone.localdate(moment) for moment in moments if moment]
    return max(membership.valid_from, *days)
