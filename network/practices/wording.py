"""A practice's period and place in Italian. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from core.dates import MONTHS
from network.practices.states import PracticeState

EVERYWHERE = "Tutto il territorio"
_OUTSIDE = re.compile(r'<a\b[^>]*\bhref="(https?://[^"]+)"[^>]*>(.*?)</a>', re.S)
_LINK = re.compile(r"</?a\b[^>]*>")


def month_of(day: dt.date) -> str:
    """`marzo 2026`: nobody remembers the day on which a practice began."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def period(starts_on: dt.date | None, ends_on: dt.date | None) -> str:
    """`Da marzo 2026 a dicembre 2027`, as much of it as is known."""
    begins = f"Da {month_of(starts_on)}" if starts_on else ""
    ends = month_of(ends_on) if ends_on else ""
    if begins and ends:
        return ends.capitalize() if begins == f"Da {ends}" else f"{begins} {_to(ends)}"
    return begins or (f"Fino {_to(ends)}" if ends else "")


def standing(state: PracticeState, starts_on: dt.date | None) -> str:
    """The state; of what has not begun, when it will: `Inizio previsto: marzo 2027`."""
    if state is PracticeState.UPCOMING and starts_on:
        return f"Inizio previsto: {month_of(starts_on)}"
    return str(state.label)


def _to(month: str) -> str:
    return f"{'ad' if month[0] == 'a' else 'a'} {month}"


def place(territory: str, municipalities: Sequence[str]) -> str:
    """`Crema, Cremona (Ambito Cremonese)`; without municipalities the territory alone."""
    towns = ", ".join(municipalities)
    if towns and territory:
        return f"{towns} ({territory})"
    return towns or territory or EVERYWHERE


def on_paper(html: str) -> str:
    """Rich text without links, which paper cannot follow: of other sites the address is written."""
    return _LINK.sub("", _OUTSIDE.sub(r"\2 (\1)", html))


def in_a_line(terms: Sequence[str]) -> str:
    """`Giovani, chi cerca lavoro`: names of terms, of which only the first keeps its capital."""
    return ", ".join([*terms[:1], *(term[:1].lower() + term[1:] for term in terms[1:])])
