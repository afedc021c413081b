"""The list of synonyms in the admin."""

from typing import Any, ClassVar

from django.forms import Textarea
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from search.models import SynonymGroup


class SynonymGroupViewSet(SnippetViewSet):
    """Groups of synonyms: effective within a minute, nothing has to be rebuilt."""

    model = SynonymGroup
    icon = "list-ul"
    menu_label = "Sinonimi"
    list_display: ClassVar[Any] = ["words", "is_one_way", "is_active", "note"]
    list_filter: ClassVar[Any] = ["is_one_way", "is_active"]
    search_fields: ClassVar[Any] = ["words", "note"]
    list_per_page = 50
    ordering = ("words",)
    panels: ClassVar[Any] = [
        FieldPanel("words", widget=Textarea(attrs={"rows": 3})),
        FieldPanel("is_one_way"),
        FieldPanel("is_active"),
        FieldPanel("note"),
    ]
