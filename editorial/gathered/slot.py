"""What the work of publishing brings to a meeting's page, and to the restricted home."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from accounts.roles import ROLES
from editorial.gathered.reading import FEW, by_body, to_confirm

SLOT = "meeting-gathered"
HOME = "restricted-home"


def gathered(request: HttpRequest, facts: Any) -> str:
    """What changed since the last meeting and what is overdue, of each body."""
    bodies = by_body(facts.since, facts.bodies, facts.on)
    context = {"bodies": bodies, "since": facts.since}
    return render_to_string("editorial/gathered/slot.html", context)


def due_here(request: HttpRequest, access: Any) -> str:
    """Pages of the person's own bodies that wait for a check; nothing where none does.

    `access` has `bodies` (keys), `on` (a day) and `standing` (`accounts.permissions`).
    """
    lines = to_confirm(access.bodies, access.on) if access.bodies else []
    if not lines:
        return ""
    edits = any(ROLES[role].enters_admin for role, _ in access.standing.held)
    context = {"lines": lines[:FEW], "has_more": len(lines) > FEW, "edits": edits}
    return render_to_string("editorial/gathered/due_here.html", context)
