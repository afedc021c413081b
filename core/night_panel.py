"""On the admin's first page, for the administrator: that a night went wrong, or did not come."""

from __future__ import annotations

import datetime as dt
from typing import Any

from wagtail.admin.ui.components import Component

from core.models import NightlyRun

# One night, and half a day for a machine that was off.
LATEST = dt.timedelta(hours=36)


class NightPanel(Component):
    """What is wrong, with the way to the report."""

    name = "night"
    template_name = "core/admin/night_panel.html"
    order = 10

    def __init__(self, problem: str) -> None:
        self.problem = problem

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"problem": self.problem}


def problem(at: dt.datetime) -> str:
    """What the administrator must know of the nights; empty where all is well.

    A site where none ever ran says nothing: there it is not set up yet.
    """
    ended = NightlyRun.objects.filter(is_open=False)
    last = ended.order_by("-started_at").first()
    if last is None:
        return ""
    if last.has_failed:
        return "L'ultima notte qualche lavoro non è riuscito."
    if last.started_at < at - LATEST:
        return "Da più di un giorno i lavori della notte non partono."
    return ""
