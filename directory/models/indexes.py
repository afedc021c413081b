"""Lists of services and of desks, with the addresses of their groupings."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.fields import RichTextField

from core.fields import PLAIN_RICH_TEXT
from core.frame import frame_for
from core.models import BasePage
from core.tiles import allow_tiles
from directory.groupings import GROUPINGS, grouping_context, service_index_context

# A pattern of their own: a looser one would answer for the bodies' pages too.
GROUPING = f"(?P<grouping>{'|'.join(GROUPINGS)})"


class IndexPage(RoutablePageMixin, BasePage):
    """A list with an introduction."""

    is_searched = False
    introduction = RichTextField("introduzione", blank=True, features=PLAIN_RICH_TEXT)

    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("introduction")]

    class Meta:
        abstract = True

    def search_entry(self) -> None:
        """Lists are not results."""


class ServiceIndexPage(IndexPage):
    """`/servizi/`: all services, and each grouping at an address of its own."""

    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["directory.OrganisationPage"]
    max_count_per_parent = 1
    template = "directory/service_index_page.html"

    class Meta:
        verbose_name = "elenco dei servizi"
        verbose_name_plural = "elenchi dei servizi"

    @path("")
    def all_services(self, request: HttpRequest) -> HttpResponse:
        """Every service, paged."""
        return self.render(
            request, context_overrides=service_index_context(self, request)
        )

    @re_path(rf"^{GROUPING}/$", name="grouping")
    def grouping(self, request: HttpRequest, grouping: str) -> HttpResponse:
        """The terms of a grouping: all categories, all needs…"""
        return self._grouped(request, grouping)

    @re_path(rf"^{GROUPING}/(?P<code>[-a-z0-9]+)/$", name="term")
    def term(self, request: HttpRequest, grouping: str, code: str) -> HttpResponse:
        """The services of one term."""
        return self._grouped(request, grouping, code)

    def _grouped(
        self, request: HttpRequest, grouping: str, code: str = ""
    ) -> HttpResponse:
        context = self.get_context(request) | grouping_context(
            self, request, grouping, code
        )
        name = "service_term.html" if code else "service_grouping.html"
        return TemplateResponse(request, f"directory/{name}", context)


class DeskIndexPage(IndexPage):
    """`/sportelli/`: all desks, by municipality and kind, open now first if asked."""

    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    template = "directory/desk_index_page.html"

    class Meta:
        verbose_name = "elenco degli sportelli"
        verbose_name_plural = "elenchi degli sportelli"

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        from directory.desk_list import desk_index_context

        return super().get_context(request, *args, **kwargs) | desk_index_context(
            request
        )

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list; its page may show the images of the map."""
        response = super().serve(request, *args, **kwargs)
        return allow_tiles(response, frame_for(request).settings.map_tiles)
