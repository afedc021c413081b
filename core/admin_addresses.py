"""What of Wagtail's admin is for those who keep the whole tree, whoever finds the address.

Wagtail shows these reports to everybody who enters, and with them people and titles of every
body: who edited what, which page of a type was edited last.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.pages.listing import PageFilterSet

from core.page_permissions import keeps_the_tree
from core.repeated_names import (
    BULK,
    MOVE,
    refuse_strange_numbers,
    without_foreign_names,
)

KEPT = frozenset(
    f"wagtailadmin_reports:{name}{part}"
    for name in ("site_history", "workflow", "workflow_tasks", "page_types_usage")
    for part in ("", "_results")
)
PEOPLE_FILTERS = ("owner", "edited_by")


class KeepersOnlyMiddleware:
    """Refuses the reports of `KEPT` to whoever keeps one branch alone.

    Nor do bulk actions and moves (`core.repeated_names`) tell anybody of another body's drafts.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Asked before each view; a visitor's costs nothing."""
        match = request.resolver_match
        if match and match.view_name in KEPT and not keeps_the_tree(request.user):
            refused: HttpResponse = permission_denied(request)
            return refused
        if match and match.view_name in (BULK, MOVE) and request.user.is_active:
            refuse_strange_numbers(request, match)
        return None

    def process_template_response(self, request: HttpRequest, response: Any) -> Any:
        """Asked before a template is rendered."""
        match = request.resolver_match
        if match and match.view_name == BULK and response.context_data:
            without_foreign_names(response.context_data, request.user)
        return response


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
