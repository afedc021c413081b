"""Flat listings of services and desks for those who come by twice a month."""

from wagtail import hooks
from wagtail.admin.viewsets.pages import PageListingViewSet

from directory.models import DeskPage, OrganisationPage, ServicePage


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
