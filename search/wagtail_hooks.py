"""What the search adds to the admin: its menu, the report of missing words, its rights."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from search.admin.menu import REPORT, ReportMenuItem, SearchGroup
from search.learning.views import MissingWordsView, add_to_sheet, dismiss_word

register_snippet(SearchGroup)


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """The report, and what is done with one of its words."""
    place = "reports/ricerche-senza-risposta/"
    return [
        path(place, MissingWordsView.as_view(), name=REPORT),
        path(
            f"{place}results/",
            MissingWordsView.as_view(results_only=True),
            name=f"{REPORT}_results",
        ),
        path(f"{place}<int:pk>/scheda/", add_to_sheet, name="missing_word_sheet"),
        path(f"{place}<int:pk>/scarta/", dismiss_word, name="missing_word_dismiss"),
    ]


@hooks.register("register_reports_menu_item")
def report_item() -> MenuItem:
    """Words that found nothing, in the menu of reports."""
    return ReportMenuItem(order=720)


@hooks.register("register_permissions")
def rights() -> QuerySet[Permission]:
    """See the report; answer its words. Given to groups by hand."""
    return Permission.objects.filter(
        content_type__app_label="search", content_type__model="missingword"
    )
