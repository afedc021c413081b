"""The compiled hours asked about moments, by the library that reads their language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import lru_cache
from zoneinfo import ZoneInfo

import opening_hours as osm

PARSED_KEPT = 2048


class State(Enum):
    """What a visitor finds at a moment."""

    OPEN = "open"
    CLOSED = "closed"
    BY_APPOINTMENT = "by_appointment"
    UNKNOWN = "unknown"


STATES = {
    osm.State.OPEN: State.OPEN,
    osm.State.CLOSED: State.CLOSED,
    osm.State.UNKNOWN: State.BY_APPOINTMENT,
}


@dataclass(frozen=True)
class Interval:
    """A stretch of one state; its ends are aware and may be cut by the search."""

    start: datetime
    end: datetime
    state: State


@lru_cache(maxsize=PARSED_KEPT)
def evaluator(expression: str, country: str, timezone: str) -> "Evaluator":
    """The evaluator of an expression, parsed once for all desks that share it."""
    return Evaluator(expression, country, timezone)


def existing(at: datetime) -> datetime:
    """The moment itself; one that summer time skips is moved an hour on.

    Adding days to a moment may land on a skipped hour, which the library refuses.
    """
    return at.astimezone(UTC).astimezone(at.tzinfo)


class Evaluator:
    """One parsed expression; the empty one is always closed."""

    def __init__(self, expression: str, country: str, timezone: str) -> None:
        self._hours = osm.OpeningHours(
            expression or "off",
            timezone=ZoneInfo(timezone),
            country=country,
            auto_country=False,
            auto_timezone=False,
        )

    def state(self, at: datetime) -> State:
        """Open, closed or by appointment: never unknown."""
        return STATES[self._hours.state(at)[0]]

    def intervals(self, start: datetime, end: datetime) -> Iterator[Interval]:
        """Stretches of equal state between two moments, closed ones included.

        The end is never left out: a search without one takes seconds on rows that
        have run out. Neighbours that differ in a comment alone are joined.
        """
        found: Interval | None = None
        stretches = self._hours.intervals(start, existing(end))
        for opens, closes, state, _comment in stretches:
            if found and found.state is STATES[state]:
                found = Interval(found.start, closes, found.state)
                continue
            if found:
                yield found
            found = Interval(opens, closes, STATES[state])
        if found:
            yield found
