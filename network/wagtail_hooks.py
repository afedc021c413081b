"""What the network adds to the admin: flat lists, statements on duties, the words of the log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from core.page_permissions import keeps_the_tree
from network.actions import RECORD, WITHDRAW
from network.evidence import views
from network.models import AgreementPage, PracticePage
from network.permissions import can_record_evidence

EVIDENCE = "attestazioni/<key:agreement_id>/"
EVIDENCE_LABEL = "Attesta gli impegni"


class AgreementsItem(MenuItem):
    """The list of agreements, for those who keep them: to others it would be empty."""

    def is_shown(self, request: HttpRequest) -> bool:
        return keeps_the_tree(request.user)


class AgreementListingViewSet(PageListingViewSet):
    """All agreements."""

    model = AgreementPage
    icon = "doc-full"
    menu_label = "Accordi"
    menu_order = 140
    add_to_admin_menu = True
    menu_item_class = AgreementsItem
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


@hooks.register("register_admin_urls")
def evidence_urls() -> list[URLPattern]:
    """The statements on an agreement's duties."""
    one = f"{EVIDENCE}<key:evidence_id>/"
    return [
        path(EVIDENCE, views.statements, name="duty_evidence"),
        path(f"{EVIDENCE}nuova/", views.state, name="state_duty_evidence"),
        path(one, views.correct, name="correct_duty_evidence"),
        path(f"{one}ritira/", views.take_back, name="take_back_duty_evidence"),
    ]


@hooks.register("register_page_header_buttons")
def evidence_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """In the menu above an agreement."""
    yield from _evidence_button(page, user)


@hooks.register("register_page_listing_more_buttons")
def evidence_listing_button(
    page: Page, user: Any, next_url: str | None = None
) -> Iterator[Button]:
    """In the menu of an agreement in a list."""
    yield from _evidence_button(page, user)


def _evidence_button(page: Page, user: Any) -> Iterator[Button]:
    is_agreement = page.pk and page.specific_class is AgreementPage
    if is_agreement and can_record_evidence(user, page):
        address = reverse("duty_evidence", args=[page.pk])
        yield Button(EVIDENCE_LABEL, url=address, icon_name="tick", priority=15)


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """One entry for each statement."""
    actions.register_action(RECORD, "Impegno attestato", "Impegno attestato")
    actions.register_action(WITHDRAW, "Attestazione ritirata", "Attestazione ritirata")
