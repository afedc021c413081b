"""Which reminder a page is due for on a day, and to whom it goes. Asks no database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from editorial.models import Stage

DAYS_BEFORE = 14
DAYS_AFTER = 14
DAYS_TO_COORDINATION = 30


def stage_on(due: dt.date, on: dt.date) -> Stage | None:
    """The latest stage reached by `on`; a night that was missed is made up for once."""
    days = (on - due).days
    if days >= DAYS_TO_COORDINATION:
        return Stage.COORDINATION
    if days >= DAYS_AFTER:
        return Stage.AFTER
    if days >= 0:
        return Stage.DUE
    return Stage.BEFORE if days >= -DAYS_BEFORE else None


@dataclass(frozen=True)
class Due:
    """A page to look at: its body, its due day, its stage."""

    page: Any
    body: Any
    due_on: dt.date
    stage: Stage


def recipients_of(due: Due, of_body: Iterable[Any], common: Iterable[Any]) -> list[Any]:
    """Who is told: the body's people; the coordinator later, or where a body has nobody."""
    people = list(of_body)
    if not people:
        return list(common) if due.stage is not Stage.BEFORE else []
    return [*people, *common] if due.stage is Stage.COORDINATION else people
