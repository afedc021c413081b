"""Which amounts are shown on a day, and which read "in aggiornamento"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.dates import until_day


@dataclass(frozen=True)
class ShownAmount:
    """A line of the amounts table; `value` is empty where it has expired."""

    label: str
    value: str
    validity: str = ""
    source: str = ""
    url: str = ""


def amounts_on(rows: Iterable[Any], day: dt.date) -> list[ShownAmount]:
    """One line for each label: its value valid on `day`, else the line without a value.

    Values that begin later are left out: they show themselves when their day comes.
    """
    lines: dict[str, ShownAmount] = {}
    for row in rows:
        if row.is_valid_on(day):
            lines[row.label] = _shown(row)
        elif row.valid_until is not None and row.valid_until < day:
            lines.setdefault(row.label, ShownAmount(row.label, ""))
    return list(lines.values())


def _shown(row: Any) -> ShownAmount:
    ends = row.valid_until
    until = f"Vale fino {until_day(ends, with_year=True)}" if ends else ""
    validity = ". ".join(filter(None, [row.note.rstrip("."), until]))
    return ShownAmount(row.label, row.amount, validity, row.source, row.source_url)
