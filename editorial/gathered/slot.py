"""The part of a meeting's page that the work of publishing fills."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from editorial.gathered.reading import by_body

SLOT = "meeting-gathered"


def gathered(request: HttpRequest, facts: Any) -> str:
    """What changed since the last meeting and what is overdue, of each body."""
    bodies = by_body(facts.since, facts.bodies, facts.on)
    context = {"bodies": bodies, "since": facts.since}
    return render_to_string("editorial/gathered/slot.html", context)
