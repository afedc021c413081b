"""Where an imported page comes from."""

from django.db import models
from wagtail.models import Page


class Provenance(models.Model):
    """Source, external id and licence of one imported page.

    A row beside the page, never a field: publishing an older draft must not lose it.
    `digest` is the SHA-256 of the record as read, to tell what changed in the source since;
    `revision` is the revision the import made: a newer one was made by a person, and the
    page is theirs.
    """

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, related_name="provenance"
    )
    source = models.CharField("fonte", max_length=80)
    external_id = models.CharField("identificativo nella fonte", max_length=255)
    title = models.CharField("nome della fonte", max_length=255, blank=True)
    url = models.URLField("indirizzo della fonte", max_length=500, blank=True)
    licence = models.CharField("licenza", max_length=120, blank=True)
    retrieved_on = models.DateField("letto il", null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = "provenienza"
        verbose_name_plural = "provenienze"
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"],
                name="directory_provenance_external_id",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.external_id}"
