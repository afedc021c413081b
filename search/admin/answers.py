"""What stands above the results, in the admin: crisis phrases, meanings, promoted answers."""

from __future__ import annotations

from typing import Any, ClassVar

from django.forms import Textarea
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    PageChooserPanel,
)
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from search.models import AmbiguousWord, CrisisHelp, CrisisPhrase, PromotedAnswer
from search.models.answers import PROMOTED_TYPES

SHEET = "directory.ServicePage"
PER_PAGE = 50


def rows(number: int) -> Textarea:
    """A field of several lines."""
    return Textarea(attrs={"rows": number})


class CrisisPhraseViewSet(SnippetViewSet):
    """Phrases that tell of danger; a phrase that takes harmless searches is refused."""

    model = CrisisPhrase
    icon = "warning"
    menu_label = "Frasi di emergenza"
    list_display: ClassVar[Any] = [
        "phrase",
        "help",
        BooleanColumn("is_whole", label="Solo se non c'è altro"),
        BooleanColumn("is_active", label="In uso"),
    ]
    list_filter: ClassVar[Any] = ["help", "is_active"]
    search_fields: ClassVar[Any] = ["phrase", "unless", "counter_examples"]
    list_per_page = PER_PAGE
    panels: ClassVar[Any] = [
        FieldPanel("help"),
        FieldPanel("phrase"),
        FieldPanel("is_whole"),
        FieldPanel("unless"),
        FieldPanel("counter_examples", widget=rows(4)),
        FieldPanel("is_active"),
    ]

    def get_queryset(self, request: Any) -> Any:
        """Each phrase with its kind of help: one query for the list."""
        return CrisisPhrase.objects.select_related("help")


class CrisisHelpViewSet(SnippetViewSet):
    """Kinds of danger: what is said first, whom to call."""

    model = CrisisHelp
    icon = "help"
    menu_label = "Aiuto urgente"
    list_display: ClassVar[Any] = ["name", "title", "order"]
    panels: ClassVar[Any] = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("code")]),
        FieldPanel("title"),
        FieldPanel("text"),
        FieldPanel("numbers", widget=rows(4)),
        PageChooserPanel("sheet", SHEET),
        FieldPanel("default_sheet"),
        FieldPanel("order"),
    ]


class AmbiguousWordViewSet(SnippetViewSet):
    """Words that stand for several things, with where each leads."""

    model = AmbiguousWord
    icon = "radio-empty"
    menu_label = "Parole con più significati"
    list_display: ClassVar[Any] = [
        "word",
        BooleanColumn("is_whole", label="Solo se è scritta da sola"),
    ]
    search_fields: ClassVar[Any] = ["word"]
    list_per_page = PER_PAGE
    panels: ClassVar[Any] = [
        FieldPanel("word"),
        FieldPanel("is_whole"),
        InlinePanel(
            "meanings",
            [
                FieldPanel("label"),
                FieldPanel("search_text"),
                PageChooserPanel("page", list(PROMOTED_TYPES)),
                FieldPanel("deciding_words"),
            ],
            heading="Significati",
            label="significato",
            min_num=2,
        ),
    ]


class PromotedAnswerCreateView(CreateView):
    """Remembers who wrote the answer."""

    def save_instance(self) -> Any:
        self.form.instance.created_by = self.request.user
        return super().save_instance()


class PromotedAnswerViewSet(SnippetViewSet):
    """Answers chosen by hand, for a while: never a body or a desk."""

    model = PromotedAnswer
    icon = "pick"
    menu_label = "Risposte in evidenza"
    add_view_class = PromotedAnswerCreateView
    list_display: ClassVar[Any] = [
        "queries",
        "page",
        "starts_on",
        "ends_on",
        "created_by",
    ]
    search_fields: ClassVar[Any] = ["queries", "text", "reason"]
    list_per_page = PER_PAGE
    panels: ClassVar[Any] = [
        FieldPanel("queries", widget=rows(3)),
        PageChooserPanel("page", list(PROMOTED_TYPES)),
        FieldPanel("text", widget=rows(2)),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("reason"),
    ]

    def get_queryset(self, request: Any) -> Any:
        """Each answer with its page and author: one query for the list."""
        return PromotedAnswer.objects.select_related("page", "created_by")
