"""A desk and its hours at one moment: what listings, sheets and the desk's own page show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from directory.opening_hours import Patron, Schedule, State

if TYPE_CHECKING:
    from core.models import SiteSettings
    from directory.models import DeskPage

CHILDREN = ("hours", "closures", "phones")
OPEN_FIRST = {State.OPEN: 0, State.BY_APPOINTMENT: 1, State.CLOSED: 2, State.UNKNOWN: 3}


def patron_of(settings: SiteSettings) -> Patron | None:
    """The town's patron as the calendar wants it."""
    if not settings.patron_month or not settings.patron_day:
        return None
    return Patron(settings.patron_name, settings.patron_month, settings.patron_day)


@dataclass(frozen=True)
class DeskView:
    """One desk seen at the aware moment `at`; `verified_on` is the day its hours were checked."""

    desk: DeskPage
    at: dt.datetime
    patron: Patron | None = None
    verified_on: dt.date | None = None

    @cached_property
    def schedule(self) -> Schedule:
        """The calendar of this desk."""
        return Schedule(
            [row.row for row in self.desk.hours.all()],
            [row.closure for row in self.desk.closures.all()],
            self.patron,
        )

    @cached_property
    def state(self) -> State:
        """Open, by appointment, closed or not known."""
        return self.schedule.state(self.at)

    @property
    def is_open(self) -> bool:
        """True while somebody answers at the door."""
        return self.state is State.OPEN

    @cached_property
    def sentence(self) -> str:
        """The hours of now in one sentence."""
        if self.state is State.UNKNOWN:
            return "Orario: non lo sappiamo ancora"
        return self.schedule.sentence(self.at, self.verified_on)

    @property
    def order(self) -> tuple[int, str]:
        """Open ones first, then by name: the same for every body."""
        return OPEN_FIRST[self.state], self.desk.title
