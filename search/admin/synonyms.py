"""The list of synonyms in the admin."""

from typing import Any, ClassVar

from django.forms import Textarea
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from core.text import searchable
from search.models import SynonymGroup

LONGEST_WORD = 60


class SynonymGroupCreateView(CreateView):
    """A new group; `?parola=` of the address begins it."""

    def get_initial(self) -> dict[str, Any]:
        word = searchable(self.request.GET.get("parola", ""), LONGEST_WORD)
        return {**super().get_initial(), "words": f"{word}, "} if word else {}


class SynonymGroupViewSet(SnippetViewSet):
    """Groups of synonyms: effective within a minute, nothing has to be rebuilt."""

    model = SynonymGroup
    icon = "list-ul"
    menu_label = "Sinonimi"
    add_view_class = SynonymGroupCreateView
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
