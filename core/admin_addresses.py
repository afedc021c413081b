"""What of Wagtail's admin is for those who keep the whole tree, whoever finds the address.

Wagtail shows these reports to everybody who enters, and with them people and titles of every
body: who edited what, which page of a type was edited last.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.pages.listing import PageFilterSet

from core.page_choices import works_on
from core.page_permissions import keeps_the_tree
from core.page_titles import asked_by
from core.repeated_names import (
    BULK,
    CHOSEN,
    MOVE,
    is_own_image,
    only_nameable,
    refuse_strange_numbers,
    without_foreign_names,
)

KEPT = frozenset(
    f"wagtailadmin_reports:{name}{part}"
    for name in ("site_history", "workflow", "workflow_tasks", "page_types_usage")
    for part in ("", "_results")
)
# These name the page, or show it, before they ask what the person may do with it.
OF_A_PAGE = frozenset(
    f"wagtailadmin_pages:{name}"
    for name in (
        "workflow_action",
        "collect_workflow_action_data",
        "workflow_preview",
        "confirm_workflow_cancellation",
    )
)
FORMAT = "wagtailimages_chooser:select_format"
PEOPLE_FILTERS = ("owner", "edited_by")


class KeepersOnlyMiddleware:
    """Refuses the reports of `KEPT` to whoever keeps one branch alone.

    Nor do bulk actions and moves (`core.repeated_names`) tell anybody of another body's drafts.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with asked_by(request):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Asked before each view; a visitor's costs nothing."""
        match = request.resolver_match
        if match and _is_closed(request, match):
            refused: HttpResponse = permission_denied(request)
            return refused
        if match and match.view_name in (BULK, MOVE) and request.user.is_active:
            refuse_strange_numbers(request, match)
        if match and match.view_name == CHOSEN and request.user.is_active:
            only_nameable(request)
        return None

    def process_template_response(self, request: HttpRequest, response: Any) -> Any:
        """Asked before a template is rendered."""
        match = request.resolver_match
        if match and match.view_name == BULK and response.context_data:
            without_foreign_names(response.context_data, request.user)
        return response


def _is_closed(request: HttpRequest, match: ResolverMatch) -> bool:
    if match.view_name in KEPT:
        return not keeps_the_tree(request.user)
    if match.view_name in OF_A_PAGE:
        return not works_on(match.kwargs["page_id"], request.user)
    return match.view_name == FORMAT and not is_own_image(match.kwargs, request.user)


def no_filters_by_person(kind: Any = PageFilterSet) -> None:
    """Take "owner" and "edited by" out of the filters of page lists.

    They name everybody who ever edited anything, of every body; and a list of what one person
    did is a screen that nobody needs (art. 4 L. 300/1970). Each page's history stays.
    """
    for name in PEOPLE_FILTERS:
        kind.base_filters.pop(name, None)
        kind.declared_filters.pop(name, None)
    for below in kind.__subclasses__():
        no_filters_by_person(below)
