"""When a page was last checked and by whom.

A row that points at the page, not a field of it: publishing an older draft must not bring an old
check back.
"""

from django.db import models
from wagtail.models import Page


class Review(models.Model):
    """One statement that a page is right, or that its content comes from a source."""

    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, related_name="reviews", verbose_name="pagina"
    )
    reviewed_on = models.DateField("verificato il")
    reviewer = models.CharField(
        "verificato da",
        max_length=255,
        help_text="L'ente che ha controllato, mai una persona.",
    )

    class Meta:
        verbose_name = "verifica"
        verbose_name_plural = "verifiche"
        ordering = ("-reviewed_on", "-pk")
        indexes = (models.Index(fields=["page", "-reviewed_on"]),)

    def __str__(self) -> str:
        return f"{self.page_id}: {self.reviewed_on:%d/%m/%Y}"
