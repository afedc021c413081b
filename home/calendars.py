"""Events for a visitor's own calendar: one, or all that are still to come."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.models import Site

from core.calendar_file import CalendarEvent, calendar
from core.feeds import NEVER
from core.frame import frame_for
from core.office import office
from home.feeds import current_pages
from home.list_rows import pages_of, place_in_words, public_desks
from home.models import EventPage

CONTENT_TYPE = "text/calendar; charset=utf-8"
ALL_FILE, ONE_FILE = "eventi.ics", "evento.ics"


def all_events(request: HttpRequest) -> HttpResponse:
    """A calendar to subscribe to."""
    events = list(current_pages("events", timezone.localtime()))
    settings = frame_for(request).settings
    name = f"Eventi – {settings.service_name} {settings.comune}"
    return _file(events, ALL_FILE, name)


def one_event(request: HttpRequest, address: str) -> HttpResponse:
    """The event whose page lies at `address`; 404 where there is none that is public."""
    site = Site.find_for_request(request)
    root = site.root_page.url_path if site else "/"
    event = pages_of("EventPage").filter(url_path=f"{root}{address}").first()
    if event is None:
        raise Http404
    return _file([event], ONE_FILE)


def _file(events: list[EventPage], name: str, title: str = "") -> HttpResponse:
    desks = public_desks(events)
    entries = [_entry(one, place_of(one, desks.get(one.desk_id))) for one in events]
    response = HttpResponse(calendar(entries, title), content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def place_of(event: EventPage, desk: object) -> str:
    """The place, with the address of a desk."""
    name = place_in_words(event, desk)  # type: ignore[arg-type]
    address = getattr(desk, "address_line", "")
    return ", ".join(filter(None, [name, address]))


def _entry(event: EventPage, place: str) -> CalendarEvent:
    return CalendarEvent(
        uid=str(event.translation_key),
        title=event.title,
        starts_at=event.starts_at,
        changed_at=event.last_published_at or NEVER,
        ends_at=event.ends_at,
        place=place,
        text=event.summary,
        url=event.full_url or "",
        is_cancelled=event.is_cancelled,
        organiser=office(),
    )
