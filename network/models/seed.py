"""Pages that the content files made once."""

from django.db import models
from wagtail.models import Page


class NetworkSeed(models.Model):
    """A page made from `network/content/`: deleted or renamed since, it is not made again."""

    address = models.CharField(max_length=255, unique=True)
    page = models.ForeignKey(
        Page, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "pagina di partenza"
        verbose_name_plural = "pagine di partenza"

    def __str__(self) -> str:
        return self.address
