"""Public holidays: which dates close an office, and their Italian names."""

from datetime import date, datetime, time
from functools import cache, lru_cache

import holidays
from opening_hours import OpeningHours

# An unknown language is not refused by the library: it answers in another.
LANGUAGE = "it_IT"
# Listed among the holidays, yet a working day; it may share a date with a real one.
WORKING = "Giorno dell'unità nazionale"


def holiday_name(day: date, country: str) -> str:
    """The holiday's name, empty on a working day.

    What closes a desk is decided by the library that evaluates its hours; the names
    come from another, which also lists days that close nothing, such as the
    Day of National Unity.
    """
    if not _calendar(country).is_open(datetime.combine(day, time(12))):
        return ""
    names = _names(country, day.year).get(day, "").split("; ")
    return ", ".join(name for name in names if name != WORKING) or "festività"


@cache
def _calendar(country: str) -> OpeningHours:
    return OpeningHours(
        "PH 00:00-24:00", country=country, auto_country=False, auto_timezone=False
    )


@lru_cache(maxsize=64)
def _names(country: str, year: int) -> dict[date, str]:
    return dict(holidays.country_holidays(country, years=year, language=LANGUAGE))
