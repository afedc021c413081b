"""A desk and its hours at one moment: what listings, sheets and its own page show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from core.dates import WEEKDAYS, from_day, on_day, until_day
from core.ordering import alphabetical
from directory.opening_hours import (
    STALE_AFTER_DAYS,
    Closure,
    Patron,
    Schedule,
    State,
    summary_lines,
)
from directory.opening_hours.sentences import CALL_FIRST, NO_NEXT

if TYPE_CHECKING:
    from core.models import SiteSettings
    from directory.models import DeskPage, DeskPhone

CHILDREN = ("hours", "closures", "phones")
ORDER = {State.OPEN: 0, State.BY_APPOINTMENT: 1, State.CLOSED: 2, State.UNKNOWN: 3}
CODES = {State.OPEN: "open", State.UNKNOWN: "unknown"}
LABELS = {
    State.OPEN: ("Aperto ora", "Di solito a quest'ora è aperto"),
    State.BY_APPOINTMENT: ("Su appuntamento", "Di solito su appuntamento"),
    State.CLOSED: ("Chiuso ora", "Di solito a quest'ora è chiuso"),
    State.UNKNOWN: ("Orario non noto", "Orario non noto"),
}
# Nobody goes to a phone line: it answers.
LINE_LABELS = {
    **LABELS,
    State.OPEN: ("Risponde ora", "Di solito a quest'ora risponde"),
    State.CLOSED: ("Non risponde ora", "Di solito a quest'ora non risponde"),
}
# Where no phone is known, nobody is told to phone.
WITHOUT_PHONE = {
    CALL_FIRST: "Prima di partire chiedi conferma.",
    NO_NEXT: "Quando riapre non lo sappiamo ancora",
}


def patron_of(settings: SiteSettings) -> Patron | None:
    """The town's patron as the calendar wants it."""
    if not settings.patron_month or not settings.patron_day:
        return None
    return Patron(settings.patron_name, settings.patron_month, settings.patron_day)


def _without_phone(sentence: str) -> str:
    for phoning, asking in WITHOUT_PHONE.items():
        sentence = sentence.replace(phoning, asking)
    return sentence


def _told(closure: Closure) -> str:
    """`dal 1° agosto 2026 al 31 agosto 2026: ferie`, `il 4 marzo 2026` for one day."""
    first, last = closure.starts_on, closure.ends_on
    days = f"{from_day(first, with_year=True)} {until_day(last, with_year=True)}"
    days = on_day(first) if first == last else days
    return f"{days}: {closure.reason}" if closure.reason else days


@dataclass(frozen=True)
class WeekRow:
    """A line of the week's table; no hours means closed."""

    day: str
    hours: str
    note: str
    is_today: bool


@dataclass(frozen=True)
class DeskView:
    """One desk seen at the aware moment `at`.

    `verified_on` is the day its hours were checked; hours not checked for 90 days are
    told as usual ones, never as a fact.
    """

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
        if not self.desk.hours.all():
            return State.UNKNOWN
        return self.schedule.state(self.at)

    @property
    def is_stale(self) -> bool:
        """True where the hours were not checked for 90 days."""
        if self.verified_on is None:
            return True
        return (self.at.date() - self.verified_on).days > STALE_AFTER_DAYS

    @property
    def state_code(self) -> str:
        """`open`, `usual`, `closed` or `unknown`, as templates tell them apart.

        Open is what is known for sure: hours that were not checked lately are usual ones.
        """
        if self.state is State.OPEN and self.is_stale:
            return "usual"
        return CODES.get(self.state, "closed")

    @property
    def state_label(self) -> str:
        """The state in two or three words; a note in words says more than "not known"."""
        if self.state is State.UNKNOWN and self.desk.hours_note:
            return ""
        labels = LINE_LABELS if self.desk.is_line else LABELS
        return labels[self.state][self.is_stale]

    @property
    def badge(self) -> str:
        """The colour of the state: only an opening known for sure is green."""
        return "success" if self.state_code == "open" else ""

    @cached_property
    def sentence(self) -> str:
        """The hours of now in one sentence; nobody sets out for a phone line."""
        if self.state is State.UNKNOWN:
            return self.desk.hours_note or "Orario: non lo sappiamo ancora"
        told = self.schedule.sentence(self.at, self.verified_on)
        if self.desk.is_line:
            return told.removesuffix(CALL_FIRST).rstrip()
        return told if self.phone else _without_phone(told)

    @property
    def beside_state(self) -> str:
        """The sentence where the state stands beside it: it is not said twice."""
        told = self.sentence.removeprefix(LABELS[self.state][0]).lstrip(".,: ")
        return told[:1].upper() + told[1:]

    @property
    def usual(self) -> list[str]:
        """The usual hours, a line for the days that share them: what paper can tell."""
        lines = summary_lines(row.row for row in self.desk.hours.all())
        return [
            f"{line.days}: {line.hours}{f' ({line.note})' if line.note else ''}"
            for line in lines
        ]

    @property
    def freshness(self) -> str:
        """How far to trust the hours."""
        if self.verified_on is None and self.desk.is_line:
            return "Orario non ancora verificato."
        if self.verified_on is None:
            first = "telefona" if self.phone else "chiedi conferma"
            return f"Orario non ancora verificato: prima di partire {first}."
        return f"Orario verificato {on_day(self.verified_on)}."

    @cached_property
    def week(self) -> list[WeekRow]:
        """The seven days of this week."""
        today = self.at.date()
        return [
            WeekRow(
                f"{WEEKDAYS[day.date.weekday()]} {day.date.day}",
                day.text,
                day.closed_reason,
                day.date == today,
            )
            for day in self.schedule.week(today)
        ]

    @property
    def closures_ahead(self) -> list[str]:
        """Closures that have not ended, the nearest first."""
        closures = [row.closure for row in self.desk.closures.all()]
        ahead = [c for c in closures if c.ends_on >= self.at.date()]
        return [_told(c) for c in sorted(ahead, key=lambda c: c.starts_on)]

    @property
    def is_sample(self) -> bool:
        """True where the hours shown are an example."""
        return self.desk.hours_are_sample and self.state is not State.UNKNOWN

    @cached_property
    def _first_phone(self) -> DeskPhone | None:
        return next(iter(self.desk.phones.all()), None)

    @property
    def phone(self) -> str:
        """The desk's first phone as people write it."""
        return self._first_phone.display if self._first_phone else ""

    @property
    def phone_uri(self) -> str:
        """The desk's first phone as a `tel:` address."""
        return self._first_phone.uri if self._first_phone else ""

    @property
    def marker(self) -> tuple[str, str] | None:
        """Latitude and longitude of a place that says where it stands."""
        desk = self.desk
        if desk.is_confidential or desk.latitude is None or desk.longitude is None:
            return None
        return str(desk.latitude), str(desk.longitude)

    @property
    def url(self) -> str:
        """The desk's page."""
        return self.desk.url or ""

    @property
    def order(self) -> tuple[int, str]:
        """Open ones first, then by name: the same for every body."""
        return ORDER[self.state], alphabetical(self.desk.title)
