"""What a desk's hours say at a moment: open or not, until when, when next."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

from directory.opening_hours import sentences
from directory.opening_hours.compiler import compile_osm
from directory.opening_hours.evaluation import (
    Evaluator,
    Interval,
    State,
    evaluator,
    existing,
)
from directory.opening_hours.public_holidays import holiday_name
from directory.opening_hours.rows import Closure, HoursRow, Patron
from directory.opening_hours.week import DayHours, Slot

DEFAULT_TIMEZONE = "Europe/Rome"
# How far the end of the present opening is looked for: beyond, it has none to tell.
LONGEST_OPENING = timedelta(days=8)
# A listing asks the same desks again at each visit.
COMPILED_KEPT = 2048

_compiled = lru_cache(maxsize=COMPILED_KEPT)(compile_osm)


class Schedule:
    """Rows, closures and patron of one desk, ready to be asked about a moment.

    Moments are aware, or naive in the desk's own time; answers are always aware, in
    the desk's time. No method reads the clock: the library would ask the system for
    it, out of reach of a test.
    """

    def __init__(
        self,
        rows: Iterable[HoursRow],
        closures: Iterable[Closure] = (),
        patron: Patron | None = None,
        country: str = "IT",
        timezone: str = DEFAULT_TIMEZONE,
    ) -> None:
        self.rows = tuple(rows)
        self.closures = tuple(closures)
        self.patron = patron
        self.country = country
        self.timezone = timezone

    @cached_property
    def expression(self) -> str:
        """The OpenStreetMap form of the hours, empty when there are no rows."""
        return _compiled(self.rows, self.closures, self.patron)

    def local(self, at: datetime) -> datetime:
        """The moment on the desk's clock."""
        zone = ZoneInfo(self.timezone)
        aware = at.replace(tzinfo=zone) if at.tzinfo is None else at
        return existing(aware).astimezone(zone)

    def state(self, at: datetime) -> State:
        """What a visitor finds; UNKNOWN without rows, or when all have run out."""
        at = self.local(at)
        state = self._evaluator.state(at)
        if state is not State.CLOSED or self.closure_on(at.date()):
            return state
        if all(row.last_day < at.date() for row in self.rows):
            return State.UNKNOWN
        return State.CLOSED

    def until(self, at: datetime) -> datetime | None:
        """The end of the present opening or appointment time.

        None when closed, or when no end is near: an office open day and night.
        """
        at = self.local(at)
        state = self._evaluator.state(at)
        if state is State.CLOSED:
            return None
        for interval in self._evaluator.intervals(at, at + LONGEST_OPENING):
            if interval.state is not state:
                return interval.start
        return None

    def next_opening(self, at: datetime, horizon_days: int = 60) -> datetime | None:
        """When visitors are next received, freely or by appointment, after `at`."""
        interval = self.next_interval(at, horizon_days)
        return interval.start if interval else None

    def next_interval(self, at: datetime, horizon_days: int = 60) -> Interval | None:
        """The first opening or appointment time that starts after `at`."""
        at = self.local(at)
        found = self._evaluator.intervals(at, at + timedelta(days=horizon_days))
        later = islice(found, 1, None)
        return next((i for i in later if i.state is not State.CLOSED), None)

    def present_interval(self, at: datetime) -> Interval:
        """The stretch of today, from midnight on, in which the moment lies."""
        at = self.local(at)
        midnight = existing(datetime.combine(at.date(), time(0), at.tzinfo))
        found = self._evaluator.intervals(midnight, midnight + LONGEST_OPENING)
        return next(interval for interval in found if at < interval.end)

    def week(self, on: date) -> list[DayHours]:
        """The seven days, from Monday, of the week in which the date lies."""
        day = self.local(on).date() if isinstance(on, datetime) else on
        monday = day - timedelta(days=day.weekday())
        return [self.day(monday + timedelta(days=number)) for number in range(7)]

    def day(self, on: date) -> DayHours:
        """The openings that start on a date, or why it has none."""
        closure = self.closure_on(on)
        if closure:
            return DayHours(on, (), closure.reason or "chiusura")
        holiday = self.holiday_on(on)
        rows = [
            row
            for row in self.rows
            if row.applies_on(on) and (row.on_public_holidays or not holiday)
        ]
        slots = tuple(Slot.of(row) for row in sorted(rows, key=lambda row: row.opens))
        return DayHours(on, slots, "" if slots else holiday)

    def closure_on(self, day: date) -> Closure | None:
        """The closure that covers a date; of several, the one that ends last."""
        found = [closure for closure in self.closures if closure.covers(day)]
        return max(found, key=lambda closure: closure.ends_on, default=None)

    def holiday_on(self, day: date) -> str:
        """The name of the public holiday or of the patron's feast, if it is one."""
        if self.patron and self.patron.falls_on(day):
            return self.patron.name
        return holiday_name(day, self.country)

    def sentence(
        self,
        at: datetime,
        verified_on: date | None = None,
        stale_after_days: int = sentences.STALE_AFTER_DAYS,
    ) -> str:
        """What to tell a person, in Italian; hours never verified count as stale."""
        return sentences.sentence(self, at, verified_on, stale_after_days)

    @cached_property
    def _evaluator(self) -> Evaluator:
        return evaluator(self.expression, self.country, self.timezone)
