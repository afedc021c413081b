"""In which state a practice is on a day."""

from __future__ import annotations

import datetime as dt

from django.db import models


class PracticeState(models.TextChoices):
    """How far it has come, in the order of lists."""

    ONGOING = "in-corso", "In corso"
    EXPERIMENTAL = "sperimentale", "In sperimentazione"
    SUSPENDED = "sospesa", "Sospesa"
    ENDED = "conclusa", "Conclusa"


# State → colour of its badge.
BADGES = {
    PracticeState.ONGOING: "success",
    PracticeState.EXPERIMENTAL: "",
    PracticeState.SUSPENDED: "warning",
    PracticeState.ENDED: "",
}
# What the appendix writes above those in each state.
HEADINGS = {
    PracticeState.ONGOING: "In corso",
    PracticeState.EXPERIMENTAL: "In sperimentazione",
    PracticeState.SUSPENDED: "Sospese",
    PracticeState.ENDED: "Concluse",
}


def state_on(state: str, ends_on: dt.date | None, on: dt.date) -> PracticeState:
    """What its keeper wrote, unless its last day has passed: then it is over."""
    is_over = ends_on is not None and ends_on < on
    return PracticeState.ENDED if is_over else PracticeState(state)
