"""The lines of lists of news, notices, campaigns and events: a fixed number of queries each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.paginator import Page as Slice
from django.db.models import DateField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst

from core.addresses import address_of
from core.dates import in_full, on_day, until_day
from directory.groupings import page_of
from directory.models import DeskPage
from home.words import hours_in_words

if TYPE_CHECKING:
    from home.models import EventPage

ARCHIVE = "archivio"
LABELS = {
    "news": "Notizia",
    "releases": "Comunicato",
    "notices": "Avviso",
    "campaigns": "Campagna",
}
TO_CONFIRM = "Luogo da confermare"
# Of what ends: a notice or a campaign.
OVER = {"notices": "finito", "campaigns": "finita"}
COLUMNS = ("listed_as", "title", "url_path", "summary", "published_on", "ends")
# The value of `tipo` in an address, and what it asks for.
KINDS = {
    "notizie": ("news",),
    "comunicati": ("releases",),
    "avvisi": ("notices",),
    "campagne": ("campaigns",),
}


@dataclass(frozen=True)
class Line:
    """A piece of news in a list."""

    label: str
    title: str
    url: str
    summary: str
    meta: str


@dataclass(frozen=True)
class EventLine:
    """An event in a list, beside its day."""

    date: dt.date
    title: str
    url: str
    about: str
    note: str


def update_lines(
    listing: str, code: str, at: dt.datetime, request: HttpRequest
) -> Slice:
    """The slice of a list that the request asks for: two queries."""
    on = at.date()
    lines = page_of(update_rows(listing, code, on), request)
    lines.object_list = [_line(row, on) for row in lines.object_list]
    return lines


def update_rows(listing: str, code: str, on: dt.date) -> QuerySet:
    """Rows of a list, the newest first: one query over the page types it holds."""
    parts = _archived(listing, on) if code == ARCHIVE else _current(listing, code, on)
    first, *rest = parts
    rows = first.union(*rest, all=True) if rest else first
    return rows.order_by("-published_on", "title", "url_path")


def _current(listing: str, code: str, on: dt.date) -> list[QuerySet]:
    wanted = KINDS.get(code) or (tuple(LABELS) if listing == "updates" else (listing,))
    news = pages_of("NewsPage").filter(kind__in=wanted)
    parts = {
        "news": _row(news, F("kind")),
        "notices": _row(pages_of("NoticePage").in_force(on), Value("notices")),
        "campaigns": _row(pages_of("CampaignPage").not_past(on), Value("campaigns")),
    }
    held = {"news" if kind == "releases" else kind for kind in wanted}
    return [part for name, part in parts.items() if name in held]


def _archived(listing: str, on: dt.date) -> list[QuerySet]:
    parts = {
        "notices": _row(pages_of("NoticePage").past(on), Value("notices")),
        "campaigns": _row(pages_of("CampaignPage").past(on), Value("campaigns")),
    }
    return [part for name, part in parts.items() if listing in ("updates", name)]


def pages_of(model: str) -> Any:
    """The published pages of a type of this app: the models import this module."""
    return apps.get_model("home", model).objects.published()


def _row(pages: QuerySet, listed_as: Any) -> QuerySet:
    lasts = any(field.name == "ends_on" for field in pages.model._meta.fields)
    ends = F("ends_on") if lasts else Cast(Value(None), DateField())
    rows = pages.annotate(listed_as=listed_as, ends=ends)
    return rows.order_by().values_list(*COLUMNS)


def _line(row: tuple[Any, ...], on: dt.date) -> Line:
    kind, title, path, summary, published_on, ends = row
    meta = in_full(published_on)
    if ends and ends < on:
        meta += f" · {OVER[kind]} {on_day(ends)}"
    elif ends:
        meta += f" · fino {until_day(ends, with_year=True)}"
    return Line(LABELS[kind], title, address_of(path), summary, meta)


def event_lines(
    listing: str, code: str, at: dt.datetime, request: HttpRequest
) -> Slice:
    """The same of events: three queries."""
    events = pages_of("EventPage")
    rows = events.past(at) if code == ARCHIVE else events.to_come(at)
    lines = page_of(rows.defer("body"), request)
    found = list(lines.object_list)
    desks = public_desks(found)
    lines.object_list = [_event_line(one, desks.get(one.desk_id)) for one in found]
    return lines


def public_desks(events: Iterable[EventPage]) -> dict[int | None, DeskPage]:
    """The published desks in which events take place: one query, none for no desk."""
    ids = {event.desk_id for event in events if event.desk_id}
    if not ids:
        return {}
    desks = DeskPage.objects.published().cards().filter(pk__in=ids)
    return {desk.pk: desk for desk in desks if not desk.is_confidential}


def place_in_words(event: EventPage, desk: DeskPage | None) -> str:
    """Where, in a line; what was in a desk that is not public any more keeps what else is known,
    and what is still to come says that its place is to be confirmed."""
    name = desk.title if desk else event.place
    if name or event.online_url:
        return name or "In rete"
    return "" if event.is_over(timezone.now()) else TO_CONFIRM


def _event_line(event: EventPage, desk: DeskPage | None) -> EventLine:
    starts = timezone.localtime(event.starts_at)
    ends = timezone.localtime(event.ends_at) if event.ends_at else None
    cancelled = "Annullato" if event.is_cancelled else ""
    when = hours_in_words(starts, ends)
    about = " · ".join(filter(None, [cancelled, when, place_in_words(event, desk)]))
    return EventLine(
        starts.date(), event.title, event.url or "", capfirst(about), event.summary
    )
