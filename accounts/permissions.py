"""Who may do what with people and their profiles. Deny by default; the table is `accounts.roles`.

Each decision is asked with a `Standing`: the profiles a person has in force on one day, read once,
so that a list of any length costs no further query.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from accounts.roles import ROLES, Role, RoleCode

if TYPE_CHECKING:
    from accounts.models import Membership


@dataclass(frozen=True)
class Standing:
    """(role, id of the body) of each profile in force; a role of no body counts everywhere."""

    user_id: int | None
    held: frozenset[tuple[RoleCode, int | None]] = frozenset()

    def holds(self, *roles: RoleCode) -> bool:
        """Whether one of these roles is among the profiles."""
        return any(role in roles for role, _ in self.held)

    def bodies_with(self, *roles: RoleCode) -> set[int]:
        """Ids of the bodies where one of these roles is held."""
        return {body for role, body in self.held if role in roles and body is not None}


NOBODY = Standing(None)


def standing(user: Any, on: dt.date) -> Standing:
    """What a person holds on that day; nothing for somebody who is not logged in."""
    if not user.is_authenticated:
        return NOBODY
    rows = user.memberships.active_on(on).values_list("role", "organisation_id")
    return Standing(user.pk, frozenset((RoleCode(role), body) for role, body in rows))


def can_give(who: Standing, role: RoleCode, organisation_id: int | None) -> bool:
    """A role gives the roles that the table names, in its own body alone.

    Only a role of no body gives elsewhere, so nobody gives more, or further, than they hold. A
    role of a body is given in a body, a role of no body in none.
    """
    if ROLES[role].of_organisation is (organisation_id is None):
        return False
    return any(
        role in ROLES[held].gives
        and (not ROLES[held].of_organisation or body == organisation_id)
        for held, body in who.held
    )


def roles_to_give(who: Standing, organisation_id: int | None) -> list[Role]:
    """The roles that this person may give there, in the order of the table."""
    return [r for r in ROLES.values() if can_give(who, r.code, organisation_id)]


def can_see_all_bodies(who: Standing) -> bool:
    """The coordinator keeps the whole list complete: who answers for a body is part of that."""
    return who.holds(RoleCode.COORDINATOR, RoleCode.ADMINISTRATOR)


def can_see_people(who: Standing, organisation_id: int | None) -> bool:
    """Whoever gives roles there sees who has them; the coordinator sees those of every body.

    People of one body are never shown to another's. Those of no body are the administrator's.
    """
    if organisation_id is not None and can_see_all_bodies(who):
        return True
    return bool(roles_to_give(who, organisation_id))


def can_enter_people(who: Standing) -> bool:
    """Somebody with a body, or every body, to look at."""
    return can_see_all_bodies(who) or bool(bodies_to_keep(who))


def bodies_to_keep(who: Standing) -> set[int]:
    """Ids of the bodies whose people this person keeps by a role held there."""
    givers = [role.code for role in ROLES.values() if role.gives]
    return who.bodies_with(*givers)


def can_keep(who: Standing, membership: Membership) -> bool:
    """Dates, suspension and withdrawal are for whoever may give that profile.

    One that was withdrawn is over: it is given anew, never brought back.
    """
    if membership.withdrawn_at:
        return False
    body = membership.organisation_id if membership.rights.of_organisation else None
    return can_give(who, RoleCode(membership.role), body)


def why_not_end(who: Standing, membership: Membership, after: dt.date) -> str:
    """Why a profile cannot end so that it does not count on the day `after`; empty where it can.

    A body keeps somebody who answers for it, unless the administrator decides otherwise; and the
    site keeps an administrator, or nobody could give rights any more.
    """
    role = RoleCode(membership.role)
    if role not in (RoleCode.MANAGER, RoleCode.ADMINISTRATOR):
        return ""
    if _others(membership, after):
        return ""
    if role is RoleCode.ADMINISTRATOR:
        return (
            "Sarebbe l'ultimo amministratore: nessuno potrebbe più dare accessi. "
            "Prima invitane un altro."
        )
    if who.holds(RoleCode.ADMINISTRATOR):
        return ""
    return (
        "L'ente resterebbe senza un responsabile. Prima invitane un altro, "
        "oppure chiedi a chi amministra il sito."
    )


def why_not_lengthen(
    who: Standing, membership: Membership, last: dt.date | None
) -> str:
    """Why a profile cannot last until `last` (None: for good); empty where it can.

    Nobody makes their own access last longer: somebody else decides that it is still needed
    (Art. 5). The only administrator may, or a site could be left with nobody.
    """
    before = membership.valid_until
    is_longer = before is not None and (last is None or last > before)
    if membership.user_id != who.user_id or not is_longer:
        return ""
    is_administrator = RoleCode(membership.role) is RoleCode.ADMINISTRATOR
    if is_administrator and before and not _others(membership, before):
        return ""
    return (
        "Non puoi allungare il tuo accesso: chiedilo a un altro responsabile "
        "o a chi amministra il sito."
    )


def _others(membership: Membership, on: dt.date) -> bool:
    """Whether somebody else has the same role there on that day, and, of an administrator, for
    good: of two whose days are numbered the last to end would leave nobody."""
    same = (
        type(membership)
        .objects.active_on(on)
        .filter(role=membership.role, organisation_id=membership.organisation_id)
        .exclude(user_id=membership.user_id)
    )
    if RoleCode(membership.role) is RoleCode.ADMINISTRATOR:
        same = same.filter(valid_until__isnull=True)
    return bool(same.exists())


def can_trust(who: Standing) -> bool:
    """Whether a body publishes alone is the coordinator's to say: until then they approve."""
    return can_see_all_bodies(who)


def can_keep_system_administrators(who: Standing) -> bool:
    """The list of the Garante's act of 27 November 2008 is kept by the administrator."""
    return who.holds(RoleCode.ADMINISTRATOR)
