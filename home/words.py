"""When, in Italian words. Pure."""

from __future__ import annotations

from datetime import datetime, time

from core.dates import from_day, on_day, until_day, weekday_in_full
from home.validity import Period

UNKNOWN = "le date non si sanno ancora"


def period_in_words(period: Period) -> str:
    """`dal 1° marzo 2026 al 30 giugno 2026`; an open side is told as it is."""
    starts, ends = period.starts_on, period.ends_on
    if starts and ends and starts == ends:
        return on_day(starts)
    if starts and ends:
        return f"{from_day(starts, with_year=True)} {until_day(ends, with_year=True)}"
    if starts:
        return f"{from_day(starts, with_year=True)}; quando finisce non si sa ancora"
    return f"fino {until_day(ends, with_year=True)}" if ends else UNKNOWN


def moment_in_words(starts_at: datetime, ends_at: datetime | None) -> str:
    """`sabato 12 dicembre 2026, dalle 17 alle 18:30`, in the time zone of its arguments."""
    first = weekday_in_full(starts_at)
    if ends_at is None or ends_at == starts_at:
        return f"{first}, {_at(starts_at.time())}"
    if ends_at.date() == starts_at.date():
        return f"{first}, {_from(starts_at.time())} {_at(ends_at.time())}"
    opens, closes = _at(starts_at.time()), _at(ends_at.time())
    return f"da {first} {opens} a {weekday_in_full(ends_at)} {closes}"


def hours_in_words(starts_at: datetime, ends_at: datetime | None) -> str:
    """The same without the day, for a list that shows it beside."""
    if (
        ends_at is not None
        and ends_at.date() == starts_at.date()
        and ends_at != starts_at
    ):
        return f"{_from(starts_at.time())} {_at(ends_at.time())}"
    opens = _at(starts_at.time())
    is_longer = ends_at is not None and ends_at.date() != starts_at.date()
    return f"{opens}, fino {until_day(ends_at)}" if is_longer and ends_at else opens


def _at(clock: time) -> str:
    return _with("al", clock)


def _from(clock: time) -> str:
    return _with("dal", clock)


def _with(word: str, clock: time) -> str:
    """`alle 17`, `dalle 9:30`; one o'clock is one hour."""
    minutes = f":{clock.minute:02d}" if clock.minute else ""
    if clock.hour == 1:
        return f"{word}l'1{minutes}" if minutes else f"{word}l'una"
    return f"{word}le {clock.hour}{minutes}"
