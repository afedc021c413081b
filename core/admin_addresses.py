"""What of Wagtail's admin is for those who keep the whole tree, whoever finds the address.

Wagtail shows these reports to everybody who enters, and with them people and titles of every
body: who edited what, which page of a type was edited last.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.permissions import page_permission_policy

from core.page_permissions import keeps_the_tree

KEPT = frozenset(
    f"wagtailadmin_reports:{name}{part}"
    for name in ("site_history", "workflow", "workflow_tasks", "page_types_usage")
    for part in ("", "_results")
)
PEOPLE_FILTERS = ("owner", "edited_by")


class KeepersOnlyMiddleware:
    """Refuses the reports of `KEPT` to whoever keeps one branch alone."""

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
        return None


def colleagues(request: HttpRequest) -> QuerySet[Any]:
    """People with rights on the branches of whoever asks; the keepers meet everybody."""
    people = get_user_model().objects.order_by("email")
    if keeps_the_tree(request.user):
        return people
    held = page_permission_policy.get_cached_permissions_for_user(request.user)
    pages = {right.page_id for right in held}
    return people.filter(groups__page_permissions__page__in=pages).distinct()


def name_colleagues_alone() -> None:
    """Let the filters of page lists offer colleagues, not all who ever edited anything."""
    for name in PEOPLE_FILTERS:
        PageFilterSet.base_filters[name].queryset = colleagues
