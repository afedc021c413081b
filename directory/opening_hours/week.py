"""The hours of single days, ready for a table."""

from dataclasses import dataclass
from datetime import date, time

from directory.opening_hours import wording
from directory.opening_hours.rows import HoursRow


@dataclass(frozen=True)
class Slot:
    """One opening of one day."""

    opens: time
    closes: time
    by_appointment: bool = False
    note: str = ""

    @classmethod
    def of(cls, row: HoursRow) -> "Slot":
        """The opening that a row describes."""
        return cls(row.opens, row.closes, row.by_appointment, row.note)

    @property
    def text(self) -> str:
        """The opening in Italian: 9:00–12:30 su appuntamento."""
        hours = wording.span(self.opens, self.closes)
        return f"{hours} su appuntamento" if self.by_appointment else hours


@dataclass(frozen=True)
class DayHours:
    """A date, its openings in order, and why it has none where the reason is known."""

    date: date
    slots: tuple[Slot, ...] = ()
    closed_reason: str = ""

    @property
    def text(self) -> str:
        """The day's hours in Italian; empty when it has none."""
        return wording.listed([slot.text for slot in self.slots])
