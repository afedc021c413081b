"""The one definition of "public": `published()`."""

from typing import Any, Self

from django.db.models import Q
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from core.visibility import restricted_paths


def published_q(prefix: str = "") -> Q:
    """Rows that a visitor may see: live, and below no restricted page.

    `prefix` leads from another model to the page (`"desk__"`).
    """
    visible = Q(**{f"{prefix}live": True})
    for path in restricted_paths():
        visible &= ~Q(**{f"{prefix}path__startswith": path})
    return visible


class PublishedQuerySet(PageQuerySet):
    """Page queryset that public pages, search, feeds and sitemap read from."""

    def published(self) -> Self:
        """Only what a visitor may see, with the locale that each page's address asks for."""
        return self.filter(published_q()).select_related("locale")


BasePageManager: Any = PageManager.from_queryset(PublishedQuerySet, "BasePageManager")


def published_pages() -> PageQuerySet:
    """All published pages of every type."""
    return Page.objects.filter(published_q()).select_related("locale")
