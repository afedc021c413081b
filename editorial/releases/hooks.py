"""The list in the admin: addresses, place in the menu, words of the log."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from editorial.releases import office
from editorial.releases.actions import CONFIRM, RELEASE, WITHDRAW

HERE = "elenco-dei-servizi/"
ACTIONS = {
    RELEASE: ("Elenco pubblicato", "Elenco dei servizi pubblicato"),
    WITHDRAW: ("Elenco ritirato", "Elenco dei servizi ritirato dal sito"),
    CONFIRM: ("Lettura confermata", "Confermata la lettura dei cambiamenti"),
}


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """All its addresses."""
    return [
        path(HERE, office.office, name="list_office"),
        path(f"{HERE}<key:number>/", office.office_release, name="list_office_release"),
        path(
            f"{HERE}riepiloghi/<key:number>/",
            office.office_digest,
            name="list_office_digest",
        ),
        path(
            f"{HERE}ricevute/<key:number>/",
            office.office_receipt,
            name="list_office_receipt",
        ),
        path(
            f"{HERE}ricevute/<key:number>/conferma/",
            office.confirm_in_office,
            name="confirm_list_in_office",
        ),
    ]


class ListItem(MenuItem):
    """For who releases and who keeps pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return office.can_see_lists(request.user)


@hooks.register("register_admin_menu_item")
def list_item() -> MenuItem:
    """After the lists of services and desks."""
    return ListItem(
        "Elenco dei servizi",
        reverse("list_office"),
        name="list_office",
        icon_name="list-ul",
        order=140,
    )


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """One entry for each release and each confirmation."""
    for code, (label, message) in ACTIONS.items():
        actions.register_action(code, label, message)
