"""Habits of the admin that hold for every app."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import AdminOnlyMenuItem, MenuItem
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from core.querysets import published_q
from core.reports import NightReportView


@hooks.register("construct_page_chooser_queryset")
def no_drafts_of_others(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """The chooser offers what is published and what the person may edit.

    The stock one shows every body's drafts by title (wagtail issue 9714).
    """
    mine = page_permission_policy.instances_user_has_any_permission_for(
        request.user, {"add", "change", "publish"}
    )
    return pages.filter(published_q()) | pages.filter(pk__in=mine.values("pk"))


@hooks.register("register_admin_urls")
def night_urls() -> list[URLPattern]:
    """The report on the night, and its results alone."""
    view = NightReportView
    return [
        path("reports/notte/", view.as_view(), name="nightly_runs"),
        path(
            "reports/notte/results/",
            view.as_view(results_only=True),
            name="nightly_runs_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def night_item() -> MenuItem:
    """What the night did, in the menu of reports."""
    return AdminOnlyMenuItem(
        NightReportView.page_title,
        reverse("nightly_runs"),
        icon_name="history",
        order=900,
    )
