"""Italian words for times and weekdays, with their articles."""

from collections.abc import Sequence
from datetime import date, time

from core.dates import WEEKDAYS, day_month
from directory.opening_hours.rows import LAST_WEEK, MIDNIGHT

SUNDAY = 6
ORDINALS = {1: "prim", 2: "second", 3: "terz", 4: "quart", LAST_WEEK: "ultim"}


def clock(moment: time) -> str:
    """Hour without a leading zero: 9:00."""
    return f"{moment.hour}:{moment.minute:02d}"


def span(opens: time, closes: time) -> str:
    """An opening for a table: 9:00–12:30, midnight at its end written 24:00."""
    if opens == closes == MIDNIGHT:
        return "24 ore su 24"
    return f"{clock(opens)}–{'24:00' if closes == MIDNIGHT else clock(closes)}"


def until_time(moment: time) -> str:
    """When something ends, after "fino": alle 9:00, all'1:00, a mezzanotte."""
    return "a mezzanotte" if moment == MIDNIGHT else at_time(moment)


def at_time(moment: time) -> str:
    """When something starts: alle 9:00, all'1:00, alle 0:00 (not "a mezzanotte").

    "Domani a mezzanotte" would be read as the end of the day.
    """
    return ("all'" if moment.hour == 1 else "alle ") + clock(moment)


def from_time(moment: time) -> str:
    """The start of a span: dalle 9:00, dall'1:00."""
    return ("dall'" if moment.hour == 1 else "dalle ") + clock(moment)


def weekday_date(day: date) -> str:
    """A day in full: lunedì 24 novembre."""
    return f"{WEEKDAYS[day.weekday()]} {day_month(day)}"


def listed(words: Sequence[str]) -> str:
    """Words in a row: lunedì, mercoledì e venerdì."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} e {words[-1]}"


def weekdays(days: Sequence[int]) -> str:
    """Several weekdays in their shortest form, always in the order of the week."""
    days = sorted(days)
    if len(days) == len(WEEKDAYS):
        return "tutti i giorni"
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"da {WEEKDAYS[days[0]]} a {WEEKDAYS[days[-1]]}"
    return listed([WEEKDAYS[day] for day in days])


def weekdays_of_month(days: Sequence[int], week: int) -> str:
    """Days counted in the month: il primo giovedì del mese, l'ultima domenica …"""
    return listed([_counted(day, week) for day in sorted(days)]) + " del mese"


def _counted(day: int, week: int) -> str:
    ordinal = ORDINALS[week] + ("a" if day == SUNDAY else "o")
    if week == LAST_WEEK:
        return f"l'{ordinal} {WEEKDAYS[day]}"
    return f"{'la' if day == SUNDAY else 'il'} {ordinal} {WEEKDAYS[day]}"


def capitalised(text: str) -> str:
    """The first letter large, the others as they are."""
    return text[:1].upper() + text[1:]
