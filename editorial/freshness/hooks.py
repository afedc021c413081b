"""Where the admin offers to confirm a page, and the words of the log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from editorial.freshness.actions import CONFIRM
from editorial.freshness.permissions import can_confirm
from editorial.freshness.views import confirm_in_admin

LABEL = "Confermo: è ancora tutto giusto"


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """One entry for each confirmation."""
    actions.register_action(CONFIRM, "Pagina verificata", "Pagina verificata")


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """The address of the confirmation."""
    return [path("conferma/<int:pk>/", confirm_in_admin, name="confirm_in_admin")]


def confirm_button(page: Page, following: str | None = None) -> Button:
    """One click; without JavaScript it leads to a page with the button."""
    address = reverse("confirm_in_admin", args=[page.pk])
    attrs = {
        "data-controller": "w-action",
        "data-action": "w-action#post",
        "data-w-action-url-value": address,
    }
    if following:
        attrs["data-w-action-next-value"] = following
    return Button(LABEL, url=address, icon_name="check", attrs=attrs, priority=5)


@hooks.register("register_page_header_buttons")
def header_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """In the menu above the page."""
    if can_confirm(user, page):
        yield confirm_button(page, next_url)


@hooks.register("register_page_listing_more_buttons")
def listing_button(
    page: Page, user: Any, next_url: str | None = None
) -> Iterator[Button]:
    """In the menu of a line of a list."""
    if can_confirm(user, page):
        yield confirm_button(page, next_url)


@hooks.register("after_publish_page")
def offer_after_publication(request: HttpRequest, page: Page) -> None:
    """Whoever has just written a page knows best whether all of it is right."""
    if can_confirm(request.user, page):
        button = messages.button(reverse("confirm_in_admin", args=[page.pk]), LABEL)
        text = f"Hai riletto tutta la pagina «{page.title}»?"
        messages.info(request, text, buttons=[button])
