"""What the network adds to the admin: flat lists, the words of the log."""

from wagtail import hooks
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.log_actions import LogActionRegistry

from network.actions import RECORD, WITHDRAW
from network.models import AgreementPage


class AgreementListingViewSet(PageListingViewSet):
    """All agreements."""

    model = AgreementPage
    icon = "doc-full"
    menu_label = "Accordi"
    menu_order = 140
    add_to_admin_menu = True
    list_filter = ["kind"]


@hooks.register("register_admin_viewset")
def agreement_listing() -> AgreementListingViewSet:
    """The list in the admin's menu."""
    return AgreementListingViewSet("agreements")


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """One entry for each statement."""
    actions.register_action(RECORD, "Impegno attestato", "Impegno attestato")
    actions.register_action(WITHDRAW, "Attestazione ritirata", "Attestazione ritirata")
