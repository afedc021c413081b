"""Tells the rest of the restricted part what notices have to say."""

from __future__ import annotations

from core import nightly
from intranet import finding
from intranet.notices import nightly as own_night
from intranet.notices import reading
from intranet.overview import reading as overview

ORDER = 10


def register() -> None:
    """Panel, finder, the night's job."""
    overview.register(ORDER, "Avvisi", "intranet/notices/panel.html", reading.panel)
    finding.register("Avvisi", reading.find)
    nightly.register("staff_notices", own_night.forget_expired)
