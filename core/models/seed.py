"""Pages that content files make once."""

from __future__ import annotations

from collections.abc import Callable

from django.db import models
from wagtail.models import Page


class PageSeed(models.Model):
    """A page that a content file made once: deleted or renamed since, it is not made again."""

    address = models.CharField(max_length=255, unique=True)
    page = models.ForeignKey(
        Page, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        abstract = True
        verbose_name = "pagina di partenza"
        verbose_name_plural = "pagine di partenza"

    def __str__(self) -> str:
        return self.address

    @classmethod
    def made_once(
        cls, *, address: str, parent: Page, slug: str, make: Callable[[], Page]
    ) -> tuple[Page | None, bool]:
        """The page of an entry (None: somebody deleted it), and whether it was made just now."""
        seed = cls._default_manager.filter(address=address).select_related("page")
        if (sown := seed.first()) is not None:
            return sown.page, False
        found = Page.objects.child_of(parent).filter(slug=slug).first()
        page = found or make()
        cls._default_manager.create(address=address, page=Page.objects.get(pk=page.pk))
        return page, found is None
