"""Atom feeds (RFC 4287), one for each kind of news and one for events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import escape
from django.utils.http import http_date

from core.feeds import NEVER, SteadyAtom
from core.frame import frame_for
from core.text import searchable
from home.feed_links import FEEDS
from home.list_rows import pages_of
from home.trails import section_of

LONGEST = 50
MODELS = {"notices": "NoticePage", "campaigns": "CampaignPage", "events": "EventPage"}


class UpdatesFeed(Feed):
    """The pages of one kind, those that a list shows as current; made anew for each request."""

    feed_type = SteadyAtom
    language = "it"

    def __init__(self, listing: str) -> None:
        self.listing = listing
        self.pages: list[Any] = []

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What ends, ends at midnight: no feed is older than today's beginning."""
        response = super().__call__(request, *args, **kwargs)
        today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        stamps = [today, *(_changed_at(page) for page in self.pages)]
        response.headers["Last-Modified"] = http_date(max(stamps).timestamp())
        return response

    def get_object(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpRequest:
        """The request: names and addresses are those of its site."""
        return request

    def title(self, request: HttpRequest) -> str:
        """`Avvisi in corso – Sportello Sociale Cremona`."""
        settings = frame_for(request).settings
        name = FEEDS[self.listing][1]
        return f"{name} – {settings.service_name} {settings.comune}"

    def link(self, request: HttpRequest) -> str:
        """The page that lists the same."""
        section = section_of(self.listing)
        return (section.get_full_url(request) if section else "") or "/"

    def author_name(self, request: HttpRequest) -> str:
        """Atom wants one."""
        settings = frame_for(request).settings
        return f"{settings.service_name} {settings.comune}"

    def items(self, request: HttpRequest) -> list[Any]:
        """The pages, the last published first: one query."""
        self.pages = list(current_pages(self.listing, timezone.localtime())[:LONGEST])
        return self.pages

    def item_title(self, item: Any) -> str:
        """XML knows no control characters."""
        return searchable(item.title)

    def item_description(self, item: Any) -> str:
        """What the list shows; Atom reads it as HTML, and it is plain text."""
        return escape(searchable(item.summary))

    def item_link(self, item: Any) -> str:
        """The page."""
        return item.full_url or ""

    def item_guid(self, item: Any) -> str:
        """The same for ever, wherever the page is moved."""
        return f"urn:uuid:{item.translation_key}"

    def item_pubdate(self, item: Any) -> dt.datetime:
        """When it came out."""
        return item.first_published_at or _changed_at(item)

    def item_updateddate(self, item: Any) -> dt.datetime:
        """When it was last changed."""
        return _changed_at(item)


def feed(listing: str) -> Callable[[HttpRequest], HttpResponse]:
    """The view of a list's feed."""
    return lambda request: UpdatesFeed(listing)(request)


def current_pages(listing: str, at: dt.datetime) -> Any:
    """The pages of a kind that are news at `at`, without their texts."""
    pages = pages_of(MODELS.get(listing, "NewsPage"))
    if listing == "events":
        return pages.to_come(at).defer("body")
    if listing == "notices":
        pages = pages.in_force(at.date())
    elif listing == "campaigns":
        pages = pages.not_past(at.date())
    else:
        pages = pages.filter(kind=listing)
    return pages.order_by("-published_on", "-pk").defer("body")


def _changed_at(page: Any) -> dt.datetime:
    return page.last_published_at or NEVER
