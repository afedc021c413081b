"""What one person is in the restricted part on one day: read once a request, never guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from accounts.permissions import Standing, can_see_all_bodies, standing
from accounts.roles import RoleCode
from network.reading import all_agreements
from network.states import state_on

# Whoever writes pages alone has no business here (Art. 5: what the task needs).
ENTERING = (
    RoleCode.OPERATOR,
    RoleCode.REFERENT,
    RoleCode.MANAGER,
    RoleCode.COORDINATOR,
    RoleCode.ADMINISTRATOR,
)

# Whoever acts in the name of a body: writes, keeps, convenes, approves.
SPEAKING = (RoleCode.MANAGER, RoleCode.REFERENT)


@dataclass(frozen=True)
class AgreementInForce:
    """An agreement that binds its parties today; `parties` are keys of bodies.

    `line` are the keys of the agreement and of those it follows: what was done under them goes on.
    """

    pk: int
    title: str
    parties: frozenset[int]
    line: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Access:
    """A person, their bodies, and the agreements in force that these are parties of.

    `bodies` are those where a role that enters is held *and* that an agreement in force binds: who
    works for a body whose agreement has ended is outside. The coordinator and the administrator
    keep the list of all: theirs are all agreements in force.
    """

    user: Any
    on: dt.date
    standing: Standing
    bodies: frozenset[int] = frozenset()
    agreements: tuple[AgreementInForce, ...] = ()

    @property
    def keeps_all(self) -> bool:
        """The coordinator and the administrator."""
        return can_see_all_bodies(self.standing)

    @property
    def enters(self) -> bool:
        """Deny by default."""
        return bool(self.bodies) or self.keeps_all

    @property
    def parties(self) -> frozenset[int]:
        """All bodies that sit at the same table: the own ones and those of the other parties."""
        return frozenset[int]().union(*(a.parties for a in self.agreements))

    @property
    def counterparts(self) -> frozenset[int]:
        """Bodies of the other parties."""
        return self.parties - self.bodies

    def shared_with(self, body: int) -> tuple[AgreementInForce, ...]:
        """The agreements in force that bind this body too."""
        return tuple(a for a in self.agreements if body in a.parties)

    @property
    def spoken_for(self) -> frozenset[int]:
        """Own bodies in whose name the person acts here: who answers for them, and referents."""
        return self.bodies_with(*SPEAKING)

    def bodies_with(self, *roles: RoleCode) -> frozenset[int]:
        """Own bodies, bound by an agreement in force, where one of these roles is held."""
        return self.bodies & frozenset(self.standing.bodies_with(*roles))


def access_of(user: Any, on: dt.date, who: Standing | None = None) -> Access:
    """What `user` is here on that day; `who` is what they hold, where that was read already.

    One query for who may not enter, four for others.
    """
    who = who or standing(user, on)
    mine = frozenset(who.bodies_with(*ENTERING))
    keeps_all = can_see_all_bodies(who)
    if not mine and not keeps_all:
        return Access(user, on, who)
    bound = [a for a in agreements_in_force(on) if keeps_all or a.parties & mine]
    at_the_table = mine & frozenset[int]().union(*(a.parties for a in bound))
    return Access(user, on, who, at_the_table, tuple(bound))


def agreements_in_force(on: dt.date) -> list[AgreementInForce]:
    """Published agreements whose parties are bound on that day."""
    pages = all_agreements()
    before = {page.pk: page.predecessor_id for page in pages}
    return [
        AgreementInForce(page.pk, page.title, _parties(page), _line(page.pk, before))
        for page in pages
        if state_on(page.terms, on).holds
    ]


def _line(pk: int, before: Mapping[int, int | None]) -> frozenset[int]:
    """It and those before it, as far as they are published; a ring of them ends."""
    found: set[int] = set()
    one: int | None = pk
    while one is not None and one in before and one not in found:
        found.add(one)
        one = before[one]
    return frozenset(found)


def _parties(page: Any) -> frozenset[int]:
    rows = page.parties.all()
    return frozenset(row.organisation_id for row in rows if row.organisation_id)
