"""What services and desks give to the public search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.querysets import published_q
from core.search_entry import SearchEntry
from directory import search_facets as facets
from directory.plain_text import plain
from directory.reading import fill_desk, fill_service, model_named

if TYPE_CHECKING:
    from directory.models import DeskPage, ServicePage

PROSE = (
    "addressed",
    "description",
    "on_behalf",
    "output",
    "timing",
    "cost",
    "access",
    "terms",
)


def service_entry(page: ServicePage) -> SearchEntry:
    """A sheet with the names of its bodies and of the desks that help with it."""
    fill_service(page)
    rows = list(
        page.desk_rows.filter(published_q("page__"))
        .select_related("page", "page__municipality")
        .order_by("page__title", "page_id")
    )
    desks = [row.page for row in rows]
    bodies = facets.bodies_of_service(page, desks)
    own = [body.title for body in bodies if body.pk in _answering(page)]
    return SearchEntry.of(
        page,
        "service",
        citizen_words=page.words,
        names=tuple(dict.fromkeys([*own, *(desk.title for desk in desks)])),
        text=_text(page),
        facets=facets.of_service(page, rows, bodies),
        points=facets.points(desks),
        is_crisis=page.is_crisis,
    )


def _answering(page: ServicePage) -> tuple[int | None, int | None]:
    return page.owner_body_id, page.manager_body_id


def _text(page: ServicePage) -> str:
    prose = [plain(getattr(page, field)) for field in PROSE]
    steps = [f"{step.title} {plain(step.text)}" for step in page.steps.all()]
    documents = [f"{row.name} {row.where}" for row in page.documents.all()]
    terms = [
        term.name for field in (page.needs, page.audiences) for term in field.all()
    ]
    return " ".join([*prose, *steps, *documents, *terms])


def desk_entry(page: DeskPage) -> SearchEntry:
    """A desk with its body and the services it helps with."""
    fill_desk(page)
    body = page.get_parent()
    services = _services_of(page)
    return SearchEntry.of(
        page,
        "desk",
        names=(body.title, page.get_kind_display()),
        text=" ".join([page.address_line, plain(page.directions), *services.values()]),
        facets=facets.of_desk(page, body, services),
        points=facets.points([page]),
    )


def _services_of(page: DeskPage) -> dict[int, str]:
    """Title by key of the published sheets that the desk helps with: one query."""
    ids = [row.service_id for row in page.services.all()]
    published = model_named("ServicePage").objects.filter(published_q(), pk__in=ids)
    return dict(published.order_by("title").values_list("pk", "title"))
