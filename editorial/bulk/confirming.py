"""Confirm many pages at once, from the explorer and the lists."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from editorial.freshness.actions import confirm
from editorial.freshness.permissions import can_confirm


class ConfirmBulkAction(PageBulkAction):
    """One check for each chosen page; pages of others are named and left."""

    display_name = "È ancora tutto giusto"
    action_type = "confirm_pages"
    aria_label = "Conferma che le pagine scelte sono ancora giuste"
    template_name = "editorial/bulk/confirm_pages.html"
    action_priority = 5

    def check_perm(self, page: Page) -> bool:
        return can_confirm(self.request.user, page)

    @classmethod
    def execute_action(
        cls, objects: list[Page], user: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        for page in objects:
            confirm(page=page, user=user, on=timezone.localdate())
        return len(objects), 0

    def get_success_message(
        self, num_parent_objects: int, num_child_objects: int
    ) -> str:
        if num_parent_objects == 1:
            return "Grazie: 1 pagina è verificata."
        return f"Grazie: {num_parent_objects} pagine sono verificate."
