"""What news, notices, campaigns and events have in common."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel

from core.search_entry import SearchEntry
from directory.reading import keeper_of
from home.models.pages import BodyPage, Listing
from home.trails import trail_to_section


class BranchPage(BodyPage):
    """A page that the coordinator writes in a section, or a body in its own branch.

    The tree says who may write; the reader finds it in the section of its kind, wherever it lies.
    """

    parent_page_types: ClassVar = ["home.SectionPage", "directory.OrganisationPage"]
    subpage_types: ClassVar[list[str]] = []
    # What `SearchEntry.kind` says of it.
    searched_as: ClassVar[str] = "news"

    # Asked here of everybody: it is what lists and feeds show.
    summary = models.CharField(
        "in breve",
        max_length=255,
        help_text="Una o due frasi: si leggono negli elenchi.",
    )
    by = models.CharField(
        "a cura di",
        max_length=160,
        blank=True,
        help_text="L'ufficio che ne risponde, mai una persona. Vuoto: l'ente della pagina.",
    )

    class Meta:
        abstract = True

    @property
    def listing(self) -> Listing:
        """The section that lists pages of this kind."""
        raise NotImplementedError(f"{type(self).__name__} must say who lists it")

    def is_found_today(self) -> bool:
        """Whether the search offers it; asked again every night for every page."""
        return True

    def search_entry(self) -> SearchEntry | None:
        if not self.is_found_today():
            return None
        keeper = keeper_of(self)
        return SearchEntry.of(
            self,
            self.searched_as,
            names=tuple(filter(None, [self.by, keeper.title if keeper else ""])),
            text=" ".join(self.body.stream_block.get_searchable_content(self.body)),
            facets={"ente": (keeper.slug,) if keeper else ()},
        )

    def breadcrumb(self, request: HttpRequest) -> list[tuple[str, str]]:
        """Home / Novità / Avvisi: where the reader would look, not who keeps it."""
        return trail_to_section(self.listing, request) or super().breadcrumb(request)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        from home.update_contexts import branch_context

        return super().get_context(request, *args, **kwargs) | branch_context(
            self, request
        )


class UpdatePage(BranchPage):
    """News, a notice or a campaign: what `/novita/` lists, the newest first."""

    published_on = models.DateField(
        "data",
        default=timezone.localdate,
        help_text="La data che si legge accanto al titolo.",
    )

    content_panels: ClassVar = [
        *BranchPage.content_panels[:-1],
        FieldPanel("published_on"),
        FieldPanel("body"),
        FieldPanel("by"),
    ]

    class Meta:
        abstract = True
