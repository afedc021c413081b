"""Whom to call now: whoever is there, else the substitute, else who is there next. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from intranet.referents.presence import (
    IsHoliday,
    Presence,
    State,
    next_at,
    no_holiday,
    state_at,
)


@dataclass(frozen=True)
class Candidate:
    """Somebody by number: how well they suit (the less the better), and who stands in."""

    pk: int
    presence: Presence
    rank: int = 0
    substitute: int | None = None


class Group(IntEnum):
    """In which order to try."""

    NOW = 0  # There, and in hours.
    INSTEAD = 1  # There in place of somebody who is not.
    TRY = 2  # Gave no hours.
    LATER = 3


@dataclass(frozen=True)
class Call:
    """Whom to call, in whose place, and from when where it is not now."""

    pk: int
    group: Group
    instead_of: int | None = None
    at: dt.datetime | None = None
    state: State = State.IN_HOURS


def whom_to_call(
    suited: Iterable[Candidate],
    everybody: Mapping[int, Candidate],
    moment: dt.datetime,
    is_holiday: IsHoliday = no_holiday,
) -> list[Call]:
    """Each suited one once, or their substitute; who is there now first, then the better suited.

    A substitute counts only where they are to be seen (`everybody`) and there.
    """
    found: dict[int, tuple[tuple[int, float, int], Call]] = {}
    for one in suited:
        call = _call(one, everybody, moment, is_holiday)
        wait = call.at.timestamp() if call.at else float("inf")
        key = (int(call.group), wait, one.rank)
        if call.pk not in found or key < found[call.pk][0]:
            found[call.pk] = (key, call)
    return [call for _, call in sorted(found.values(), key=lambda pair: pair[0])]


def _call(
    one: Candidate,
    everybody: Mapping[int, Candidate],
    moment: dt.datetime,
    is_holiday: IsHoliday,
) -> Call:
    state = state_at(one.presence, moment, is_holiday)
    if state is State.IN_HOURS:
        return Call(one.pk, Group.NOW, state=state)
    if state is State.NO_HOURS:
        return Call(one.pk, Group.TRY, state=state)
    other = everybody.get(one.substitute) if one.substitute else None
    if other and state_at(other.presence, moment, is_holiday) is State.IN_HOURS:
        return Call(other.pk, Group.INSTEAD, instead_of=one.pk)
    at = next_at(one.presence, moment, is_holiday)
    return Call(one.pk, Group.LATER, at=at, state=state)
