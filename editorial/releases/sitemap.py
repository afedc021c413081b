"""The pages of the list for search engines."""

from __future__ import annotations

import datetime as dt

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from editorial.models import ListRelease


class ListSitemap(Sitemap):
    """The page of all lists, that of what changed, and each list."""

    def items(self) -> list[tuple[str, dt.datetime | None]]:
        """(address, when it changed): nothing before the first list."""
        rows = ListRelease.objects.listed().only("number", "released_at")
        lists = [(row.get_absolute_url(), row.released_at) for row in rows]
        if not lists:
            return []
        own = [(reverse("list_releases"), lists[0][1]), (reverse("list_news"), None)]
        return [*own, *lists]

    def location(self, item: tuple[str, dt.datetime | None]) -> str:
        """Its address."""
        return item[0]

    def lastmod(self, item: tuple[str, dt.datetime | None]) -> dt.datetime | None:
        """A list never changes."""
        return item[1]
