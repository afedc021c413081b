"""What a page of news, a notice, an event or a campaign hands to its template."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page

from core.frame import frame_for
from core.querysets import published_pages
from directory.models import OrganisationPage, ServicePage
from directory.reading import keeper_of
from home.json_ld import campaign_data, event_data, news_data, script
from home.list_rows import TO_CONFIRM, place_in_words, public_desks
from home.words import moment_in_words, period_in_words

SHOWN = ("title", "url_path", "path", "depth", "locale")


def branch_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Context of the four templates: what they share, and what each adds."""
    keeper = keeper_of(page)
    settings = frame_for(request).settings
    nobody = f"{settings.service_name} del Comune di {settings.comune}"
    shared = {
        "keeper": keeper,
        "by": page.by or (keeper.title if keeper else nobody),
        "page_url": page.get_full_url(request) or "",
        "body_heading": "",
    }
    more = FILLERS[type(page).__name__](page, timezone.localtime(), shared)
    return {**shared, **more}


def _news(page: Any, at: dt.datetime, shared: dict[str, Any]) -> dict[str, Any]:
    return {"json_ld": script(news_data(page, shared))}


def _notice(page: Any, at: dt.datetime, shared: dict[str, Any]) -> dict[str, Any]:
    ids = [row.concerned_id for row in page.concerns.all()]
    return {
        "state": page.period.state_on(at.date()),
        "concerned": list(_published(ids)),
        "json_ld": script(news_data(page, shared, expires=page.ends_on)),
    }


def _published(ids: Iterable[int]) -> Iterable[Page]:
    """Published pages in the alphabet's order: one query."""
    return published_pages().filter(pk__in=list(ids)).only(*SHOWN).order_by("title")


def _event(page: Any, at: dt.datetime, shared: dict[str, Any]) -> dict[str, Any]:
    desk = public_desks([page]).get(page.desk_id)
    starts = timezone.localtime(page.starts_at)
    ends = timezone.localtime(page.ends_at) if page.ends_at else None
    organiser = _body(page.organiser_id) or shared["keeper"]
    place, is_over = place_in_words(page, desk), page.is_over(at)
    return {
        "body_heading": "Cos’è",
        "desk": desk,
        "place": place,
        "lost_place": "" if is_over else _lost_place(page, desk),
        "moment": moment_in_words(starts, ends),
        "is_over": is_over,
        "takes_place": not (is_over or page.is_cancelled),
        "organiser": organiser,
        "calendar_url": f"{page.url}evento.ics",
        "json_ld": script(event_data(page, shared, desk, organiser, place)),
    }


def _lost_place(page: Any, desk: Any) -> str:
    """What is said of an event that was in a desk which is not public any more."""
    return TO_CONFIRM if page.is_in_person and not (desk or page.place) else ""


def _body(pk: int | None) -> OrganisationPage | None:
    if not pk:
        return None
    found: OrganisationPage | None = (
        OrganisationPage.objects.published().filter(pk=pk).first()
    )
    return found


@dataclass(frozen=True)
class Named:
    """A name, with an address where there is one."""

    title: str
    url: str = ""
    text: str = ""


def _campaign(page: Any, at: dt.datetime, shared: dict[str, Any]) -> dict[str, Any]:
    partners = _partners(page)
    sheet = ServicePage.objects.published().filter(pk=page.service_id or 0).first()
    return {
        "period": period_in_words(page.period),
        "state": page.period.state_on(at.date()),
        "partners": partners,
        "materials": _materials(page),
        "sheet": sheet,
        "json_ld": script(campaign_data(page, shared, [p.title for p in partners])),
    }


def _partners(page: Any) -> list[Named]:
    """Bodies that are public, and those that have only a name: one query."""
    rows = list(page.partners.all())
    bodies = OrganisationPage.objects.published().in_bulk(
        [row.organisation_id for row in rows if row.organisation_id]
    )
    named = []
    for row in rows:
        body = bodies.get(row.organisation_id)
        title = body.title if body else row.name
        named.append(Named(title, (body.url or "") if body else ""))
    return [one for one in named if one.title]


def _materials(page: Any) -> list[Named]:
    """The documents to read, with their kind and size: one query."""
    rows = list(page.materials.all())
    files = get_document_model().objects.in_bulk([row.document_id for row in rows])
    found = [(row.title, files.get(row.document_id)) for row in rows]
    return [Named(title, file.url, _kind_of(file)) for title, file in found if file]


def _kind_of(file: Any) -> str:
    """`PDF, 120,5 KB`."""
    size = file.get_file_size()
    kind = file.file_extension.upper()
    return f"{kind}, {filesizeformat(size)}" if size else kind


Filler = Callable[[Any, dt.datetime, dict[str, Any]], dict[str, Any]]
FILLERS: dict[str, Filler] = {
    "NewsPage": _news,
    "NoticePage": _notice,
    "EventPage": _event,
    "CampaignPage": _campaign,
}
