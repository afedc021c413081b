"""How many contacts one person may see in an hour and in a day. Pure.

Art. 5 of the protocol: data are not extracted "per via automatica e massiva". A person with
somebody in front of them calls a few colleagues; whoever opens one after the other collects.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

HOUR = dt.timedelta(hours=1)
ONE_DAY = dt.timedelta(days=1)
# Of more than this many the day gives a part alone; of fewer, what that part would be.
FEW = 60
PART = 3


@dataclass(frozen=True)
class Limits:
    """How many in sixty minutes, and on one day."""

    hour: int
    day: int


@dataclass(frozen=True)
class Stop:
    """Which limit is reached, and from when it gives way."""

    which: str  # "hour" or "day"
    opens_at: dt.datetime


def limits(hour: int, day: int, visible: int) -> Limits:
    """Of so many visible contacts: never more than a third a day where they are more than 60."""
    part = max(visible, FEW) // PART
    most = min(day, part)
    return Limits(hour=min(hour, most), day=most)


def stop(seen: Collection[dt.datetime], limit: Limits, now: dt.datetime) -> Stop | None:
    """Whether one more is too many. `seen`: moments of those of today and of the last hour, local
    to `now`; each contact once a day."""
    today = [moment for moment in seen if moment.date() == now.date()]
    if len(today) >= limit.day:
        return Stop("day", _midnight(now))
    # Sixty minutes that pass, not those of a clock that is put forward.
    passed = sorted(moment.astimezone(dt.UTC) for moment in seen)
    lately = [moment for moment in passed if moment > now.astimezone(dt.UTC) - HOUR]
    if len(lately) >= limit.hour:
        return Stop("hour", (lately[-limit.hour] + HOUR).astimezone(now.tzinfo))
    return None


def _midnight(now: dt.datetime) -> dt.datetime:
    return dt.datetime.combine(now.date() + ONE_DAY, dt.time(0), tzinfo=now.tzinfo)
