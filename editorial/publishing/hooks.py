"""Hooks of Wagtail's admin for the way to publication."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from editorial.publishing import overtaken
from editorial.publishing.action_menu import arranged


@hooks.register("construct_page_action_menu")
def most_wanted_first(items: list[Any], request: HttpRequest, context: Any) -> None:
    """«Invia per l'approvazione» for whoever may not publish."""
    items[:] = arranged(items)


@hooks.register("before_edit_page")
def refuse_to_overwrite(request: HttpRequest, page: Page) -> None:
    """The form says so and keeps what was typed (`core.page_forms`)."""
    newest = overtaken.overtaking(request, page)
    if newest is None:
        return
    page.overtaken = overtaken.message(newest)
    address = overtaken.comparison(request, page, newest)
    button = messages.button(address, "Che cosa è cambiato", new_window=True)
    messages.info(request, "Qualcun altro ha salvato questa pagina.", buttons=[button])
