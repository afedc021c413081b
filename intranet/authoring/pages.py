"""Public pages, as somebody names them in a form: one query for the pages, one for the bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Site

from core.querysets import published_pages
from directory.models import OrganisationPage


@dataclass(frozen=True)
class PageChoice:
    """A page that may be chosen: "ISEE (Comune di Cremona)", and its address."""

    pk: int
    title: str
    body: str
    path: str

    @property
    def label(self) -> str:
        """Title and body: the same sheet may stand at several."""
        return f"{self.title} ({self.body})" if self.body else self.title


def known_pages(models: Sequence[type[Page]]) -> list[PageChoice]:
    """Published pages of these types by title."""
    kinds = ContentType.objects.get_for_models(*models).values()
    bodies = dict(OrganisationPage.objects.values_list("path", "title"))
    length = len(next(iter(bodies), ""))
    rows = published_pages().filter(content_type__in=list(kinds))
    found = rows.order_by("title", "pk").values_list("pk", "title", "path", "url_path")
    root = len(_root_path())
    return [
        PageChoice(pk, title, _body(bodies, path, length), f"/{url_path[root:]}")
        for pk, title, path, url_path in found
    ]


def _body(bodies: dict[str, str], path: str, length: int) -> str:
    return "" if path in bodies else bodies.get(path[:length], "")


def _root_path() -> str:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return str(site.root_page.url_path) if site else "/"
