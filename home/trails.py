"""Where a page of news or an event stands for its reader, and whose it is."""

from __future__ import annotations

from django.apps import apps
from django.http import HttpRequest
from wagtail.models import Page

from core import memo
from core.models.base import titled_trail
from core.querysets import published_q
from directory.models import OrganisationPage

KEY = "home.trail"
ROOT_DEPTH = 1


def section_of(listing: str) -> Page | None:
    """The published section that lists pages of a kind; the first where there are more."""
    sections = apps.get_model("home", "SectionPage").objects.published()
    found: Page | None = sections.filter(listing=listing).order_by("path").first()
    return found


def trail_to(listing: str, request: HttpRequest) -> list[tuple[str, str]]:
    """From Home to the section that lists such pages; kept a minute. Empty where none does."""
    make = lambda: titled_trail(_line(section_of(listing)), request)  # noqa: E731
    return list(memo.remembered(f"{KEY}.{listing}", make))


def _line(page: Page | None) -> list[Page]:
    if page is None:
        return []
    line = page.get_ancestors(inclusive=True).filter(depth__gt=ROOT_DEPTH)
    return list(line.select_related("locale"))


def keeper_of(page: Page) -> OrganisationPage | None:
    """The published body in whose branch a page lies: one query."""
    above = page.path[: -Page.steplen] if page.path else ""
    found: OrganisationPage | None = (
        OrganisationPage.objects.filter(published_q(), path=above)
        .only("title", "slug", "url_path", "path", "depth", "locale")
        .first()
    )
    return found
