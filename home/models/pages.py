"""Home, sections and standard pages around the directory."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from core.fields import StreamField
from core.models import BasePage, PageSeed
from core.querysets import composed
from core.search_entry import SearchEntry
from home.blocks import BODY_BLOCKS
from home.contexts import home_context, section_context, site_map_context
from home.lists import is_of_updates, updates_context


class HomePage(BasePage):
    """The site's root: search box, needs, audiences, desks, deadlines."""

    is_searched = False
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    max_count = 1
    template = "home/home_page.html"

    introduction = models.CharField(
        "introduzione",
        max_length=255,
        blank=True,
        help_text="Una frase sotto il titolo.",
    )

    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = "pagina iniziale"
        verbose_name_plural = "pagine iniziali"

    def search_entry(self) -> SearchEntry | None:
        """The home page is no result."""
        return None

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a plain page by its whole address: two queries, not two a level.

        Wagtail's own step-by-step routing still answers for pages with addresses of their
        own below them, for drafts and for what is not found.
        """
        page = _page_at(f"{self.url_path}{''.join(f'{c}/' for c in path_components)}")
        if page is None and path_components:
            return super().route(request, path_components)
        if page is None:
            raise Http404
        # This page is shared by all requests (`core.sites`); the one just read is not.
        return RouteResult(page) if page.pk == self.pk else page.route(request, [])

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | home_context(
            self, request
        )


@composed
def _live_row(url_path: str) -> QuerySet:
    row = Page.objects.filter(url_path=url_path, live=True)
    return row.values_list("pk", "content_type_id")[:1]


@composed
def _whole(pk: int, *, model: type[Page]) -> QuerySet:
    return model._default_manager.select_related("provenance").filter(pk=pk)


def _page_at(url_path: str) -> Page | None:
    """The live page with this address, as its own type, with what all its readers need."""
    for pk, content_type in _live_row(url_path):
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model is not None:
            return next(iter(_whole(pk, model=model)), None)
    return None


class Listing(models.TextChoices):
    """What a section page lists below its text."""

    CHILDREN = "children", "Le pagine sotto questa"
    ORGANISATIONS = "organisations", "Gli enti"
    DESKS = "desks", "Gli sportelli"
    UPDATES = "updates", "Le novità: notizie, comunicati, avvisi e campagne"
    NEWS = "news", "Le notizie"
    RELEASES = "releases", "I comunicati"
    NOTICES = "notices", "Gli avvisi"
    CAMPAIGNS = "campaigns", "Le campagne"
    EVENTS = "events", "Gli eventi"
    NOTHING = "nothing", "Niente"


class BodyPage(BasePage):
    """A page with a short text and a body of blocks."""

    summary = models.CharField(
        "in breve", max_length=255, blank=True, help_text="Una o due frasi."
    )
    body = StreamField(BODY_BLOCKS, verbose_name="testo", blank=True)

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
    ]

    class Meta:
        abstract = True

    def search_entry(self) -> SearchEntry | None:
        return SearchEntry.of(
            self,
            "page",
            text=" ".join(self.body.stream_block.get_searchable_content(self.body)),
        )


class SectionPage(BodyPage):
    """A section of the menu: Amministrazione, Novità, Vivere, and what lies below."""

    # Other apps' pages may come to live here.
    parent_page_types: ClassVar = ["home.HomePage", "home.SectionPage"]
    template = "home/section_page.html"

    listing = models.CharField(
        "che cosa elenca", max_length=16, choices=Listing, default=Listing.CHILDREN
    )

    content_panels: ClassVar = [*BodyPage.content_panels, FieldPanel("listing")]

    class Meta:
        verbose_name = "sezione"
        verbose_name_plural = "sezioni"

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        fill = updates_context if is_of_updates(self) else section_context
        return super().get_context(request, *args, **kwargs) | fill(self, request)

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """A list of news or of events has a page of its own."""
        if is_of_updates(self):
            return "home/updates_page.html"
        return str(super().get_template(request, *args, **kwargs))


class StandardPage(BodyPage):
    """A page of text: privacy, note legali, FAQ, assistenza."""

    parent_page_types: ClassVar = ["home.HomePage", "home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "home/standard_page.html"

    class Meta:
        verbose_name = "pagina di testo"
        verbose_name_plural = "pagine di testo"


class SiteMapPage(BasePage):
    """The map of the site, made of what is published."""

    is_searched = False
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    template = "home/site_map_page.html"

    class Meta:
        verbose_name = "mappa del sito"
        verbose_name_plural = "mappe del sito"

    def search_entry(self) -> SearchEntry | None:
        """The map is no result."""
        return None

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | site_map_context()


class Seed(PageSeed):
    """A page that `make_pages` made."""
