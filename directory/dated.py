"""Rules and deadlines as a reader sees them on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.dates import from_day, on_day, until_day


@dataclass(frozen=True)
class ShownRule:
    """One version of a rule with the days it holds."""

    title: str
    text: str
    source: str
    period: str
    is_current: bool


def rules_on(rows: Iterable[Any], day: dt.date) -> list[ShownRule]:
    """Versions that hold on `day` or will, the oldest first; past ones are left out."""
    ordered = sorted(rows, key=lambda row: row.valid_from or dt.date.min)
    return [
        ShownRule(row.title, row.text, row.source, period(row), row.is_valid_on(day))
        for row in ordered
        if row.valid_until is None or row.valid_until >= day
    ]


def period(row: Any) -> str:
    """`Vale dal 1° gennaio 2026 fino al 31 dicembre 2026.`, as much of it as is known."""
    first, last = row.valid_from, row.valid_until
    begins = from_day(first, with_year=True) if first else ""
    ends = f"fino {until_day(last, with_year=True)}" if last else ""
    return f"Vale {' '.join(filter(None, [begins, ends]))}." if begins or ends else ""


@dataclass(frozen=True)
class ShownDeadline:
    """A line of a list of deadlines; `date` is the day that matters."""

    date: dt.date
    title: str
    note: str = ""
    url: str = ""
    # The sheet it belongs to, where the list is of many.
    about: str = ""


def deadlines_ahead(rows: Iterable[Any], day: dt.date) -> list[ShownDeadline]:
    """Deadlines and calls that have not passed on `day`, the nearest first."""
    ahead = [row for row in rows if (row.closes_on or row.opens_on) >= day]
    shown = [shown_deadline(row, day) for row in ahead]
    return sorted(shown, key=lambda line: (line.date, line.title))


def shown_deadline(
    row: Any, day: dt.date, url: str = "", about: str = ""
) -> ShownDeadline:
    """One row; a call that has not begun says when it will."""
    begins = row.opens_on is not None and row.opens_on > day
    opening = f"Si apre {on_day(row.opens_on)}." if begins else ""
    note = " ".join(filter(None, [opening, row.note]))
    return ShownDeadline(row.closes_on or row.opens_on, row.title, note, url, about)
