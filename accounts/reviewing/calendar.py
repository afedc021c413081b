"""When a profile must be looked at again, and what happens until then. Pure.

Art. 5 of the protocol: "verifiche periodiche, provvedendo, quando è necessario, ad aggiornare i
profili di autorizzazione". Days are inclusive.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from core.dates import add_months

# Days before the due day on which those who review are reminded, and what the reminder is called.
REMINDERS = ((0, "due"), (7, "week"), (30, "month"))
GRACE = dt.timedelta(days=15)
# A profile that the night suspended can be given back until then; after that it ends for good.
REVERSIBLE = dt.timedelta(days=90)


class Reason(StrEnum):
    """Why the night suspends a profile; what a person suspends has a reason in their words."""

    NOT_REVIEWED = "non verificato"
    DORMANT = "accesso non usato"


class Stage(StrEnum):
    """What those who review are told, each once for each due day."""

    MONTH = "month"
    WEEK = "week"
    DUE = "due"
    SUSPENDED = "suspended"
    DORMANT = "dormant"


def due_on(*, since: dt.date, months: int) -> dt.date:
    """The last day for the next review of a profile given or reviewed on `since`."""
    return add_months(since, months)


def stage_on(due: dt.date, on: dt.date) -> Stage | None:
    """The reminder that has its time: the nearest one, so that a night left out loses none."""
    for days, name in REMINDERS:
        if on >= due - dt.timedelta(days=days):
            return Stage(name)
    return None


def last_day(due: dt.date, told_on: dt.date | None) -> dt.date | None:
    """The last day on which an unreviewed profile is in force.

    Fifteen days after it was due, and fifteen after those who review were told so: where no
    mail went out nobody is suspended. None: nobody was told yet.
    """
    return max(due, told_on) + GRACE if told_on else None


def is_dormant(*, since: dt.date, on: dt.date, days: int) -> bool:
    """Whether nobody used a profile for so many days; `since` is the last day it was used,
    given or given back."""
    return on - since >= dt.timedelta(days=days)


def ends_on(suspended: dt.date) -> dt.date:
    """The last day on which a profile that the night suspended can be given back."""
    return suspended + REVERSIBLE
