"""What the directory adds to the admin: flat listings, reports, a word at publication."""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page

from core.report_access import ReportMenuItem
from directory.models import DeskPage, OrganisationPage, ServicePage
from directory.models.desk import PROTOCOL_KINDS
from directory.reports import ProtocolDesksView, ServicesToCheckView

REPORTS = (
    ("da-verificare", "services_to_check", ServicesToCheckView),
    ("sportelli-del-protocollo", "protocol_desks", ProtocolDesksView),
)


class ServiceListingViewSet(PageListingViewSet):
    """All services, whoever keeps them."""

    model = ServicePage
    icon = "list-ul"
    menu_label = "Servizi"
    menu_order = 110
    add_to_admin_menu = True
    list_filter = ["status", "category", "needs", "audiences", "is_crisis"]


class DeskListingViewSet(PageListingViewSet):
    """All desks, whoever keeps them."""

    model = DeskPage
    icon = "home"
    menu_label = "Sportelli"
    menu_order = 120
    add_to_admin_menu = True
    list_filter = ["kind", "municipality", "is_confidential"]


class OrganisationListingViewSet(PageListingViewSet):
    """All bodies."""

    model = OrganisationPage
    icon = "group"
    menu_label = "Enti"
    menu_order = 130
    add_to_admin_menu = True
    list_filter = ["kind", "municipality"]


@hooks.register("register_admin_viewset")
def directory_listings() -> list[PageListingViewSet]:
    """The three listings in the admin's menu."""
    return [
        ServiceListingViewSet("services"),
        DeskListingViewSet("desks"),
        OrganisationListingViewSet("organisations"),
    ]


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """Addresses of the reports; each has one more for its results alone."""
    return [
        pattern
        for slug, name, view in REPORTS
        for pattern in (
            path(f"reports/{slug}/", view.as_view(), name=name),
            path(
                f"reports/{slug}/results/",
                view.as_view(results_only=True),
                name=f"{name}_results",
            ),
        )
    ]


@hooks.register("register_reports_menu_item")
def services_to_check_item() -> MenuItem:
    """Open questions, in the menu of reports."""
    view = ServicesToCheckView
    return ReportMenuItem(
        view.page_title, reverse(view.index_url_name), icon_name="help", order=700
    )


@hooks.register("register_reports_menu_item")
def protocol_desks_item() -> MenuItem:
    """Incomplete desks of the protocol, in the menu of reports."""
    view = ProtocolDesksView
    return ReportMenuItem(
        view.page_title, reverse(view.index_url_name), icon_name="warning", order=710
    )


@hooks.register("after_publish_page")
def ask_for_protocol_facts(request: HttpRequest, page: Page) -> None:
    """Art. 2 promises places without barriers and information by phone: ask for both."""
    incomplete = DeskPage.objects.lacking_protocol_facts(PROTOCOL_KINDS)
    if isinstance(page, DeskPage) and incomplete.filter(pk=page.pk).exists():
        messages.warning(
            request,
            "Manca qualcosa che il protocollo promette: scrivi se si entra senza gradini "
            "e a che ora rispondete al telefono. Fino ad allora la pagina dice "
            "«Non lo sappiamo ancora».",
        )
