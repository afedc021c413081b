"""What the pages of `home` hand to their templates."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import timezone

from core.frame import frame_for
from core.querysets import published_pages, published_q
from directory.desk_hours import patron_of
from directory.groupings import links_with_counts, page_of
from directory.models import Deadline, DeskPage, OrganisationPage, ServicePage
from directory.reading import desk_views

if TYPE_CHECKING:
    from home.models import HomePage, SectionPage

HOME_DESKS = 6
HOME_DEADLINES = 6


def home_context(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """Context of `home/home_page.html`."""
    now = timezone.localtime()
    return {
        "now": now,
        "needs": links_with_counts("bisogni"),
        "audiences": links_with_counts("destinatari"),
        "desks": _desks(request, now),
        "deadlines": open_deadlines(now.date())[:HOME_DEADLINES],
        "crisis_services": list(
            ServicePage.objects.published().filter(is_crisis=True).order_by("title")[:4]
        ),
    }


def _desks(request: HttpRequest, now: dt.datetime) -> list[Any]:
    """The desks a person can walk into, those of the protocol first."""
    desks = DeskPage.objects.published().exclude(kind="linea-telefonica")
    first = desks.filter(is_confidential=False).order_by("-kind", "title")[:HOME_DESKS]
    return desk_views(list(first), now, patron_of(frame_for(request).settings))


def open_deadlines(on: dt.date) -> list[Deadline]:
    """Deadlines and calls that have begun and not passed, the nearest first: one query."""
    rows = Deadline.objects.filter(published_q("page__"), closes_on__gte=on)
    begun = rows.exclude(opens_on__gt=on).select_related("page__locale")
    return list(begun.order_by("closes_on", "title"))


def section_context(page: SectionPage, request: HttpRequest) -> dict[str, Any]:
    """Context of `home/section_page.html`."""
    now = timezone.localtime()
    context: dict[str, Any] = {"now": now, "top": page.slug, "items": []}
    if page.listing == "organisations":
        rows = OrganisationPage.objects.published().order_by("title")
        context["items"] = page_of(rows, request)
    elif page.listing == "desks":
        rows = page_of(DeskPage.objects.published().order_by("title"), request)
        patron = patron_of(frame_for(request).settings)
        rows.object_list = desk_views(list(rows.object_list), now, patron)
        context["items"] = rows
    elif page.listing == "children":
        rows = published_pages().child_of(page).order_by("path")
        context["items"] = page_of(rows.specific(), request)
    return context


def site_map_context(request: HttpRequest) -> dict[str, Any]:
    """Context of `home/site_map_page.html`: the tree of published pages, one query.

    Sheets and desks are listed below the body that keeps them.
    """
    pages = list(published_pages().filter(depth__gt=1).order_by("path"))
    return {"annotated": _nested(pages)}


def _nested(pages: list[Any]) -> list[dict[str, Any]]:
    """Pages as nested lists: {"page", "children"}."""
    roots: list[dict[str, Any]] = []
    stack: list[dict[str, Any]] = []
    for page in pages:
        node = {"page": page, "children": []}
        while stack and not page.path.startswith(stack[-1]["page"].path):
            stack.pop()
        (stack[-1]["children"] if stack else roots).append(node)
        stack.append(node)
    return roots
