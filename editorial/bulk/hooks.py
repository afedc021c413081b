"""The bulk action, the page of changes, its place in the menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from editorial.bulk.confirming import ConfirmBulkAction
from editorial.bulk.views import change_desks, menu_shows

hooks.register("register_bulk_action", ConfirmBulkAction)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """The address of the changes."""
    return [path("sportelli/cambia/", change_desks, name="change_desks")]


class ChangeDesksItem(MenuItem):
    """For who may change a desk."""

    def is_shown(self, request: HttpRequest) -> bool:
        return menu_shows(request.user)


@hooks.register("register_admin_menu_item")
def change_desks_item() -> MenuItem:
    """After the lists of services and desks."""
    return ChangeDesksItem(
        "Più sportelli insieme",
        reverse("change_desks"),
        name="change_desks",
        icon_name="edit",
        order=135,
    )
