"""The lists below Amministrazione: agreements, bodies of the network, practices."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField

from core.fields import RICH_TEXT
from core.models import BasePage
from core.search_entry import SearchEntry
from directory.plain_text import plain
from network import SEARCH_KIND


class _Index(BasePage):
    """A list with a few words above it."""

    parent_page_types: ClassVar = ["home.SectionPage"]
    max_count = 1

    summary = models.CharField(
        "in breve", max_length=255, blank=True, help_text="Una o due frasi."
    )
    introduction = RichTextField("introduzione", blank=True, features=RICH_TEXT)

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("introduction"),
    ]

    class Meta:
        abstract = True

    def search_entry(self) -> SearchEntry | None:
        return SearchEntry.of(
            self,
            SEARCH_KIND,
            text=plain(self.introduction),
        )


def _agreement(label: str) -> Any:
    """The agreement on which a list rests."""
    return models.ForeignKey(
        "network.AgreementPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )


ON_AGREEMENT = [*_Index.content_panels, PageChooserPanel("agreement")]


class AgreementIndexPage(_Index):
    """All agreements, those in force first."""

    subpage_types: ClassVar = ["network.AgreementPage"]
    template = "network/agreement_index_page.html"

    class Meta:
        verbose_name = "elenco degli accordi"
        verbose_name_plural = "elenchi degli accordi"

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        from network.contexts import agreement_index_context

        return super().get_context(request, *args, **kwargs) | agreement_index_context(
            request
        )


class NetworkIndexPage(_Index):
    """The network: the agreement on which it rests, who joins it, its bodies."""

    subpage_types: ClassVar = ["network.NetworkBodyPage"]
    template = "network/network_index_page.html"

    agreement = _agreement("accordo su cui si fonda")

    content_panels: ClassVar = ON_AGREEMENT

    class Meta:
        verbose_name = "rete"
        verbose_name_plural = "reti"

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        from network.contexts import network_index_context

        return super().get_context(request, *args, **kwargs) | network_index_context(
            self, request
        )


class PracticeIndexPage(RoutablePageMixin, _Index):
    """All practices and experiments, wherever they lie; the same on paper, and as a PDF."""

    subpage_types: ClassVar[list[str]] = []
    template = "network/practice_index_page.html"

    agreement = _agreement("accordo di cui è l'appendice")

    content_panels: ClassVar = ON_AGREEMENT

    class Meta:
        verbose_name = "elenco delle prassi"
        verbose_name_plural = "elenchi delle prassi"

    @path("")
    def all_practices(self, request: HttpRequest) -> HttpResponse:
        """By audience, state, promoter, municipality."""
        from network.practices.contexts import list_context

        return self.render(request, context_overrides=list_context(request))

    @path("stampa/")
    def on_paper(self, request: HttpRequest) -> HttpResponse:
        """The whole list, to be printed."""
        from network.practices.appendix import paper_context

        return self.render(
            request,
            context_overrides=paper_context(self, request),
            template="network/practice_print.html",
        )

    @path("pdf/")
    def as_pdf(self, request: HttpRequest) -> HttpResponse:
        """The appendix as a file."""
        from network.practices.appendix import pdf_answer

        return pdf_answer(self, request)
