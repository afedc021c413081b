"""What services and desks give to the public search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.querysets import published_q
from core.search_entry import EVERY, SearchEntry
from directory.plain_text import plain

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
    rows = page.desk_rows.filter(published_q("page__"))
    desks = rows.values_list("page__title", flat=True)
    bodies = [body.title for body in (page.owner_body, page.manager_body) if body]
    return SearchEntry(
        page_id=page.pk,
        kind="service",
        title=page.title,
        url=page.url or "",
        locale=page.locale.language_code,
        summary=page.summary,
        citizen_words=page.words,
        names=tuple(dict.fromkeys([*bodies, *desks])),
        text=_text(page),
        facets={
            "bisogno": _codes(page.needs),
            "per": _codes(page.audiences),
            "comune": _codes(page.municipalities) or (EVERY,),
            "categoria": (page.category.code,) if page.category else (),
        },
    )


def _text(page: ServicePage) -> str:
    prose = [plain(getattr(page, field)) for field in PROSE]
    steps = [f"{step.title} {plain(step.text)}" for step in page.steps.all()]
    documents = [f"{row.name} {row.where}" for row in page.documents.all()]
    terms = [
        term.name for field in (page.needs, page.audiences) for term in field.all()
    ]
    return " ".join([*prose, *steps, *documents, *terms])


def _codes(field: Any) -> tuple[str, ...]:
    return tuple(term.code for term in field.all())


def desk_entry(page: DeskPage) -> SearchEntry:
    """A desk with its body and the services it helps with."""
    body = page.get_parent()
    services = page.services.filter(published_q("service__"))
    titles = tuple(services.values_list("service__title", flat=True))
    return SearchEntry(
        page_id=page.pk,
        kind="desk",
        title=page.title,
        url=page.url or "",
        locale=page.locale.language_code,
        summary=page.summary,
        names=(body.title, page.get_kind_display()),
        text=" ".join([page.address_line, plain(page.directions), *titles]),
        facets={"comune": (page.municipality.code,) if page.municipality else ()},
    )
