"""What the pages of `home` hand to their templates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page as Slice
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from core.frame import frame_for
from core.querysets import Listed, composed, published_pages, published_q
from directory.dated import ShownDeadline, shown_deadline
from directory.desk_hours import DeskView, patron_of
from directory.desk_reading import desk_views
from directory.groupings import links_with_counts, page_of
from directory.models import Deadline, DeskPage, OrganisationPage, ServicePage
from directory.models.desk import DeskKind
from home.notices import important_notices

if TYPE_CHECKING:
    from home.models import HomePage, SectionPage

HOME_DESKS = 6
# What a line of the list shows; the sheet behind it has seventy columns more.
DEADLINE = (
    *("title", "opens_on", "closes_on", "note"),
    *("page__title", "page__url_path", "page__path", "page__depth", "page__locale"),
)
HOME_DEADLINES = 6
HOME_CRISIS_SHEETS = 4
# `data-element` of the second level in the national model (C.SI.1.7), by the section above.
CHILD_HOOKS = {
    "amministrazione": "management-category-link",
    "novita": "news-category-link",
}
# Sections of ours: the model's checker counts a name of the second level it does not know.
NOT_IN_THE_MODEL = frozenset({"campagne"})
LIVE_HOOKS = {"luoghi": "live-button-locations", "eventi": "live-button-events"}


def home_context(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """Context of `home/home_page.html`."""
    now = timezone.localtime()
    return {
        "needs": links_with_counts("bisogni"),
        "audiences": links_with_counts("destinatari"),
        "desks": _desks(request, now),
        "deadlines": open_deadlines(now.date())[:HOME_DEADLINES],
        "crisis_services": _crisis_sheets(),
        "notices": important_notices(now.date()),
    }


@composed
def _crisis_sheets() -> QuerySet:
    sheets = ServicePage.objects.published().linked().filter(is_crisis=True)
    return sheets.by_title()[:HOME_CRISIS_SHEETS]


@composed
def _places(*, kinds: tuple[DeskKind, ...]) -> QuerySet:
    places = DeskPage.objects.published().filter(kind__in=kinds)
    return places.cards().by_title()


@composed
def _other_places() -> QuerySet:
    places = DeskPage.objects.published().exclude(kind=DeskKind.PHONE_LINE)
    return places.cards().by_title()[:HOME_DESKS]


def _desks(request: HttpRequest, now: dt.datetime) -> list[DeskView]:
    """Desks one can walk into: those of the protocol first, then the social services.

    Where there is none of these, those there are.
    """
    first = (DeskKind.SOCIAL_DESK, DeskKind.SOCIAL_SECRETARIAT, DeskKind.SOCIAL_SERVICE)
    desks = _places(kinds=first)
    desks.sort(key=lambda desk: first.index(DeskKind(desk.kind)))
    shown = desks[:HOME_DESKS] or _other_places()
    return desk_views(shown, now, patron_of(frame_for(request).settings))


@composed
def _deadlines(*, on: dt.date) -> QuerySet:
    rows = Deadline.objects.filter(published_q("page__"), closes_on__gte=on)
    begun = rows.exclude(opens_on__gt=on).select_related("page").only(*DEADLINE)
    return begun.order_by("closes_on", "title")


def open_deadlines(on: dt.date) -> list[ShownDeadline]:
    """Deadlines and calls that have begun and not passed, the nearest first: one query."""
    rows = _deadlines(on=on)
    return [shown_deadline(row, on, row.page.url or "", row.page.title) for row in rows]


@dataclass(frozen=True)
class Card:
    """A page in a section's list."""

    title: str
    url: str
    summary: str = ""
    hook: str = ""


def section_context(page: SectionPage, request: HttpRequest) -> dict[str, Any]:
    """Context of `home/section_page.html`."""
    if page.listing == "desks":
        return {"views": _desk_slice(request), "cards": None}
    return {"views": None, "cards": _card_slice(page, request)}


def _cards() -> QuerySet:
    return DeskPage.objects.published().cards().places_first()


def _desk_slice(request: HttpRequest) -> Slice:
    rows = page_of(Listed(_cards), request)
    patron = patron_of(frame_for(request).settings)
    rows.object_list = desk_views(list(rows.object_list), timezone.localtime(), patron)
    return rows


def _card_slice(page: SectionPage, request: HttpRequest) -> Slice:
    if page.listing == "organisations":
        rows = page_of(OrganisationPage.objects.published().by_title(), request)
    elif page.listing == "children":
        rows = page_of(_children(page), request)
    else:
        rows = page_of([], request)
    rows.object_list = [_card(child, page) for child in rows.object_list]
    return rows


def _children(page: SectionPage) -> Any:
    return published_pages().child_of(page).order_by("path").specific()


def child_cards(page: SectionPage) -> list[Card]:
    """The sections below a section that lists something itself."""
    sections = _children(page).type(type(page))
    return [_card(child, page) for child in sections]


def _card(child: Any, section: SectionPage) -> Card:
    hook = CHILD_HOOKS.get(section.slug, "")
    if child.slug in NOT_IN_THE_MODEL:
        hook = ""
    if section.slug.startswith("vivere"):
        hook = LIVE_HOOKS.get(child.slug, "")
    return Card(child.title, child.url or "", getattr(child, "summary", ""), hook)


def site_map_context() -> dict[str, Any]:
    """Context of `home/site_map_page.html`: the tree of published pages, one query."""
    pages = published_pages().filter(depth__gt=1).order_by("path")
    return {"nodes": _nested(list(pages))}


def _nested(pages: list[Any]) -> list[dict[str, Any]]:
    """Pages in tree order as nested lists: {"page", "children"}."""
    roots: list[dict[str, Any]] = []
    stack: list[dict[str, Any]] = []
    for page in pages:
        node = {"page": page, "children": []}
        while stack and not page.path.startswith(stack[-1]["page"].path):
            stack.pop()
        (stack[-1]["children"] if stack else roots).append(node)
        stack.append(node)
    return roots
