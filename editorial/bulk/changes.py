"""One phone or one stretch of hours, changed in the rows of a desk. Touches what is in memory."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Protocol

from directory.models.desk_parts import Weekday
from directory.opening_hours import validate
from directory.phones import display, normalise, problem


@dataclass(frozen=True)
class Line:
    """A row as it was and as it is."""

    before: str
    after: str


class Change(Protocol):
    """What is changed on every desk."""

    def apply(self, desk: Any) -> list[Line]:
        """Change the desk's rows in memory; what changed, nothing where the old is not there.

        Raises ValueError, in Italian, where the desk would no longer be right.
        """


@dataclass(frozen=True)
class PhoneChange:
    """A number for another, however it is written; what it is for stays."""

    old: str
    new: str

    def apply(self, desk: Any) -> list[Line]:
        rows, lines = list(desk.phones.all()), []
        for row in rows:
            if _same_number(row.number, self.old):
                before = _phone(row)
                row.number = self.new
                lines.append(Line(before, _phone(row)))
        desk.phones = rows
        return lines


@dataclass(frozen=True)
class HoursChange:
    """A stretch for another, on one weekday or on all of them (None)."""

    old: tuple[dt.time, dt.time]
    new: tuple[dt.time, dt.time]
    weekday: int | None = None

    def apply(self, desk: Any) -> list[Line]:
        rows, lines = list(desk.hours.all()), []
        for row in rows:
            is_day = self.weekday is None or row.weekday == self.weekday
            if is_day and (row.opens, row.closes) == self.old:
                before = str(row)
                row.opens, row.closes = self.new
                lines.append(Line(before, str(row)))
        if lines and (problems := validate([row.row for row in rows])):
            raise ValueError(" ".join(problems))
        desk.hours = rows
        return lines


def _same_number(one: str, other: str) -> bool:
    if problem(one) or problem(other):
        return one.strip() == other.strip()
    return normalise(one) == normalise(other)


def _phone(row: Any) -> str:
    number = display(row.number)
    return f"{number} ({row.label})" if row.label else number


WEEKDAYS = [("", "tutti i giorni"), *Weekday.choices]
