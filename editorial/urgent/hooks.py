"""Ways to the short page of hours and phones, and the words of the log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from directory.models import DeskPage
from editorial.urgent.permissions import may_change_hours

LABEL = "Orari e telefoni"
ACTIONS = {
    "editorial.urgent": (
        "Orari e telefoni pubblicati",
        "Orari, chiusure o telefoni pubblicati subito",
    ),
    "editorial.urgent_undo": (
        "Orari e telefoni annullati",
        "Annullato un cambiamento di orari, chiusure o telefoni",
    ),
}


@hooks.register("register_admin_menu_item")
def hours_item() -> MenuItem:
    """In the menu, beside the desks."""
    return MenuItem(LABEL, reverse("urgent_desks"), icon_name="time", order=125)


@hooks.register("register_page_header_buttons")
def hours_button(page: Page, user: Any, **_: Any) -> Iterator[Button]:
    """On a public desk's own pages of the admin."""
    if isinstance(page, DeskPage) and page.live and may_change_hours(user, page):
        url = reverse("urgent_desk", args=[page.pk])
        yield Button(LABEL, url, icon_name="time", priority=5)


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """One entry for each change."""
    for code, (label, message) in ACTIONS.items():
        actions.register_action(code, label, message)
