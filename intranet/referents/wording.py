"""What is said of somebody's presence, in Italian."""

from __future__ import annotations

import datetime as dt

from core.dates import WEEKDAYS, until_day
from intranet.referents.calling import Call, Group
from intranet.referents.presence import (
    IsHoliday,
    Presence,
    State,
    next_at,
    no_holiday,
    state_at,
)

A_WEEK = 7
NO_HOURS = "Orari non indicati"
# Colours of components/status_badge.html.
BADGES = {
    State.IN_HOURS: "success",
    State.OUT_OF_HOURS: "",
    State.AWAY: "warning",
    State.NO_HOURS: "",
}


def presence_in_words(
    who: Presence, moment: dt.datetime, is_holiday: IsHoliday = no_holiday
) -> tuple[State, str]:
    """The state and a few words: "In orario adesso", "Non disponibile fino al 3 dicembre"."""
    state = state_at(who, moment, is_holiday)
    if state is State.AWAY and who.away_until:
        return state, f"Non disponibile fino {until_day(who.away_until)}"
    if state is State.OUT_OF_HOURS:
        at = next_at(who, moment, is_holiday)
        return (
            state,
            f"Fuori orario{f': da {moment_in_words(at, moment)}' if at else ''}",
        )
    return state, "In orario adesso" if state is State.IN_HOURS else NO_HOURS


def moment_in_words(at: dt.datetime, now: dt.datetime) -> str:
    """ "oggi alle 14.30", "domani alle 9", "giovedì alle 9", "lunedì 7/12 alle 9"."""
    days = (at.date() - now.date()).days
    hour = "" if at.time() == dt.time(0) else f" {_at(at.time())}"
    if days in (0, 1):
        return f"{('oggi', 'domani')[days]}{hour}"
    day = WEEKDAYS[at.weekday()]
    if days >= A_WEEK:
        day = f"{day} {at.day}/{at.month}"
    return f"{day}{hour}"


def call_in_words(call: Call, now: dt.datetime, instead_of: str = "") -> str:
    """Why this one, or from when."""
    if call.group is Group.NOW:
        return "In orario adesso"
    if call.group is Group.INSTEAD:
        return f"In orario adesso, al posto di {instead_of}"
    if call.group is Group.TRY:
        return f"{NO_HOURS}: prova"
    why = "Non disponibile" if call.state is State.AWAY else "Fuori orario"
    return f"{why}: da {moment_in_words(call.at, now)}" if call.at else why


def _at(hour: dt.time) -> str:
    minute = f".{hour.minute:02}" if hour.minute else ""
    return f"all'{hour.hour}{minute}" if hour.hour == 1 else f"alle {hour.hour}{minute}"
