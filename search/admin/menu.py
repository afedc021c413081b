"""The group "Ricerca" in the admin's menu."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from search.admin.answers import (
    AmbiguousWordViewSet,
    CrisisHelpViewSet,
    CrisisPhraseViewSet,
    PromotedAnswerViewSet,
)
from search.admin.synonyms import SynonymGroupViewSet
from search.learning.permissions import can_see

REPORT = "missing_words"
REPORT_TITLE = "Ricerche senza risposta"


class ReportMenuItem(MenuItem):
    """The report of missing words, for those who may see it."""

    def __init__(self, order: int) -> None:
        super().__init__(
            REPORT_TITLE, reverse(REPORT), name=REPORT, icon_name="search", order=order
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return can_see(request.user)


class SearchGroup(SnippetViewSetGroup):
    """All that the coordinator keeps of the search."""

    menu_label = "Ricerca"
    menu_name = "search"
    menu_icon = "search"
    menu_order = 140
    items: ClassVar[Any] = (
        SynonymGroupViewSet,
        CrisisPhraseViewSet,
        CrisisHelpViewSet,
        AmbiguousWordViewSet,
        PromotedAnswerViewSet,
    )

    def get_submenu_items(self) -> list[MenuItem]:
        """The lists, and the report at the end."""
        items = list(super().get_submenu_items())
        return [*items, ReportMenuItem(order=len(items) + 1)]
