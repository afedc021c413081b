"""When a page must be looked at again. Pure: days in, days out.

A sheet is looked at again after six months, after three where it names amounts or deadlines; a
desk before its hours stop being told as a fact; a sheet that changes every year in its month; a
practice of the network once a year.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

from core.dates import add_months
from directory.opening_hours import STALE_AFTER_DAYS


@dataclass(frozen=True)
class Intervals:
    """Months between two checks: of any page, of one with amounts or deadlines, of a practice."""

    months: int = 6
    dated_months: int = 3
    yearly_months: int = 12

    def of(self, facts: Facts) -> int:
        """Months for one page."""
        if facts.is_yearly:
            return self.yearly_months
        return self.dated_months if facts.is_dated else self.months


@dataclass(frozen=True)
class Facts:
    """What a due date depends on.

    `reviewed_on` is the last check, `since` the day a page that nobody checked came out.
    """

    reviewed_on: dt.date | None = None
    since: dt.date | None = None
    is_dated: bool = False
    is_desk: bool = False
    is_yearly: bool = False
    changes_in_month: int | None = None


def due_on(facts: Facts, intervals: Intervals) -> dt.date:
    """The day to look at the page; one that was never checked is due since it came out."""
    if facts.reviewed_on is None:
        return facts.since or dt.date.min
    if facts.is_desk:
        return facts.reviewed_on + dt.timedelta(days=STALE_AFTER_DAYS)
    regular = add_months(facts.reviewed_on, intervals.of(facts))
    if facts.changes_in_month:
        return min(regular, next_month(facts.changes_in_month, facts.reviewed_on))
    return regular


def is_overdue(facts: Facts, on: dt.date, intervals: Intervals) -> bool:
    """True from the day after the due one: visitors are told."""
    return facts.reviewed_on is None or due_on(facts, intervals) < on


def latest_due(on: dt.date, months: int) -> dt.date:
    """The last day whose check is due by `on`: `add_months(day, months) <= on` holds up to it."""
    back = add_months(on, -months)
    is_last = on.day == monthrange(on.year, on.month)[1]
    last = back.replace(day=monthrange(back.year, back.month)[1])
    return last if is_last else back


def next_month(month: int, day: dt.date) -> dt.date:
    """The first day of the next such month that begins after `day`."""
    first = dt.date(day.year, month, 1)
    return first if first > day else first.replace(year=day.year + 1)


def last_month(month: int, on: dt.date) -> dt.date:
    """The first day of the last such month that has begun by `on`."""
    first = dt.date(on.year, month, 1)
    return first if first <= on else first.replace(year=on.year - 1)
