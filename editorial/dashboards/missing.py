"""Which facts a published sheet or desk does not tell yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page

from core.querysets import published_pages
from directory.models import (
    DeskAccessibility,
    DeskHours,
    DeskPage,
    RequiredDocument,
    ServicePage,
)
from directory.models.desk import DeskKind
from directory.models.service import ServiceStatus
from editorial.scope import edit_url


@dataclass(frozen=True)
class Fact:
    """One fact: the field or list it stands in, and how an editor calls it."""

    model: type[Page]
    name: str
    label: str

    @property
    def annotation(self) -> str:
        """Its name on the rows of `with_missing_facts`."""
        return f"lacks_{self.name}"


FACTS = (
    Fact(DeskPage, "hours", "orari"),
    Fact(DeskPage, "accessibility", "accessibilità"),
    Fact(DeskPage, "latitude", "coordinate"),
    Fact(ServicePage, "documents", "cosa serve"),
    Fact(ServicePage, "citizen_words", "parole del cittadino"),
)
# Nobody goes to a phone line.
PLACE = Q(deskpage__isnull=False) & ~Q(deskpage__kind=DeskKind.PHONE_LINE)
OFFERED = Q(servicepage__isnull=False) & ~Q(servicepage__status=ServiceStatus.CLOSED)


def _no(model: Any, **conditions: Any) -> Q:
    return ~Q(Exists(model.objects.filter(page=OuterRef("pk"), **conditions)))


def _lacks() -> dict[str, Q]:
    return {
        "lacks_hours": Q(deskpage__hours_note="") & _no(DeskHours),
        "lacks_accessibility": PLACE & _no(DeskAccessibility, is_present__isnull=False),
        # A protected place has none, on purpose.
        "lacks_latitude": PLACE
        & Q(deskpage__latitude__isnull=True, deskpage__is_confidential=False),
        # Who is in danger brings nothing.
        "lacks_documents": OFFERED
        & Q(servicepage__is_crisis=False)
        & _no(RequiredDocument),
        "lacks_citizen_words": OFFERED & Q(servicepage__citizen_words=""),
    }


def with_missing_facts() -> QuerySet[Page]:
    """Published sheets and desks that lack something, each with what (`lacks_…`)."""
    pages: QuerySet[Page] = published_pages().type(ServicePage, DeskPage)
    annotated = pages.annotate(**_lacks())
    anything = Q()
    for fact in FACTS:
        anything |= Q(**{fact.annotation: True})
    return annotated.filter(anything)


def missing_from(page: Any) -> list[Fact]:
    """What a row of `with_missing_facts` lacks."""
    return [fact for fact in FACTS if getattr(page, fact.annotation)]


@dataclass(frozen=True)
class Gap:
    """A missing fact of a page, and where it is written."""

    label: str
    url: str


def gaps_of(page: Any) -> list[Gap]:
    """The same, with links into the form."""
    return [
        Gap(fact.label, edit_url(page.pk, fact.model, fact.name))
        for fact in missing_from(page)
    ]
