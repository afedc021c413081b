"""Rows brought together: the days that share the same hours."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import time
from typing import Generic, TypeVar

from directory.opening_hours.rows import HoursRow

Kind = TypeVar("Kind", bound=Hashable)
Span = tuple[time, time]


@dataclass(frozen=True)
class DayGroup(Generic[Kind]):
    """Weekdays of one kind whose spans, in order, are the same."""

    kind: Kind
    weekdays: tuple[int, ...]
    spans: tuple[Span, ...]


def group_days(
    rows: Iterable[HoursRow], kind_of: Callable[[HoursRow], Kind]
) -> list[DayGroup[Kind]]:
    """Group rows of the same kind by equal days, in the order of first appearance."""
    days: dict[tuple[Kind, int], list[Span]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.weekday, row.opens, row.closes)):
        spans = days[kind_of(row), row.weekday]
        if (row.opens, row.closes) not in spans:
            spans.append((row.opens, row.closes))
    groups: dict[tuple[Kind, tuple[Span, ...]], list[int]] = defaultdict(list)
    for (kind, weekday), found in days.items():
        groups[kind, tuple(found)].append(weekday)
    return [
        DayGroup(kind, tuple(weekdays), spans)
        for (kind, spans), weekdays in groups.items()
    ]
