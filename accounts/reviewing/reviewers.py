"""Who reviews whose profile. Nobody reviews their own."""

from __future__ import annotations

import datetime as dt

from accounts.models import Membership, User
from accounts.permissions import Standing, can_keep
from accounts.roles import RoleCode

# Below this a body's own people cannot review one another: others are told too.
ENOUGH_MANAGERS = 2


def can_review(who: Standing, membership: Membership) -> bool:
    """Each body reviews its own people, as each is a controller of its own (Art. 5).

    Whoever may give a profile reviews it; that of a *responsabile* the coordinator too, for the
    body may have one alone. But nobody by themself.
    """
    if membership.user_id == who.user_id:
        return False
    if can_keep(who, membership):
        return True
    is_manager = membership.role == RoleCode.MANAGER and not membership.withdrawn_at
    return is_manager and who.holds(RoleCode.COORDINATOR)


def told_about(organisation_id: int | None, on: dt.date) -> list[User]:
    """Who is reminded of a body's reviews: its *responsabili*, and where they are fewer than two
    the coordinator and the administrator as well. Of those of no body: the administrator."""
    in_force = Membership.objects.active_on(on).select_related("user")
    managers: list[Membership] = []
    if organisation_id is not None:
        of_body = in_force.filter(organisation=organisation_id)
        managers = list(of_body.with_role(RoleCode.MANAGER))
    others: list[Membership] = []
    if len(managers) < ENOUGH_MANAGERS:
        roles = [RoleCode.ADMINISTRATOR]
        if organisation_id is not None:
            roles.append(RoleCode.COORDINATOR)
        others = list(in_force.with_role(*roles))
    users = {row.user_id: row.user for row in (*managers, *others)}
    return [users[pk] for pk in sorted(users)]
