"""When something takes place, in Italian words. Pure: moments in, words out."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from core.dates import weekday_in_full

ITALY = ZoneInfo("Europe/Rome")
# A day further off than this has a year mistyped.
LONGEST_AHEAD = dt.timedelta(days=3 * 366)
TOO_FAR = "È tra più di tre anni: controlla l’anno."


def when(starts_at: dt.datetime, ends_at: dt.datetime) -> str:
    """`martedì 8 dicembre 2026, dalle 9:30 alle 12:30`; the end's day where it is another."""
    starts, ends = starts_at.astimezone(ITALY), ends_at.astimezone(ITALY)
    begins = f"{weekday_in_full(starts)}, dalle {_hour(starts)}"
    if starts.date() == ends.date():
        return f"{begins} alle {_hour(ends)}"
    return f"{begins} fino a {weekday_in_full(ends)}, ore {_hour(ends)}"


def _hour(moment: dt.datetime) -> str:
    return f"{moment.hour}:{moment.minute:02}"
