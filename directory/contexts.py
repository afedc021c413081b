"""What each page of the directory hands to its template."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import timezone

from core.frame import frame_for
from directory import desk_reading, reading
from directory.amounts import amounts_on
from directory.dated import deadlines_ahead, rules_on
from directory.desk_hours import DeskView, patron_of
from directory.facts import MONTHS, ages_of, map_url, organisation_facts
from directory.freshness import Facts, is_overdue
from directory.groupings import term_links
from directory.json_ld import desk_json_ld, organisation_json_ld, service_json_ld
from directory.review_facts import review_intervals
from directory.sections import Section, desk_sections_of, sections_of

if TYPE_CHECKING:
    from core.models import Review
    from directory.models import DeskPage, OrganisationPage, ServicePage

Trail = list[tuple[str, str]]


def service_context(page: ServicePage, request: HttpRequest) -> dict[str, Any]:
    """Context of `directory/service_page.html`."""
    now = timezone.localtime()
    reading.fill_service(page)
    bodies = reading.bodies_of(page)
    offers = desk_reading.offers_of(page, now, patron_of(frame_for(request).settings))
    return {
        **bodies,
        **_sections(page),
        **_dated(page, now.date()),
        **_terms(page),
        **_freshness(page, bodies["keeper"], offers.review),
        "is_stale": _is_overdue(page, offers.review, now.date()),
        "offers": offers.rows,
        "relations": reading.relations_of(page),
        "page_url": page.get_full_url(request),
        "json_ld": service_json_ld(page, bodies, offers.rows, request),
    }


def _sections(page: ServicePage) -> dict[str, Any]:
    return {
        **_listed(sections_of(page)),
        "ages": ages_of(page),
        "terms_link": page.terms_link,
    }


def _listed(sections: list[Section]) -> dict[str, Any]:
    return {"sections": sections, "index": [(s.anchor, s.name) for s in sections]}


def _dated(page: ServicePage, today: Any) -> dict[str, Any]:
    return {
        "notice": page.notice_on(today),
        "amounts": amounts_on(page.amounts.all(), today),
        "deadlines": deadlines_ahead(page.deadlines.all(), today),
        "rules": rules_on(page.rules.all(), today),
        "yearly_change": MONTHS[page.changes_in_month or 0],
    }


def _terms(page: ServicePage) -> dict[str, Any]:
    topics = term_links("argomenti", page.topics.all())
    names = {link.title for link in topics}
    needs = term_links("bisogni", page.needs.all())
    return {
        "topic_links": topics,
        "audience_links": term_links("destinatari", page.audiences.all()),
        # Two links of one name that lead to two lists would not be told apart.
        "need_links": [link for link in needs if link.title not in names],
    }


def _freshness(
    page: Any, keeper: OrganisationPage | None, review: Review | None
) -> dict[str, Any]:
    keeper_name = keeper.title if keeper else "chi tiene questa scheda"
    return {
        "review": review,
        "review_by": review.reviewer if review else keeper_name,
        "provenance": reading.provenance_of(page),
    }


def _is_overdue(page: Any, review: Review | None, today: dt.date) -> bool:
    """True where visitors are told that a sheet or a body should be checked again."""
    dated = ("amounts", "deadlines")
    facts = Facts(
        reviewed_on=review.reviewed_on if review else None,
        is_dated=any(
            getattr(page, name).all() for name in dated if hasattr(page, name)
        ),
        changes_in_month=getattr(page, "changes_in_month", None),
    )
    return is_overdue(facts, today, review_intervals())


def service_breadcrumb(page: ServicePage, request: HttpRequest) -> Trail:
    """Home / Servizi / category: where the reader would look, not who keeps it."""
    trail = reading.index_trail("services", request)
    category = reading.category_of(page)
    links = term_links("categorie", [category] if category else [])
    return trail + [(link.title, link.url) for link in links]


def desk_breadcrumb(page: DeskPage, request: HttpRequest) -> Trail:
    """Home / Sportelli."""
    return reading.index_trail("desks", request)


def desk_context(page: DeskPage, request: HttpRequest) -> dict[str, Any]:
    """Context of `directory/desk_page.html`."""
    reading.fill_desk(page)
    keeper = reading.keeper_of(page)
    review = reading.last_review(page)
    features = desk_reading.features_of(page)
    view = DeskView(
        page,
        timezone.localtime(),
        patron_of(frame_for(request).settings),
        review.reviewed_on if review else None,
    )
    return {
        **_freshness(page, keeper, review),
        "view": view,
        **_listed(desk_sections_of(page, asks_of_access=bool(features))),
        "features": features,
        "rows": desk_reading.services_of(page),
        "keeper": keeper,
        "map_url": map_url(page),
        "page_url": page.get_full_url(request),
        "json_ld": desk_json_ld(page, view, keeper, request),
    }


def organisation_context(
    page: OrganisationPage, request: HttpRequest
) -> dict[str, Any]:
    """Context of `directory/organisation_page.html`."""
    reading.fill_organisation(page)
    patron = patron_of(frame_for(request).settings)
    review = reading.last_review(page)
    return {
        **_freshness(page, page, review),
        "is_stale": _is_overdue(page, review, timezone.localdate()),
        "facts": organisation_facts(page),
        "desks": desk_reading.desks_below(page, timezone.localtime(), patron),
        "services": reading.services_answered_by(page),
        "json_ld": organisation_json_ld(page, request),
    }
