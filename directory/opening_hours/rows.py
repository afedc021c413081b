"""The facts editors give: hours by weekday, closures, the patron's day.

An opening belongs to the day on which it starts, also when it ends after midnight.
"""

from dataclasses import dataclass
from datetime import date, time, timedelta

MIDNIGHT = time(0, 0)
LAST_WEEK = -1


@dataclass(frozen=True)
class HoursRow:
    """One opening on one weekday (0 is Monday), the smallest thing an editor fills in.

    `closes` at 00:00 is the midnight that ends the day; 00:00 to 00:00 is the whole
    day; any other `closes` before `opens` lies on the following day. With
    `repeats_yearly` the validity is a season: of its dates only day and month count,
    and it may cross the year.
    """

    weekday: int
    opens: time
    closes: time
    week_of_month: int | None = None
    by_appointment: bool = False
    valid_from: date | None = None
    valid_until: date | None = None
    repeats_yearly: bool = False
    on_public_holidays: bool = False
    note: str = ""

    @property
    def crosses_midnight(self) -> bool:
        """Whether the opening ends on the day after the one on which it starts."""
        return MIDNIGHT != self.closes <= self.opens

    @property
    def season(self) -> tuple[date, date] | None:
        """First and last day of a validity that comes back every year, if it does."""
        if self.repeats_yearly and self.valid_from and self.valid_until:
            return self.valid_from, self.valid_until
        return None

    @property
    def last_day(self) -> date:
        """The last date on which the row can apply, `date.max` when there is none."""
        if self.season:
            return date.max
        return self.valid_until or date.max

    def applies_on(self, day: date) -> bool:
        """Whether an opening starts on this date, holidays and closures apart."""
        return (
            day.weekday() == self.weekday
            and self._is_in_week_of_month(day)
            and self._is_valid_on(day)
        )

    def _is_in_week_of_month(self, day: date) -> bool:
        if self.week_of_month is None:
            return True
        if self.week_of_month == LAST_WEEK:
            return (day + timedelta(days=7)).month != day.month
        return (day.day - 1) // 7 + 1 == self.week_of_month

    def _is_valid_on(self, day: date) -> bool:
        if self.season is None:
            return (self.valid_from or date.min) <= day <= self.last_day
        first, last = ((end.month, end.day) for end in self.season)
        today = (day.month, day.day)
        if first <= last:
            return first <= today <= last
        return today >= first or today <= last


@dataclass(frozen=True)
class Closure:
    """Days on which a desk is closed whatever its rows say, first and last included."""

    starts_on: date
    ends_on: date
    reason: str = ""

    def covers(self, day: date) -> bool:
        """Whether the desk is closed on this date."""
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True)
class Patron:
    """The town's patron and the feast that closes its offices."""

    name: str
    month: int
    day: int

    def falls_on(self, day: date) -> bool:
        """Whether this date is the patron's feast."""
        return (day.month, day.day) == (self.month, self.day)
