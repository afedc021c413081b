"""Which amounts are shown on a day, and which read "in aggiornamento"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ShownAmount:
    """A line of the amounts table; `text` is empty where the value has expired."""

    label: str
    text: str
    note: str = ""
    source: str = ""
    source_url: str = ""
    until: dt.date | None = None

    @property
    def is_expired(self) -> bool:
        """True where the value may no longer be shown."""
        return not self.text


def amounts_on(rows: Iterable[Any], day: dt.date) -> list[ShownAmount]:
    """One line for each label: its value valid on `day`, else the line without a value.

    Values that begin later are left out: they show themselves when their day comes.
    """
    lines: dict[str, ShownAmount] = {}
    for row in rows:
        if row.is_valid_on(day):
            lines[row.label] = ShownAmount(
                row.label,
                row.amount,
                row.note,
                row.source,
                row.source_url,
                row.valid_until,
            )
        elif row.valid_until is not None and row.valid_until < day:
            lines.setdefault(row.label, ShownAmount(row.label, ""))
    return list(lines.values())
