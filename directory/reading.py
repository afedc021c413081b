"""Reads what pages show, with a fixed number of queries however many rows there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Page

from core.addresses import address_of
from core.models import Review
from core.models.base import trail_to
from core.querysets import composed
from directory.clusters import attach_children
from directory.desk_hours import CHILDREN
from directory.vocabulary import terms_by_id

if TYPE_CHECKING:
    from directory.models import (
        Category,
        DeskPage,
        OrganisationPage,
        Provenance,
        ServicePage,
    )

SERVICE_CHILDREN = (
    "steps", "documents", "deadlines", "amounts", "rules", "legal_sources", "relations",
    "needs", "audiences", "topics", "life_events", "municipalities",
)  # fmt: skip
DESK_CHILDREN = (*CHILDREN, "accessibility", "services", "languages")
BODY = (
    *("title", "legal_name", "slug", "url_path", "path", "depth", "locale"),
    *("street", "postal_code", "municipality", "province"),
)
INDEX_MODELS = {"services": "ServiceIndexPage", "desks": "DeskIndexPage"}


def model_named(name: str) -> Any:
    """A model of this app: the models import this module, so it cannot import them."""
    return apps.get_model("directory", name)


# --- child rows --------------------------------------------------------------------


def fill_service(page: ServicePage) -> None:
    """Child rows and vocabulary of a sheet: one query."""
    attach_children([page], SERVICE_CHILDREN)
    for name, model in (("category", "Category"),):
        key = getattr(page, f"{name}_id")
        if key:
            setattr(page, name, terms_by_id(model_named(model)).get(key))


def fill_desk(page: DeskPage) -> None:
    """Child rows of a desk: one query."""
    attach_children([page], DESK_CHILDREN)
    place(page)


def fill_organisation(page: OrganisationPage) -> None:
    """Child rows of a body: one query."""
    attach_children([page], ["phones"])
    place(page)


def place(page: Any) -> None:
    """Give a page with an address its municipality, from the cached vocabulary."""
    if page.municipality_id:
        page.municipality = terms_by_id(model_named("Municipality")).get(
            page.municipality_id
        )


# --- around a service or a body ------------------------------------------------------------------


@composed
def _bodies(path: str, ids: Sequence[int]) -> QuerySet:
    """Published bodies with what a sheet or a desk says of them."""
    wanted = Q(path=path) | Q(pk__in=ids)
    bodies = model_named("OrganisationPage").objects.published()
    return bodies.filter(wanted).select_related(None).only(*BODY)


def bodies_of(page: ServicePage) -> dict[str, OrganisationPage | None]:
    """`keeper`, `owner` and `manager` of a sheet: one query. The keeper answers where
    no other body is named."""
    ids = [page.owner_body_id, page.manager_body_id]
    found = _bodies(page.path[: -Page.steplen], [pk for pk in ids if pk])
    by_id = {body.pk: body for body in found}
    keeper = next((b for b in found if page.path.startswith(b.path)), None)
    for body in found:
        place(body)
    return {
        "keeper": keeper,
        "owner": by_id.get(page.owner_body_id or 0, keeper),
        "manager": by_id.get(page.manager_body_id or 0),
    }


def keeper_of(page: Page) -> OrganisationPage | None:
    """The published body that a page lies under."""
    return next(iter(_bodies(page.path[: -Page.steplen], [])), None)


@dataclass(frozen=True)
class SheetLink:
    """A sheet as others name it: a page object would cost ten times as much."""

    title: str
    summary: str
    url: str


@dataclass(frozen=True)
class Relations:
    """Other sheets worth reading, and those needed first."""

    related: list[SheetLink]
    prerequisites: list[SheetLink]


@composed
def _linked_sheets(ids: Sequence[int]) -> QuerySet:
    sheets = model_named("ServicePage").objects.published().linked()
    return sheets.filter(pk__in=ids)


def services_named_by(rows: Iterable[Any]) -> dict[int, ServicePage]:
    """The published sheets that `rows` point at, by key: one query, none for no row."""
    ids = sorted({row.service_id for row in rows})
    return {sheet.pk: sheet for sheet in _linked_sheets(ids)} if ids else {}


@composed
def _sheet_links(ids: Sequence[int]) -> QuerySet:
    sheets = model_named("ServicePage").objects.published().filter(pk__in=ids)
    sheets = sheets.select_related(None)
    return sheets.values_list("pk", "title", "summary", "url_path")


def relations_of(page: ServicePage) -> Relations:
    """Published sheets that the sheet names, in its order: one query, none for no row."""
    rows = list(page.relations.all())
    found = _sheet_links(sorted({row.service_id for row in rows})) if rows else []
    links = {
        pk: SheetLink(title, summary, address_of(url_path))
        for pk, title, summary, url_path in found
    }
    known = [row for row in rows if row.service_id in links]
    return Relations(
        [links[row.service_id] for row in known if not row.is_prerequisite],
        [links[row.service_id] for row in known if row.is_prerequisite],
    )


def category_of(page: ServicePage) -> Category | None:
    """The sheet's category, from the cached vocabulary."""
    return terms_by_id(model_named("Category")).get(page.category_id or 0)


def services_answered_by(page: OrganisationPage) -> list[ServicePage]:
    """Sheets the body keeps, answers for or runs, by title: one query."""
    if page.pk is None:  # the preview of a body that is not there yet
        return []
    mine = Q(path__startswith=page.path) | Q(owner_body=page) | Q(manager_body=page)
    services = model_named("ServicePage").objects.published().linked()
    return list(services.filter(mine).by_title())


# --- beside any page ----------------------------------------------------------------------


@composed
def _reviews(ids: Sequence[int]) -> QuerySet:
    return Review.objects.filter(page_id__in=ids).order_by("reviewed_on", "pk")


def reviews_of(pages: Iterable[Page]) -> dict[int, Review]:
    """The last check of each page that has one: one query, none for no page."""
    ids = [page.pk for page in pages]
    if not ids:
        return {}
    return {row.page_id: row for row in _reviews(ids)}


def last_review(page: Page) -> Review | None:
    """The last check of a page."""
    return reviews_of([page]).get(page.pk)


def provenance_of(page: Page) -> Provenance | None:
    """Where an imported page comes from; read with the page itself (`HomePage.route`)."""
    return getattr(page, "provenance", None)


def index_trail(kind: str, request: HttpRequest) -> list[tuple[str, str]]:
    """Home and the list of services or of desks; kept a minute."""
    model = model_named(INDEX_MODELS[kind])
    return trail_to(
        f"directory.trail.{kind}", lambda: model.objects.published().first(), request
    )
