"""The site of an installation that has one, kept a minute: Wagtail asks on each request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page, Site

from core import memo

KEY = "core.site"
ROOT_DEPTH = 2


def only_site() -> Site | None:
    """The one site, its root page as its own type; None where Wagtail has to choose."""
    return memo.remembered(KEY, _read)


def _read() -> Site | None:
    sites = list(Site.objects.select_related("root_page")[:2])
    if len(sites) != 1 or not sites[0].is_default_site:
        return None
    site = sites[0]
    site.root_page = site.root_page.specific
    return site


def forget_site(instance: Any = None, **_: object) -> None:
    """Forget it where a site changed, or a page that may be its root."""
    is_root = isinstance(instance, Page) and instance.depth <= ROOT_DEPTH
    if is_root or isinstance(instance, Site):
        memo.forget(KEY)


class OnlySiteMiddleware:
    """Tells Wagtail the site where there is no choice, as `Site.find_for_request` would.

    The root page is for finding other pages and is shared by all requests: a request for
    that page itself reads it anew (`HomePage.route`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (site := only_site()) is not None:
            request._wagtail_site = site  # type: ignore[attr-defined]
        return self.get_response(request)
