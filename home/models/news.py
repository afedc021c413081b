"""News and official statements."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel

from home.models.branch import UpdatePage
from home.models.pages import Listing


class NewsPage(UpdatePage):
    """A piece of news, or an official statement (comunicato), as the national model names them."""

    class Kind(models.TextChoices):
        """Its type, mandatory in the national model; avvisi have a page type of their own."""

        NEWS = Listing.NEWS.value, "Notizia"
        RELEASE = Listing.RELEASES.value, "Comunicato"

    template = "home/news_page.html"

    kind = models.CharField("tipo", max_length=16, choices=Kind, default=Kind.NEWS)

    content_panels: ClassVar = [
        *UpdatePage.content_panels[:1],
        FieldPanel("kind"),
        *UpdatePage.content_panels[1:],
    ]

    class Meta:
        verbose_name = "notizia"
        verbose_name_plural = "notizie"

    @property
    def listing(self) -> Listing:
        return Listing(self.kind)
