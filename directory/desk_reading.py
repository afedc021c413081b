"""Reads desks: those that help with a service, those below a body, one by itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from core.ordering import alphabetical
from core.querysets import composed, published_q
from directory.clusters import attach_children
from directory.desk_hours import CHILDREN, DeskView
from directory.opening_hours import Patron
from directory.querysets import CARD
from directory.reading import model_named, place, reviews_of, services_named_by
from directory.vocabulary import terms

if TYPE_CHECKING:
    from core.models import Review
    from directory.models import DeskPage, DeskService, OrganisationPage, ServicePage


ROW = ("level", "hours", "cost", "bring", "note", "service")


@dataclass(frozen=True)
class Offer:
    """What one desk does for the service, seen now."""

    row: DeskService
    view: DeskView

    @property
    def desk(self) -> DeskPage:
        """The desk."""
        return self.view.desk

    @property
    def help(self) -> str:
        """How far the desk goes, in words."""
        return str(self.row.get_level_display())

    @property
    def note(self) -> str:
        """What differs at this desk."""
        parts = [
            self.row.note,
            f"Porta anche: {self.row.bring}." if self.row.bring else "",
            f"Costo: {self.row.cost}." if self.row.cost else "",
        ]
        return " ".join(filter(None, parts))

    @property
    def hours(self) -> str:
        """Hours for this service, else the desk's own."""
        return self.row.hours or self.view.beside_state

    @property
    def usual(self) -> list[str]:
        """The usual hours for paper, unless this service has hours in words."""
        return [] if self.row.hours else self.view.usual

    @property
    def state_label(self) -> str:
        """The desk's state, unless this service has hours of its own: it may differ."""
        return "" if self.row.hours else self.view.state_label


@dataclass(frozen=True)
class Offers:
    """The desks that help with a service, and the last check of the sheet itself."""

    rows: list[Offer]
    review: Review | None


@composed
def _rows_for(service_id: int) -> QuerySet:
    rows = model_named("DeskService").objects.filter(
        published_q("page__"), service_id=service_id
    )
    shown = (*ROW, *(f"page__{name}" for name in CARD))
    return rows.select_related("page").only(*shown)


def offers_of(page: ServicePage, at: dt.datetime, patron: Patron | None) -> Offers:
    """Desks that help with the service, open ones first, then by name: three queries."""
    rows = _rows_for(page.pk or 0)
    desks = [row.page for row in rows]
    reviews = reviews_of([page, *desks])
    views = views_with(desks, reviews, at, patron)
    offers = [Offer(row, view) for row, view in zip(rows, views, strict=True)]
    ordered = sorted(offers, key=lambda offer: offer.view.order)
    return Offers(ordered, reviews.get(page.pk))


def desk_views(
    desks: list[DeskPage], at: dt.datetime, patron: Patron | None
) -> list[DeskView]:
    """The desks with their hours, in the order given: two queries."""
    reviews = reviews_of(desks)
    return views_with(desks, reviews, at, patron)


def views_with(
    desks: list[DeskPage],
    reviews: dict[int, Review],
    at: dt.datetime,
    patron: Patron | None,
) -> list[DeskView]:
    """The desks with their hours, told as fresh as `reviews` knows: one query."""
    attach_children(desks, CHILDREN)
    for desk in desks:
        place(desk)
    checked = {pk: review.reviewed_on for pk, review in reviews.items()}
    return [DeskView(desk, at, patron, checked.get(desk.pk)) for desk in desks]


def services_of(page: DeskPage) -> list[DeskService]:
    """The desk's rows whose service is published, by title: one query."""
    rows = list(page.services.all())
    services = services_named_by(rows)
    shown = [row for row in rows if row.service_id in services]
    for row in shown:
        row.service = services[row.service_id]
    return sorted(shown, key=lambda row: alphabetical(row.service.title))


@dataclass(frozen=True)
class Feature:
    """A fact about barriers; `is_present` is None where it is not known."""

    label: str
    is_present: bool | None
    note: str = ""

    @property
    def state(self) -> str:
        """`yes`, `no` or `unknown`, as the template's classes are called."""
        return {True: "yes", False: "no", None: "unknown"}[self.is_present]


def features_of(page: DeskPage) -> list[Feature]:
    """Every feature of the vocabulary with the desk's answer."""
    rows = {row.feature_id: row for row in page.accessibility.all()}
    return [
        Feature(term.name, rows[term.pk].is_present, rows[term.pk].note)
        if term.pk in rows
        else Feature(term.name, None)
        for term in terms(model_named("AccessibilityFeature"))
    ]


def desks_below(
    page: OrganisationPage, at: dt.datetime, patron: Patron | None
) -> list[DeskView]:
    """The desks of a body, open ones first: three queries."""
    desks = model_named("DeskPage").objects.published().child_of(page).cards()
    return sorted(desk_views(list(desks), at, patron), key=lambda view: view.order)
