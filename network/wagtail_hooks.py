"""What the network adds to the admin: flat lists, the words of the log."""

from wagtail import hooks
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.log_actions import LogActionRegistry

from network.actions import RECORD, WITHDRAW
from network.models import AgreementPage, PracticePage


class AgreementListingViewSet(PageListingViewSet):
    """All agreements."""

    model = AgreementPage
    icon = "doc-full"
    menu_label = "Accordi"
    menu_order = 140
    add_to_admin_menu = True
    list_filter = ["kind"]


class PracticeListingViewSet(PageListingViewSet):
    """All practices, whoever proposes them."""

    model = PracticePage
    icon = "group"
    menu_label = "Prassi"
    menu_order = 145
    add_to_admin_menu = True
    list_filter = ["state", "audiences"]


@hooks.register("register_admin_viewset")
def network_listings() -> list[PageListingViewSet]:
    """The two lists in the admin's menu."""
    return [
        AgreementListingViewSet("agreements"),
        PracticeListingViewSet("practices"),
    ]


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """One entry for each statement."""
    actions.register_action(RECORD, "Impegno attestato", "Impegno attestato")
    actions.register_action(WITHDRAW, "Attestazione ritirata", "Attestazione ritirata")
