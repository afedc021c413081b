"""Who reviews whose profile. Nobody reviews their own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Membership, User
from accounts.roles import RoleCode

# Below this a body's own people cannot review one another: others are told too.
ENOUGH_MANAGERS = 2


@dataclass(frozen=True)
class Reviewer:
    """Somebody logged in, with what their profiles in force let them review."""

    user: User
    bodies: frozenset[int]
    is_coordinator: bool
    is_administrator: bool

    @property
    def sees_all(self) -> bool:
        """The coordinator sees who is late, body by body; the administrator reviews them all."""
        return self.is_coordinator or self.is_administrator

    @property
    def reviews(self) -> bool:
        """Whether there is anything to review at all."""
        return self.sees_all or bool(self.bodies)


def reviewer(user: User, on: dt.date) -> Reviewer:
    """What the profiles of a person let them review on that day."""
    held = set(user.memberships.active_on(on).values_list("role", "organisation"))
    roles = {role for role, _ in held}
    return Reviewer(
        user=user,
        bodies=frozenset(body for role, body in held if role == RoleCode.MANAGER),
        is_coordinator=RoleCode.COORDINATOR in roles,
        is_administrator=RoleCode.ADMINISTRATOR in roles,
    )


def asking(request: HttpRequest) -> Reviewer:
    """Who asks for a page, today."""
    return reviewer(cast(User, request.user), timezone.localdate())


def can_open(who: Reviewer, organisation_id: int | None) -> bool:
    """Its *responsabili* see the profiles of a body, and who watches over all. Those of no body
    are the administrator's business."""
    if organisation_id is None:
        return who.is_administrator
    return who.sees_all or organisation_id in who.bodies


def can_review(who: Reviewer, membership: Membership) -> bool:
    """Each body reviews its own people, as each is a controller of its own (Art. 5).

    Its *responsabili* are also reviewed by the coordinator, for the body may have one alone, and
    all by the administrator; but nobody by themself.
    """
    if membership.user_id == who.user.pk:
        return False
    if who.is_administrator:
        return True
    if membership.organisation_id is None:
        return False
    if who.is_coordinator and membership.role == RoleCode.MANAGER:
        return True
    return membership.organisation_id in who.bodies


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
