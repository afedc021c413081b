"""schema.org data of news and events: the types that readers of such data know well."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from directory.json_ld import script

Data = dict[str, Any]
CONTEXT = {"@context": "https://schema.org"}


def news_data(page: Any, shared: Data, *, expires: dt.date | None = None) -> Data:
    """A NewsArticle; a notice is one that expires."""
    return {
        **CONTEXT,
        "@type": "NewsArticle",
        **_article(page, shared),
        "expires": expires.isoformat() if expires else "",
    }


def campaign_data(page: Any, shared: Data, partners: list[str]) -> Data:
    """An Article about a stretch of time."""
    starts, ends = page.starts_on, page.ends_on
    span = (
        f"{starts.isoformat() if starts else '..'}/{ends.isoformat() if ends else '..'}"
    )
    return {
        **CONTEXT,
        "@type": "Article",
        **_article(page, shared),
        "temporalCoverage": span if starts or ends else "",
        "audience": {"@type": "Audience", "audienceType": page.addressed},
        "contributor": [_body(name) for name in partners],
    }


def _article(page: Any, shared: Data) -> Data:
    return {
        "headline": page.title,
        "description": page.summary,
        "datePublished": page.published_on.isoformat(),
        "dateModified": _moment(page.last_published_at),
        "inLanguage": "it",
        "url": shared["page_url"],
        "author": _body(shared["by"]),
    }


def event_data(page: Any, shared: Data, desk: Any, organiser: Any, place: str) -> Data:
    """An Event; where it takes place is told as the page tells it."""
    state = "EventCancelled" if page.is_cancelled else "EventScheduled"
    return {
        **CONTEXT,
        "@type": "Event",
        "name": page.title,
        "description": page.summary,
        "startDate": _moment(page.starts_at),
        "endDate": _moment(page.ends_at),
        "eventStatus": f"https://schema.org/{state}",
        "eventAttendanceMode": f"https://schema.org/{_mode(page)}",
        "location": _locations(page, desk, place),
        "isAccessibleForFree": page.is_free,
        "audience": {"@type": "Audience", "audienceType": page.addressed},
        "organizer": _body(organiser.title if organiser else shared["by"]),
        "url": shared["page_url"],
    }


def _mode(page: Any) -> str:
    if page.is_in_person and page.online_url:
        return "MixedEventAttendanceMode"
    return (
        "OfflineEventAttendanceMode"
        if page.is_in_person
        else "OnlineEventAttendanceMode"
    )


def _locations(page: Any, desk: Any, place: str) -> list[Data]:
    found = []
    if desk or page.place:
        address = getattr(desk, "address_line", "") or page.place
        found.append({"@type": "Place", "name": place, "address": address})
    if page.online_url:
        found.append({"@type": "VirtualLocation", "url": page.online_url})
    return found


def _body(name: str) -> Data:
    return {"@type": "Organization", "name": name}


def _moment(at: dt.datetime | None) -> str:
    return timezone.localtime(at).isoformat(timespec="minutes") if at else ""


__all__ = ["campaign_data", "event_data", "news_data", "script"]
