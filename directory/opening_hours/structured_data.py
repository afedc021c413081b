"""Opening hours in the words of schema.org, for search engines.

Left out, because the vocabulary would call it open: time by appointment. A row counted
in the month, or a season, is told by dates, which need a day to start from.
"""

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Any

from directory.opening_hours.grouping import DayGroup, Span, group_days
from directory.opening_hours.rows import MIDNIGHT, Closure, HoursRow

SCHEMA = "https://schema.org/"
WEEKDAYS = (
    *("Monday", "Tuesday", "Wednesday", "Thursday"),
    *("Friday", "Saturday", "Sunday"),
)
DAYS_AHEAD = 62
LAST_MINUTE = time(23, 59)
Kind = tuple[date | None, date | None]
Specification = dict[str, Any]


def schema_org(
    rows: Iterable[HoursRow], closures: Iterable[Closure], on: date | None = None
) -> list[Specification]:
    """OpeningHoursSpecification objects: openings, then what closes.

    With `on`, rows counted in the month are dated for the two months that follow,
    seasons fall in the current or coming year, and past closures are left out.
    """
    rows = [row for row in rows if not row.by_appointment]
    if not rows:
        return []
    weekly = [row for row in rows if row.week_of_month is None]
    groups = group_days(weekly, lambda row: _validity(row, on))
    specifications = [entry for group in groups for entry in _weekly(group)]
    if on:
        specifications += _counted(rows, on)
    if not any(row.on_public_holidays for row in rows):
        specifications.append(_closed(dayOfWeek=f"{SCHEMA}PublicHolidays"))
    return specifications + [
        _closed(**_valid(closure.starts_on, closure.ends_on))
        for closure in sorted(closures, key=lambda closure: closure.starts_on)
        if on is None or closure.ends_on >= on
    ]


def _weekly(group: DayGroup[Kind]) -> list[Specification]:
    days = [f"{SCHEMA}{WEEKDAYS[weekday]}" for weekday in group.weekdays]
    return [
        _specification(span, dayOfWeek=days, **_valid(*group.kind))
        for span in group.spans
    ]


def _counted(rows: Iterable[HoursRow], on: date) -> list[Specification]:
    days = [on + timedelta(days=number) for number in range(DAYS_AHEAD)]
    return [
        _specification((row.opens, row.closes), **_valid(day, day))
        for row in rows
        if row.week_of_month is not None
        for day in days
        if row.applies_on(day)
    ]


def _validity(row: HoursRow, on: date | None) -> Kind:
    if row.season is None or on is None:
        return row.valid_from, row.valid_until
    first, last = row.season
    crosses_year = (last.month, last.day) < (first.month, first.day)
    year = on.year - 1 if crosses_year else on.year
    while _in_year(last, year + crosses_year) < on:
        year += 1
    return _in_year(first, year), _in_year(last, year + crosses_year)


def _in_year(day: date, year: int) -> date:
    """The same day in another year; 29 February is the 28th where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def _specification(span: Span, **more: Any) -> Specification:
    opens, closes = span
    if opens == closes == MIDNIGHT:
        closes = LAST_MINUTE
    return {
        "@type": "OpeningHoursSpecification",
        **more,
        "opens": opens.isoformat("minutes"),
        "closes": closes.isoformat("minutes"),
    }


def _closed(**more: Any) -> Specification:
    """Equal times are the vocabulary's way to say closed."""
    return {
        "@type": "OpeningHoursSpecification",
        **more,
        "opens": "00:00",
        "closes": "00:00",
    }


def _valid(first: date | None, last: date | None) -> dict[str, str]:
    ends = {"validFrom": first, "validThrough": last}
    return {name: day.isoformat() for name, day in ends.items() if day}
