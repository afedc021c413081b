"""How long a session lasts: never longer than the last profile of its person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone


def limit_session(session: SessionBase, ends: Iterable[dt.date | None]) -> None:
    """End the session with the last day of the last profile, where it would go on longer."""
    last = last_moment(ends)
    if last is not None and session.get_expiry_date() > last:
        session.set_expiry(last)


def last_moment(ends: Iterable[dt.date | None]) -> dt.datetime | None:
    """The midnight after the last day; None where a profile has no end, or there is none."""
    days = list(ends)
    known = [day for day in days if day is not None]
    if not known or len(known) < len(days) or max(known) == dt.date.max:
        return None
    after = max(known) + dt.timedelta(days=1)
    return timezone.make_aware(dt.datetime.combine(after, dt.time()))
