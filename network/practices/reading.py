"""Reads practices with a fixed number of queries, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q
from django.http import HttpRequest
from django.utils.text import slugify
from wagtail.models import Page

from core.models.base import trail_to
from core.querysets import published_pages
from directory.clusters import attach_children
from directory.models import OrganisationPage
from network.reading import LINK

if TYPE_CHECKING:
    from network.models import PracticeIndexPage, PracticePage

ROWS = ("partners", "audiences", "municipalities", "services")
TEXTS = ("description", "results", "joining")
TRAIL = "network.practices.trail"


@dataclass(frozen=True)
class Promoter:
    """Who promotes a practice; `url` is empty where the body has no page here.

    `code` is the slug of a body; of a mere name it begins with what no slug holds.
    """

    code: str = ""
    name: str = ""
    url: str = ""


def fill(pages: Sequence[PracticePage]) -> None:
    """The rows and terms of practices: one query."""
    attach_children(pages, ROWS)


def _published() -> Any:
    model = apps.get_model("network", "PracticePage")
    return model.objects.published().select_related(None)


def all_practices() -> list[PracticePage]:
    """Every published practice by title, with its rows and without its long texts: two queries."""
    return _filled(_published().defer(*TEXTS).by_title())


def whole_practices() -> list[PracticePage]:
    """The same, whole: two queries."""
    return _filled(_published().by_title())


def practices_of(body: OrganisationPage) -> list[PracticePage]:
    """The published practices that a body promotes, by title: one query."""
    if body.pk is None:
        return []
    below = Q(path__startswith=body.path, depth=body.depth + 1)
    own = below & Q(promoter=None, promoter_name="")
    pages = _published().filter(own | Q(promoter=body.pk))
    shown = ("state", "starts_on", "ends_on", "is_sample")
    return list(pages.only(*LINK, *shown).by_title())


def _filled(pages: Iterable[PracticePage]) -> list[PracticePage]:
    found = list(pages)
    fill(found)
    return found


def promoters_of(pages: Sequence[PracticePage]) -> dict[int, Promoter]:
    """Who promotes each practice, by its key: one query.

    The body that is named, or else the one under which the page lies.
    """
    keys = {page.promoter_id for page in pages if page.promoter_id}
    paths = {_above(page) for page in pages}
    bodies = OrganisationPage.objects.published().select_related(None)
    found = list(bodies.filter(Q(pk__in=keys) | Q(path__in=paths)).only("slug", *LINK))
    by_key, by_path = {b.pk: b for b in found}, {b.path: b for b in found}
    return {
        page.pk: Promoter(f"~{slugify(page.promoter_name)}", page.promoter_name)
        if page.promoter_name
        else _promoter(
            by_key.get(page.promoter_id)
            if page.promoter_id
            else by_path.get(_above(page))
        )
        for page in pages
    }


def promoter_of(page: PracticePage) -> Promoter:
    """Who promotes one practice: one query."""
    return promoters_of([page])[page.pk]


def _above(page: Page) -> str:
    return str(page.path[: -Page.steplen])


def _promoter(body: OrganisationPage | None) -> Promoter:
    return Promoter(body.slug, body.title, body.url or "") if body else Promoter()


def sheets_of(pages: Sequence[PracticePage]) -> dict[int, Page]:
    """The published sheets that practices name, by key: one query, none for no row."""
    ids = {row.service_id for page in pages for row in page.services.all()}
    if not ids:
        return {}
    sheets = published_pages().filter(pk__in=ids).select_related(None)
    return {page.pk: page for page in sheets.only(*LINK)}


def the_list() -> PracticeIndexPage | None:
    """The published list of practices: one query."""
    model: Any = apps.get_model("network", "PracticeIndexPage")
    found: PracticeIndexPage | None = model.objects.published().first()
    return found


def trail_to_list(request: HttpRequest) -> list[tuple[str, str]]:
    """From Home to the list of practices. Empty where there is none."""
    return trail_to(TRAIL, the_list, request)
