"""Groupings of services: by category, need, audience, life event and topic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest

from core import memo
from core.querysets import Listed, composed, published_q
from directory.vocabulary import term, terms

if TYPE_CHECKING:
    from directory.models import ServiceIndexPage

PER_PAGE = 20


@dataclass(frozen=True)
class Grouping:
    """One way to group services: slug of its address, heading, model, field of the service."""

    slug: str
    title: str
    model: str
    field: str
    hook: str = ""


GROUPINGS = {
    grouping.slug: grouping
    for grouping in (
        Grouping(
            "categorie",
            "Categorie di servizio",
            "Category",
            "category",
            "service-category-link",
        ),
        Grouping("bisogni", "Di cosa hai bisogno", "Need", "needs"),
        Grouping("destinatari", "Per chi", "Audience", "audiences"),
        Grouping("eventi", "Eventi della vita", "LifeEvent", "life_events"),
        Grouping("argomenti", "Argomenti", "Topic", "topics", "topic-element"),
    )
}


@dataclass(frozen=True)
class TermLink:
    """A term of a grouping with its address and how many services it has."""

    title: str
    url: str
    code: str = ""
    text: str = ""
    icon: str = ""
    count: int | None = None

    @property
    def label(self) -> str:
        """The title, by the name that chips use."""
        return self.title


def index_url() -> str:
    """Address of the list of services; kept a minute."""
    return memo.remembered("directory.services_url", _index_url)


def _index_url() -> str:
    index = apps.get_model("directory", "ServiceIndexPage").objects.published().first()
    return (index.url if index else "") or "/servizi/"


def term_links(slug: str, chosen: Iterable[Any]) -> list[TermLink]:
    """Links to the terms' own lists."""
    base = f"{index_url()}{slug}/"
    return [TermLink(t.name, f"{base}{t.code}/", t.code) for t in chosen]


@composed
def _counts(*, field: str) -> QuerySet:
    """(code, published services) of each term that has any."""
    services = apps.get_model("directory", "ServicePage").objects.filter(published_q())
    counted = services.values(f"{field}__code").annotate(n=Count("pk", distinct=True))
    return counted.order_by().values_list(f"{field}__code", "n")


def links_with_counts(slug: str) -> list[TermLink]:
    """All terms of a grouping that have a published service: one query."""
    grouping = GROUPINGS[slug]
    model = apps.get_model("directory", grouping.model)
    counts = dict(_counts(field=grouping.field))
    base = f"{index_url()}{slug}/"
    return [
        TermLink(
            t.name,
            f"{base}{t.code}/",
            t.code,
            getattr(t, "description", ""),
            getattr(t, "icon", ""),
            counts[t.code],
        )
        for t in terms(model)
        if counts.get(t.code)
    ]


def page_of(rows: Any, request: HttpRequest) -> Slice:
    """The slice that `?pagina=` asks for; what is no number or too far is the nearest page."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))


def _cards() -> Any:
    services = apps.get_model("directory", "ServicePage").objects.published().linked()
    return services.by_title()


def service_index_context(
    page: ServiceIndexPage, request: HttpRequest
) -> dict[str, Any]:
    """Context of `directory/service_index_page.html`."""
    return {
        "services": page_of(Listed(_cards), request),
        "search_services": [("tipo", "servizi")],
        "groups": [
            (grouping, links_with_counts(grouping.slug))
            for grouping in GROUPINGS.values()
            if grouping.slug != "argomenti"
        ],
    }


def grouping_context(
    page: ServiceIndexPage, request: HttpRequest, slug: str, code: str = ""
) -> dict[str, Any]:
    """Context of a grouping's list of terms, or of one term's list of services."""
    grouping = GROUPINGS[slug]
    above = [*page.breadcrumb(request), (page.title, page.get_url(request) or "")]
    if not code:
        return {
            "grouping": grouping,
            "terms": links_with_counts(slug),
            "breadcrumb": above,
            "heading": grouping.title,
        }
    chosen = term(apps.get_model("directory", grouping.model), code)
    if chosen is None:
        raise Http404
    # The national model wants the category right after "Servizi" in the breadcrumb.
    between = [] if slug == "categorie" else [(grouping.title, f"{index_url()}{slug}/")]
    return {
        "grouping": grouping,
        "term": chosen,
        "heading": chosen.name,
        "services": page_of(_cards().for_term(grouping.field, code), request),
        "breadcrumb": above + between,
    }
