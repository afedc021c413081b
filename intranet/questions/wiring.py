"""Tells the rest of the restricted part what questions have to say."""

from __future__ import annotations

from core import nightly
from intranet import finding
from intranet.meetings import gathering
from intranet.overview import reading as overview
from intranet.questions import gathered, reading
from intranet.questions import nightly as own_night

ORDER = 40
TITLE = "Domande per il tuo ente"


def register() -> None:
    """Panel, finder, the night's job, what the next meeting gathers."""
    overview.register(ORDER, TITLE, "intranet/questions/panel.html", reading.panel)
    finding.register("Domande", reading.find)
    nightly.register("questions", own_night.forget_solved)
    gathering.register(gathered.gathered)
