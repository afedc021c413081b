"""In which state an agreement is on a day. Pure: days in, days out.

Art. 3 and 4 of the protocol: it runs from its signature to a day, the parties value its results
together before they renew it, and change or end it in writing, with an act that all of them sign.
All days are inclusive: an agreement until 31.12.2029 still holds on that day.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

ONE_DAY = dt.timedelta(days=1)
# Days before the end at which the parties are told, the earlier first.
NOTICE_DAYS = (180, 60)


class State(StrEnum):
    """Where an agreement stands."""

    SIGNING = "signing"
    UPCOMING = "upcoming"
    IN_FORCE = "in-force"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    TERMINATED = "terminated"

    @property
    def holds(self) -> bool:
        """True while the parties are bound."""
        return self in (State.IN_FORCE, State.EXPIRING)


@dataclass(frozen=True)
class Change:
    """A modification: the day on which all parties had approved it (None: not yet), the day
    from which it holds (None: from its approval) and the end it gives (None: the same)."""

    approved_on: dt.date | None = None
    holds_from: dt.date | None = None
    ends_on: dt.date | None = None

    def holds_on(self, on: dt.date) -> bool:
        """What is not approved by all does not hold, whatever day it names."""
        if self.approved_on is None:
            return False
        return max(self.approved_on, self.holds_from or self.approved_on) <= on


@dataclass(frozen=True)
class Terms:
    """What the state depends on.

    `is_applied`: the parties apply it though the day of its signature is not known, from
    `applied_from` (None: that day is not known either). `terminated_on` is the last day on which
    it holds after a termination.
    """

    signed_on: dt.date | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    is_applied: bool = False
    applied_from: dt.date | None = None
    terminated_on: dt.date | None = None
    changes: tuple[Change, ...] = ()

    @property
    def is_agreed(self) -> bool:
        """Signed, or applied by the parties with the signature to be confirmed."""
        return self.signed_on is not None or self.is_applied

    @property
    def begins_on(self) -> dt.date | None:
        """The first day; None where it is not known or nothing is agreed."""
        if not self.is_agreed:
            return None
        return self.starts_on or self.signed_on or self.applied_from


def end_on(terms: Terms, on: dt.date) -> dt.date | None:
    """The last day as it was agreed by `on`: the latest approved change that names one counts."""
    changes = [c for c in terms.changes if c.ends_on and c.holds_on(on)]
    latest = max(changes, key=lambda c: c.approved_on or dt.date.min, default=None)
    return latest.ends_on if latest else terms.ends_on


def last_day(terms: Terms, on: dt.date) -> dt.date | None:
    """The last day on which it holds: its end, or that of a termination before it."""
    days = [day for day in (end_on(terms, on), terms.terminated_on) if day]
    return min(days, default=None)


def state_on(terms: Terms, on: dt.date) -> State:
    """The state on a day."""
    end, last = end_on(terms, on), last_day(terms, on)
    if last is not None and on > last:
        return State.EXPIRED if last == end else State.TERMINATED
    if not _is_agreed_on(terms, on):
        return State.SIGNING
    if terms.begins_on is not None and on < terms.begins_on:
        return State.UPCOMING
    if last is not None and (last - on).days <= NOTICE_DAYS[0]:
        return State.EXPIRING
    return State.IN_FORCE


def _is_agreed_on(terms: Terms, on: dt.date) -> bool:
    return terms.is_applied or (terms.signed_on is not None and terms.signed_on <= on)


def notice_on(terms: Terms, on: dt.date) -> int | None:
    """The notice due by `on`, in days before the end; a missed night is made up for once."""
    last = last_day(terms, on)
    if last is None or not state_on(terms, on).holds:
        return None
    left = (last - on).days
    return next((days for days in reversed(NOTICE_DAYS) if left <= days), None)


@dataclass(frozen=True)
class Gap:
    """Days between two agreements that no agreement covers; `until` None: it is not known."""

    since: dt.date
    until: dt.date | None


def gap_between(before: Terms, after: Terms, on: dt.date) -> Gap | None:
    """What lies between an agreement and the one that follows it, as known on `on`.

    While the first still holds, what is not agreed yet may come in time: no gap is foretold.
    """
    last = last_day(before, on)
    if last is None:
        return None
    if after.begins_on is None:
        return Gap(last + ONE_DAY, None) if on > last else None
    if after.begins_on <= last + ONE_DAY:
        return None
    return Gap(last + ONE_DAY, after.begins_on - ONE_DAY)
