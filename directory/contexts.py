"""What each page of the directory hands to its template."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import timezone

from core.frame import frame_for
from directory import reading
from directory.amounts import amounts_on
from directory.desk_hours import DeskView, patron_of
from directory.groupings import term_links
from directory.json_ld import desk_json_ld, organisation_json_ld, service_json_ld
from directory.sections import sections_of

if TYPE_CHECKING:
    from directory.models import DeskPage, OrganisationPage, ServicePage

Trail = list[tuple[str, str]]


def service_context(page: ServicePage, request: HttpRequest) -> dict[str, Any]:
    """Context of `directory/service_page.html`."""
    now = timezone.localtime()
    today = now.date()
    reading.fill_service(page)
    bodies = reading.bodies_of(page)
    offers = reading.offers_of(page, now, patron_of(frame_for(request).settings))
    relations = reading.relations_of(page)
    return {
        "now": now,
        "sections": sections_of(page),
        "notice": page.notice_on(today),
        "amounts": amounts_on(page.amounts.all(), today),
        "deadlines": [d for d in page.deadlines.all() if _is_ahead(d, today)],
        "rules": sorted(page.rules.all(), key=lambda r: r.valid_from or dt.date.min),
        "today": today,
        "offers": offers,
        "related": relations.related,
        "prerequisites": relations.prerequisites,
        **bodies,
        "review": reading.last_review(page),
        "provenance": reading.provenance_of(page),
        "topic_links": term_links("argomenti", page.topics.all()),
        "audience_links": term_links("destinatari", page.audiences.all()),
        "need_links": term_links("bisogni", page.needs.all()),
        "event_links": term_links("eventi", page.life_events.all()),
        "json_ld": service_json_ld(page, bodies, offers, request),
    }


def _is_ahead(deadline: Any, today: dt.date) -> bool:
    last = deadline.closes_on or deadline.opens_on
    return bool(last >= today)


def service_breadcrumb(page: ServicePage, request: HttpRequest) -> Trail:
    """Home / Servizi / category: where the reader would look for it, not who keeps it."""
    trail = reading.index_trail("services", request)
    category = reading.category_of(page)
    if category:
        trail += [(link.name, link.url) for link in term_links("categorie", [category])]
    return trail


def desk_breadcrumb(page: DeskPage, request: HttpRequest) -> Trail:
    """Home / Sportelli."""
    return reading.index_trail("desks", request)


def desk_context(page: DeskPage, request: HttpRequest) -> dict[str, Any]:
    """Context of `directory/desk_page.html`."""
    now = timezone.localtime()
    reading.fill_desk(page)
    review = reading.last_review(page)
    view = DeskView(
        page,
        now,
        patron_of(frame_for(request).settings),
        review.reviewed_on if review else None,
    )
    keeper = reading.keeper_of(page)
    return {
        "now": now,
        "view": view,
        "week": view.schedule.week(now.date()),
        "features": reading.features_of(page),
        "rows": reading.services_of(page),
        "keeper": keeper,
        "review": review,
        "provenance": reading.provenance_of(page),
        "json_ld": desk_json_ld(page, view, keeper, request),
    }


def organisation_context(
    page: OrganisationPage, request: HttpRequest
) -> dict[str, Any]:
    """Context of `directory/organisation_page.html`."""
    now = timezone.localtime()
    reading.fill_organisation(page)
    return {
        "desks": reading.desks_below(page, now, patron_of(frame_for(request).settings)),
        "services": reading.services_answered_by(page),
        "review": reading.last_review(page),
        "provenance": reading.provenance_of(page),
        "json_ld": organisation_json_ld(page, request),
    }
