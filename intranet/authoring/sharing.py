"""Which rows bodies share with one another: those of the own bodies and of who sits at the table.

A row without a body is the coordinator's, for all. Where an agreement ends, what its parties
shared is out of sight with the next request: nothing is copied, all follows from `Access`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length, Substr

from core.querysets import published_q
from directory.models import DeskPage, OrganisationPage
from intranet.entry.access import Access

COORDINATION = "Coordinamento"


def shared_q(access: Access, owner: str = "owner_body") -> Q:
    """Rows kept by one of the parties, or by the coordinator."""
    if access.keeps_all:
        return Q()
    kept = access.bodies | access.parties
    return Q(**{f"{owner}__isnull": True}) | Q(**{f"{owner}__in": kept})


def addressed_q(access: Access, rows: QuerySet, owner: str) -> Q:
    """Rows of the own bodies, and those that a party wrote to them: to all (`for_all`), or to
    `bodies` by name."""
    if access.keeps_all:
        return Q()
    by_name = rows.model.bodies.through.objects.filter(
        organisationpage__in=access.bodies
    )
    foreign = f"{rows.model._meta.model_name}_id"
    to_me = Q(for_all=True) | Q(pk__in=by_name.values(foreign))
    return Q(**{f"{owner}__in": access.bodies}) | (shared_q(access, owner) & to_me)


def table_of(access: Access, body: int | None) -> frozenset[int]:
    """The bodies that something of this body "for all" is for: the parties of its agreements,
    itself included; of the coordinator's, all."""
    if body is None:
        return access.parties
    shared = access.shared_with(body)
    return frozenset[int]().union(*(agreement.parties for agreement in shared))


def names_of(bodies: Collection[int]) -> list[tuple[int, str]]:
    """(key, title) of these bodies by title: one query, none for nobody."""
    if not bodies:
        return []
    rows = OrganisationPage.objects.filter(pk__in=bodies).order_by("title", "pk")
    return list(rows.values_list("pk", "title"))


@dataclass(frozen=True)
class Desk:
    """A published desk, and the body that it lies under."""

    pk: int
    title: str
    body: int


def desks_of(bodies: Collection[int]) -> list[Desk]:
    """The published desks of these bodies by title: one query, none for nobody.

    A desk lies right below its body: the body's path is its own, less the last step.
    """
    if not bodies:
        return []
    keepers = OrganisationPage.objects.filter(pk__in=bodies)
    keeper = keepers.filter(path=OuterRef("above")).values("pk")
    above = Substr("path", 1, Length("path") - DeskPage.steplen)
    found = DeskPage.objects.annotate(above=above).filter(
        published_q(), above__in=keepers.values("path")
    )
    rows = found.annotate(body=Subquery(keeper)).order_by("title", "pk")
    return [Desk(*row) for row in rows.values_list("pk", "title", "body")]
