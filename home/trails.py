"""Where a page of news or an event stands for its reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.http import HttpRequest

from core.models.base import trail_to

if TYPE_CHECKING:
    from home.models import SectionPage

KEY = "home.trail"


def section_of(listing: str) -> SectionPage | None:
    """The published section that lists pages of a kind; the first where there are more."""
    sections = apps.get_model("home", "SectionPage").objects.published()
    found: SectionPage | None = (
        sections.filter(listing=listing).order_by("path").first()
    )
    return found


def trail_to_section(listing: str, request: HttpRequest) -> list[tuple[str, str]]:
    """From Home to the section that lists such pages. Empty where none does."""
    return trail_to(f"{KEY}.{listing}", lambda: section_of(listing), request)
