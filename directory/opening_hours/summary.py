"""The usual hours in a few lines, for a table."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from core.dates import from_day, until_day
from directory.opening_hours import wording
from directory.opening_hours.grouping import DayGroup, group_days
from directory.opening_hours.rows import HoursRow


class SummaryLine(NamedTuple):
    """Days, their hours, and what else must be known about them."""

    days: str
    hours: str
    note: str


class LineKind(NamedTuple):
    """What rows must share to stand on one line."""

    validity: str
    valid_from: date
    week_of_month: int | None
    by_appointment: bool
    on_public_holidays: bool
    note: str


def summary_lines(rows: Iterable[HoursRow]) -> list[SummaryLine]:
    """Equal days together, periods of validity one after the other."""
    groups = group_days(rows, _kind)
    groups.sort(key=lambda group: (group.kind.valid_from, group.weekdays[0]))
    return [_line(group) for group in groups]


def _kind(row: HoursRow) -> LineKind:
    return LineKind(
        validity_words(row),
        row.valid_from or date.min,
        row.week_of_month,
        row.by_appointment,
        row.on_public_holidays,
        row.note.strip(),
    )


def _line(group: DayGroup[LineKind]) -> SummaryLine:
    kind = group.kind
    if kind.week_of_month is None:
        days = wording.weekdays(group.weekdays)
    else:
        days = wording.weekdays_of_month(group.weekdays, kind.week_of_month)
    hours = wording.listed([wording.span(*span) for span in group.spans])
    notes = (
        "su appuntamento" if kind.by_appointment else "",
        kind.validity,
        "anche nei giorni festivi" if kind.on_public_holidays else "",
        kind.note,
    )
    note = ", ".join(filter(None, notes))
    return SummaryLine(wording.capitalised(days), hours, note)


def validity_words(row: HoursRow) -> str:
    """The period in which a row holds; a season is told without its year."""
    with_year = row.season is None
    words = []
    if row.valid_from:
        words.append(from_day(row.valid_from, with_year=with_year))
    if row.valid_until:
        end = until_day(row.valid_until, with_year=with_year)
        words.append(end if words else f"fino {end}")
    return " ".join(words)
