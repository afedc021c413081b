"""Habits of the admin that hold for every app."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import AdminOnlyMenuItem, MenuItem
from wagtail.admin.ui.components import Component
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.admin_addresses import KEPT, no_filters_by_person
from core.admin_api import OwnDocuments, OwnImages
from core.night_panel import NightPanel, problem
from core.page_choices import is_nameable, nameable
from core.page_permissions import keeps_the_tree
from core.page_titles import call_pages_by_who_asks
from core.reports import NightReportView
from core.rich_links import KnownLinkHandler, PublishedLinkHandler, ask_for_links

no_filters_by_person()
call_pages_by_who_asks()
ask_for_links()
# After Wagtail's own, which these replace.
LATER = 100


@hooks.register("construct_admin_api", order=LATER)
def no_files_of_others(router: WagtailAPIRouter) -> None:
    """Files by the person's rights."""
    router.register_endpoint("images", OwnImages)
    router.register_endpoint("documents", OwnDocuments)


@hooks.register("register_rich_text_features", order=LATER)
def no_addresses_of_drafts(features: FeatureRegistry) -> None:
    """Links to pages, on the site and in the editor."""
    features.register_link_type(PublishedLinkHandler)
    # Not through its getter, which would call this hook again.
    rule = features.converter_rules_by_converter["contentstate"]["link"]
    rule["from_database_format"]['a[linktype="page"]'] = KnownLinkHandler("LINK")


@hooks.register("construct_reports_menu")
def no_closed_doors(request: HttpRequest, items: list[MenuItem]) -> None:
    """The menu does not lead to what is refused."""
    if not keeps_the_tree(request.user):
        closed = {reverse(name) for name in KEPT}
        items[:] = [item for item in items if item.url not in closed]


@hooks.register("construct_page_chooser_queryset")
def no_drafts_of_others(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """The chooser offers what is published and what the person may edit.

    Nor does it open below a foreign draft: it would name it in its heading.
    """
    match = request.resolver_match
    opened = match.kwargs.get("parent_page_id") if match else None
    if opened and not _may_open(opened, request):
        raise Http404
    return nameable(pages, request.user)


@hooks.register("before_copy_page")
def copies_go_to_known_places(request: HttpRequest, page: Page) -> None:
    """The form would name the foreign draft to which a copy may not go."""
    if request.method == "POST" and not _may_open(
        request.POST.get("new_parent_page"), request
    ):
        raise Http404


@hooks.register("before_move_page")
def moves_are_asked_of_who_may(request: HttpRequest, page: Page, place: Page) -> None:
    """Wagtail asks for the right only after its question has named the page and the place."""
    if not page.permissions_for_user(request.user).can_move_to(place):
        raise PermissionDenied


def _may_open(number: object, request: HttpRequest) -> bool:
    is_root = str(number) == str(Page.get_first_root_node().pk)
    return is_root or is_nameable(number, request.user)


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


@hooks.register("construct_homepage_panels")
def night_panel(request: HttpRequest, panels: list[Component]) -> None:
    """A night that went wrong is told to the administrator, who reads no reports unasked."""
    if not request.user.is_superuser:
        return
    found = problem(timezone.now())
    if found:
        panels.append(NightPanel(found))
