"""The one restricted root of the tree, and plain pages below it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel

from core.fields import StreamField
from core.models import BasePage
from core.page_permissions import BranchPermissions
from core.search_entry import SearchEntry
from intranet.blocks import BODY_BLOCKS
from intranet.entry.middleware import access_for, keep_to_oneself, refusal
from intranet.entry.restriction import restrict


class RestrictedPermissions(BranchPermissions):
    """Who may read is not to be changed: it is what makes the part restricted."""

    def can_set_view_restrictions(self) -> bool:
        return False


class RestrictedPage(BasePage):
    """Abstract: asks for itself who may read it, besides the middleware and Wagtail."""

    is_searched = False

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> BranchPermissions:
        """Asked by every address of the admin."""
        return RestrictedPermissions(user, self)

    def search_entry(self) -> SearchEntry | None:
        """The public search never knows of it."""
        return None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing to whoever may not enter."""
        refused = refusal(request)
        if refused is None:
            refused = super().serve(request, *args, **kwargs)
        return keep_to_oneself(refused)


class IntranetPage(RestrictedPage):
    """The root and home of the restricted part."""

    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["intranet.IntranetTextPage"]
    max_count = 1
    template = "intranet/intranet_page.html"

    class Meta:
        verbose_name = "parte riservata"
        verbose_name_plural = "parti riservate"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Never public, not for an instant."""
        saved = super().save(*args, **kwargs)
        restrict(self)
        return saved

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """What the preview shows: visits are answered by `intranet.overview.views`."""
        from intranet.overview.reading import home_context

        context = super().get_context(request, *args, **kwargs)
        return context | home_context(access_for(request))


class IntranetTextPage(RestrictedPage):
    """A text for all who enter, kept by the coordinator."""

    parent_page_types: ClassVar = ["intranet.IntranetPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "intranet/text_page.html"

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
        verbose_name = "pagina riservata"
        verbose_name_plural = "pagine riservate"
