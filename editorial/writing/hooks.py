"""Where the admin helps whoever writes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.models import Page

from editorial.writing.duplicates import look_for_alike
from editorial.writing.guarding import stop_bulk_publishing
from editorial.writing.reading import Advice, advice_for
from editorial.writing.views import plain_writing

LABEL = "Scrivere chiaro"
MOST_WARNINGS = 5


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """The advice on a page, by itself."""
    return [path("scrivere-chiaro/<int:pk>/", plain_writing, name="plain_writing")]


@hooks.register("register_page_header_buttons")
def header_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """In the menu above the page."""
    if page.pk and page.permissions_for_user(user).can_edit():
        address = reverse("plain_writing", args=[page.pk])
        yield Button(LABEL, url=address, icon_name="glasses", priority=60)


@hooks.register("before_create_page")
def before_a_sheet_is_created(
    request: HttpRequest, parent: Page, kind: type[Page]
) -> None:
    """Is there one already?"""
    look_for_alike(request, parent, kind)


@hooks.register("before_bulk_action")
def before_many_are_published(
    request: HttpRequest, action_type: str, pages: list[Page], action: Any
) -> HttpResponse | None:
    """Nobody's data goes out with many pages at once."""
    return stop_bulk_publishing(request, action_type, pages, action)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_what_was_saved(request: HttpRequest, page: Page) -> None:
    """A word on a page that somebody saved by hand; what saves itself says nothing."""
    if "application/json" in request.headers.get("Accept", ""):
        return
    advice = advice_for(page)
    for line in advice.personal[:MOST_WARNINGS]:
        messages.warning(request, f"{line.label}: {line.message}")
    if advice.hints:
        messages.info(request, _counted(advice), buttons=[_button(page)])


def _counted(advice: Advice) -> str:
    number = len(advice.hints) + advice.rest
    what = "1 suggerimento" if number == 1 else f"{number} suggerimenti"
    return f"{LABEL}: {what} per farsi capire da tutti."


def _button(page: Page) -> Any:
    return messages.button(reverse("plain_writing", args=[page.pk]), "Leggi")


@hooks.register("insert_editor_js")
def fresh_advice() -> SafeString:
    """The panel is asked for anew when the draft has been saved."""
    return format_html('<script src="{}"></script>', static("js/writing.js"))
