"""Where a record comes from and what became of it. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What a record does to the pages."""

    CREATE = "create"
    CHANGE = "change"
    SAME = "same"
    # The page was edited by a person since, or is not ours: it is left alone.
    KEPT = "kept"
    REJECT = "reject"

    @property
    def label(self) -> str:
        """In Italian, for the report."""
        return LABELS[self]


LABELS = {
    Outcome.CREATE: "crea",
    Outcome.CHANGE: "cambia",
    Outcome.SAME: "uguale",
    Outcome.KEPT: "lasciata com'è",
    Outcome.REJECT: "rifiuta",
}


@dataclass(frozen=True)
class Origin:
    """Where a record comes from: its source, and its own name there."""

    source: str
    external_id: str
    title: str = ""
    url: str = ""
    licence: str = ""
    retrieved_on: dt.date | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other record."""
        return self.source, self.external_id


@dataclass(frozen=True)
class Result:
    """What became of one record, and why if it was not written.

    `emptied` names the fields that held something and hold nothing now.
    """

    outcome: Outcome
    title: str
    reason: str = ""
    emptied: tuple[str, ...] = ()
