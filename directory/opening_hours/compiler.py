"""Rows and closures written as one OpenStreetMap opening_hours string.

Four properties of that language decide the form of the string:

* a rule after `;` replaces the whole day, one after `,` adds to it: rows are joined
  with `,`, and `;` stands only before what must close a day;
* a bare comment means "open": appointments are `unknown "su appuntamento"`;
* the fallback `||` is evaluated wrongly by the library: it is never written;
* `off` closes a date from midnight to midnight, but not the hours after midnight of
  an opening which would have started on it: a rule limited to those hours does.

So a closed day is closed from midnight to midnight, and an opening that would start on
a closed day does not take place.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta

from directory.opening_hours.grouping import DayGroup, Span, group_days
from directory.opening_hours.rows import MIDNIGHT, Closure, HoursRow, Patron

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
APPOINTMENT = ' unknown "su appuntamento"'
FIRST_YEAR = 1900
LEAP_YEAR = 2000
Kind = tuple[bool, str, int | None]


def compile_osm(
    rows: Iterable[HoursRow], closures: Iterable[Closure], patron: Patron | None
) -> str:
    """Write the opening_hours string; empty when there are no rows.

    Rows that end after midnight come first, so that the rules which cut their end off
    after a holiday reach no other row; rows kept on holidays come after the holidays.
    """
    rows = sorted(rows, key=lambda row: not row.by_appointment)
    if not rows:
        return ""
    ordinary = [row for row in rows if not row.on_public_holidays]
    late = [row for row in ordinary if row.crosses_midnight]
    rules = _added(late)
    rules += _mornings_after_holidays(late, patron)
    rules += _added([row for row in ordinary if not row.crosses_midnight])
    rules += ["; PH off", *_patron_rule(patron)]
    rules += _added([row for row in rows if row.on_public_holidays])
    for closure in sorted(closures, key=lambda closure: closure.starts_on):
        rules += _closure_rules(closure, rows)
    return "".join(rules).lstrip(";, ")


def _added(rows: Sequence[HoursRow]) -> list[str]:
    return [f", {_rule(group)}" for group in group_days(rows, _kind)]


def _kind(row: HoursRow) -> Kind:
    return row.by_appointment, _validity(row), row.week_of_month


def _rule(group: DayGroup[Kind]) -> str:
    by_appointment, validity, week_of_month = group.kind
    nth = "" if week_of_month is None else f"[{week_of_month}]"
    days = ",".join(f"{WEEKDAYS[weekday]}{nth}" for weekday in group.weekdays)
    times = ",".join(_span(span) for span in group.spans)
    return f"{validity}{days} {times}" + (APPOINTMENT if by_appointment else "")


def _span(span: Span) -> str:
    opens, closes = span
    end = "24:00" if closes == MIDNIGHT else _clock(closes)
    return f"{_clock(opens)}-{end}"


def _clock(moment: time) -> str:
    return moment.isoformat("minutes")


def _validity(row: HoursRow) -> str:
    if row.season:
        return "{}-{} ".format(*map(_month_day, row.season))
    if row.valid_from and row.valid_until:
        return f"{_full_date(row.valid_from)}-{_full_date(row.valid_until)} "
    if row.valid_from:
        return f"{_full_date(row.valid_from)}+ "
    if row.valid_until:
        return f"{FIRST_YEAR} Jan 01-{_full_date(row.valid_until)} "
    return ""


def _month_day(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day:02d}"


def _full_date(day: date) -> str:
    return f"{day.year} {_month_day(day)}"


def _mornings_after_holidays(
    late: Sequence[HoursRow], patron: Patron | None
) -> list[str]:
    if not late:
        return []
    hours = f"00:00-{_clock(max(row.closes for row in late))} off"
    rules = [f"; PH +1 day {hours}"]
    if patron:
        feast = date(LEAP_YEAR, patron.month, patron.day)
        rules.append(f"; {_month_day(feast + timedelta(days=1))} {hours}")
    return rules


def _patron_rule(patron: Patron | None) -> list[str]:
    if patron is None:
        return []
    feast = date(LEAP_YEAR, patron.month, patron.day)
    return [f"; {_month_day(feast)} off{_comment(patron.name)}"]


def _closure_rules(closure: Closure, rows: Sequence[HoursRow]) -> list[str]:
    reason = _comment(closure.reason)
    days = f"{_full_date(closure.starts_on)}-{_full_date(closure.ends_on)}"
    rules = [f"; {days} off{reason}"]
    late = [
        row.closes
        for row in rows
        if row.crosses_midnight and row.applies_on(closure.ends_on)
    ]
    if late:
        morning = _full_date(closure.ends_on + timedelta(days=1))
        rules.append(f"; {morning} 00:00-{_clock(max(late))} off{reason}")
    return rules


def _comment(text: str) -> str:
    """Quote an editor's words, which must not be able to end the comment."""
    words = re.sub(r"[\x00-\x1f\x7f\s]+", " ", text.replace('"', "'")).strip()
    return f' "{words}"' if words else ""
