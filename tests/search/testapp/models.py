"""A sheet that names a place, a place, and a page that is never searched."""

from django.db import models
from wagtail.models import Page

from core.models import BasePage
from core.search_entry import SearchEntry


class PlacePage(BasePage):
    def search_entry(self):
        return SearchEntry(self.pk, "desk", self.title, self.url or "")

    def search_dependants(self):
        return SheetPage.objects.filter(place=self)


class SheetPage(BasePage):
    words = models.TextField(blank=True)
    need = models.CharField(max_length=50, blank=True)
    place = models.ForeignKey(
        Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_broken = models.BooleanField(default=False)
    is_kept_out = models.BooleanField(default=False)

    def search_entry(self):
        if self.is_broken:
            raise ValueError("broken sheet")
        if self.is_kept_out:
            return None
        place = self.place if self.place and self.place.live else None
        return SearchEntry(
            page_id=self.pk,
            kind="service",
            title=self.title,
            url=self.url or "",
            text=self.words,
            names=(place.title,) if place else (),
            facets={"bisogno": (self.need,) if self.need else ()},
        )


class UnsearchedPage(BasePage):
    is_searched = False
