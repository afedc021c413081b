"""The panel, the reports and their places in the menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from core.report_access import can_read_reports
from editorial.dashboards.panels import ToDoPanel
from editorial.dashboards.reports import (
    BrokenLinksReport,
    ByBodyReport,
    DueReport,
    MissingReport,
)

REPORTS = (
    ("pagine-da-verificare", DueReport),
    ("collegamenti-rotti", BrokenLinksReport),
    ("informazioni-che-mancano", MissingReport),
    ("ente-per-ente", ByBodyReport),
)


@hooks.register("construct_homepage_panels")
def to_do(request: HttpRequest, panels: list[Any]) -> None:
    """For who may change some page."""
    if page_permission_policy.user_has_permission(request.user, "change"):
        panels.append(ToDoPanel())


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Addresses of the reports; each has one more for its results alone."""
    return [
        pattern
        for slug, view in REPORTS
        for pattern in (
            path(f"reports/{slug}/", view.as_view(), name=view.index_url_name),
            path(
                f"reports/{slug}/results/",
                view.as_view(results_only=True),
                name=view.index_results_url_name,
            ),
        )
    ]


class ReportItem(MenuItem):
    """A report in the menu, for who may open it."""

    def __init__(self, view: Any, order: int) -> None:
        super().__init__(
            view.page_title,
            reverse(view.index_url_name),
            name=view.index_url_name,
            icon_name=view.header_icon,
            order=order,
        )
        self.view = view

    def is_shown(self, request: HttpRequest) -> bool:
        if self.view is ByBodyReport:
            return can_read_reports(request.user)
        permissions = set(self.view.any_permission_required)
        return bool(
            page_permission_policy.user_has_any_permission(request.user, permissions)
        )


def _item(view: Any, order: int) -> None:
    hooks.register("register_reports_menu_item", lambda: ReportItem(view, order))


for _order, (_, _view) in enumerate(REPORTS, start=600):
    _item(_view, _order)
