"""Whether somebody can be called now, and when next. Pure: facts and a moment in, an answer out.

Moments are local times of Italy; an absence takes in its first and its last day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

# How far ahead the next hour is sought, in days.
HORIZON = 120
DAYS = ("lun", "mar", "mer", "gio", "ven", "sab", "dom")

IsHoliday = Callable[[dt.date], bool]


class State(StrEnum):
    """What can be said of somebody at a moment."""

    IN_HOURS = "in-hours"
    OUT_OF_HOURS = "out-of-hours"
    AWAY = "away"
    NO_HOURS = "no-hours"  # None were given: try.


@dataclass(frozen=True, order=True)
class Span:
    """From an hour to a later one, on one day of the week (0: Monday)."""

    weekday: int
    opens: dt.time
    closes: dt.time


@dataclass(frozen=True)
class Presence:
    """When somebody is to be found."""

    spans: tuple[Span, ...] = ()
    away_from: dt.date | None = None
    away_until: dt.date | None = None

    def is_away(self, day: dt.date) -> bool:
        """Between the first and the last day of an absence."""
        if self.away_from is None or self.away_until is None:
            return False
        return self.away_from <= day <= self.away_until


def no_holiday(day: dt.date) -> bool:
    """Every day is a working day."""
    return False


def state_at(
    who: Presence, moment: dt.datetime, is_holiday: IsHoliday = no_holiday
) -> State:
    """Whether somebody is there."""
    if who.is_away(moment.date()):
        return State.AWAY
    if not who.spans:
        return State.NO_HOURS
    now = moment.time()
    is_in = any(one.opens <= now < one.closes for one in _on(who, moment, is_holiday))
    return State.IN_HOURS if is_in else State.OUT_OF_HOURS


def next_at(
    who: Presence, moment: dt.datetime, is_holiday: IsHoliday = no_holiday
) -> dt.datetime | None:
    """The next moment at which somebody begins to be there; None where there is none in sight.

    Of somebody without hours: the morning after an absence.
    """
    if not who.spans:
        return _first_morning(who, moment)
    for days in range(HORIZON + 1):
        day = moment + dt.timedelta(days=days)
        if who.is_away(day.date()):
            continue
        for one in sorted(_on(who, day, is_holiday)):
            begins = day.replace(
                hour=one.opens.hour, minute=one.opens.minute, second=0, microsecond=0
            )
            if begins > moment:
                return begins
    return None


def _first_morning(who: Presence, moment: dt.datetime) -> dt.datetime | None:
    if not who.is_away(moment.date()) or who.away_until is None:
        return None
    day = who.away_until + dt.timedelta(days=1)
    return dt.datetime.combine(day, dt.time(0), tzinfo=moment.tzinfo)


def _on(who: Presence, day: dt.datetime, is_holiday: IsHoliday) -> list[Span]:
    found = [one for one in who.spans if one.weekday == day.weekday()]
    return [] if not found or is_holiday(day.date()) else found


def in_words(spans: Sequence[Span]) -> str:
    """The hours in a line: "lun, mer 9–12; gio 14.30–16"."""
    by_hours: dict[tuple[dt.time, dt.time], list[int]] = {}
    for one in sorted(spans):
        by_hours.setdefault((one.opens, one.closes), []).append(one.weekday)
    return "; ".join(
        f"{_days(days)} {_hour(opens)}–{_hour(closes)}"
        for (opens, closes), days in by_hours.items()
    )


def _days(days: list[int]) -> str:
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return f"{DAYS[days[0]]}–{DAYS[days[-1]]}"
    return ", ".join(DAYS[day] for day in days)


def _hour(hour: dt.time) -> str:
    return f"{hour.hour}.{hour.minute:02}" if hour.minute else str(hour.hour)
