"""When something holds: a notice, a campaign, an event. Pure; days are the Comune's own.

`home.querysets` asks the database the same, and a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class State(StrEnum):
    """Where a day stands to a period."""

    COMING = "coming"
    CURRENT = "current"
    PAST = "past"


@dataclass(frozen=True)
class Period:
    """From one day to another, both included; None leaves that side open."""

    starts_on: date | None = None
    ends_on: date | None = None

    def state_on(self, on: date) -> State:
        """Where `on` stands. A period that ends before it starts is past, then never was."""
        if self.ends_on is not None and on > self.ends_on:
            return State.PAST
        if self.starts_on is not None and on < self.starts_on:
            return State.COMING
        return State.CURRENT

    def holds_on(self, on: date) -> bool:
        """True from the first day to the last."""
        return self.state_on(on) is State.CURRENT


def is_over(starts_at: datetime, ends_at: datetime | None, at: datetime) -> bool:
    """Whether an event has ended at `at`.

    Where nobody said until when, it lasts to the end of its day. All three moments are of one
    time zone, the Comune's: the day depends on it.
    """
    if ends_at is not None:
        return ends_at < at
    return starts_at.date() < at.date()
