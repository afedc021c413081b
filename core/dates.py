"""Dates in Italian words, with their articles: days and months have names everywhere. Pure."""

from calendar import monthrange
from datetime import date
from typing import TypeVar

Day = TypeVar("Day", bound=date)

WEEKDAYS = (
    *("lunedì", "martedì", "mercoledì", "giovedì"),
    *("venerdì", "sabato", "domenica"),
)
MONTHS = (
    *("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno"),
    *("luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"),
)
# "Otto" and "undici" begin with a vowel: their article is cut.
VOWEL_DAYS = (8, 11)


def add_months(day: Day, months: int) -> Day:
    """The same day (and hour) so many months on, or back; the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    last = monthrange(year, month)[1]
    return day.replace(year=year, month=month, day=min(day.day, last))


def day_month(day: date, *, with_year: bool = False) -> str:
    """A date without article: 1° settembre, 8 dicembre 2026."""
    number = "1°" if day.day == 1 else str(day.day)
    year = f" {day.year}" if with_year else ""
    return f"{number} {MONTHS[day.month - 1]}{year}"


def in_full(day: date) -> str:
    """A date with its year: 1° settembre 2026."""
    return day_month(day, with_year=True)


def weekday_in_full(day: date) -> str:
    """A date with its weekday and year: martedì 1° settembre 2026."""
    return f"{WEEKDAYS[day.weekday()]} {in_full(day)}"


def on_day(day: date) -> str:
    """A day with its article and year: il 31 agosto 2026, l'8 dicembre 2026."""
    return ("l'" if day.day in VOWEL_DAYS else "il ") + in_full(day)


def until_day(day: date, *, with_year: bool = False) -> str:
    """The end of a period: al 31 agosto, all'8 dicembre."""
    article = "all'" if day.day in VOWEL_DAYS else "al "
    return article + day_month(day, with_year=with_year)


def from_day(day: date, *, with_year: bool = False) -> str:
    """The start of a period: dal 1° ottobre, dall'11 agosto."""
    article = "dall'" if day.day in VOWEL_DAYS else "dal "
    return article + day_month(day, with_year=with_year)
