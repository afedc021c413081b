"""In which state a practice is on a day."""

from __future__ import annotations

import datetime as dt

from django.db import models


class PracticeState(models.TextChoices):
    """How far it has come, in the order of lists and in words that agree with any name."""

    ONGOING = "in-corso", "In corso"
    EXPERIMENTAL = "sperimentale", "In sperimentazione"
    UPCOMING = "prevista", "In programma"
    SUSPENDED = "sospesa", "In pausa"
    ENDED = "conclusa", "Attività conclusa"


# What goes on as soon as it has begun.
GOING_ON = (PracticeState.ONGOING, PracticeState.EXPERIMENTAL)
# What its keeper writes; that it has not begun yet follows from its first day.
WRITTEN = [
    choice for choice in PracticeState.choices if choice[0] != PracticeState.UPCOMING
]
# State → colour of its badge.
BADGES = {
    PracticeState.ONGOING: "success",
    PracticeState.EXPERIMENTAL: "",
    PracticeState.UPCOMING: "",
    PracticeState.SUSPENDED: "warning",
    PracticeState.ENDED: "",
}
# What the appendix writes above those in each state.
HEADINGS = {
    PracticeState.ONGOING: "In corso",
    PracticeState.EXPERIMENTAL: "In sperimentazione",
    PracticeState.UPCOMING: "In programma",
    PracticeState.SUSPENDED: "In pausa",
    PracticeState.ENDED: "Concluse",
}


def state_on(
    state: str, starts_on: dt.date | None, ends_on: dt.date | None, on: dt.date
) -> PracticeState:
    """What its keeper wrote, unless its first day is still to come or its last has passed."""
    written = PracticeState(state)
    if ends_on is not None and ends_on < on:
        return PracticeState.ENDED
    if written in GOING_ON and starts_on is not None and starts_on > on:
        return PracticeState.UPCOMING
    return written
