"""Who of a body is written to."""

from __future__ import annotations

import datetime as dt

from accounts.models import Membership, User
from accounts.roles import RoleCode


def keepers_of(body: int | None, on: dt.date) -> list[User]:
    """Who keeps things for a body: *responsabili* and *referenti*."""
    return _people(body, on, RoleCode.MANAGER, RoleCode.REFERENT)


def answering_for(body: int | None, on: dt.date) -> list[User]:
    """Who answers for a body: its *responsabili*."""
    return _people(body, on, RoleCode.MANAGER)


def _people(body: int | None, on: dt.date, *roles: RoleCode) -> list[User]:
    """Of the body, each once; where there is nobody, and for the coordination, the coordinators."""
    active = Membership.objects.active_on(on).select_related("user").order_by("pk")
    found = list(active.with_role(*roles).filter(organisation=body)) if body else []
    if not found:
        found = list(active.with_role(RoleCode.COORDINATOR))
    return list(dict.fromkeys(row.user for row in found))
