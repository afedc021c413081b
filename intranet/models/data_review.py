"""The half-yearly look at where personal data lie (Art. 5 of the protocol), signed off per body."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

COORDINATION = "Coordinamento"


class OfBody(models.Model):
    """Abstract: of one body, or of the coordination where it names none."""

    organisation = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ente",
        help_text="Vuoto: il coordinamento.",
    )

    class Meta:
        abstract = True

    @property
    def where(self) -> str:
        """The body's name."""
        return self.organisation.title if self.organisation else COORDINATION


class DataReview(OfBody):
    """One sign-off; `counts` are what the person saw: kind, how many, the oldest day."""

    on = models.DateField("firmata il")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="da",
    )
    counts = models.JSONField("che cosa c'era", default=list)

    class Meta:
        verbose_name = "verifica dei dati"
        verbose_name_plural = "verifiche dei dati"
        ordering: ClassVar = ("-on", "-pk")

    def __str__(self) -> str:
        return f"{self.where}, {self.on:%d/%m/%Y}"


class DataReviewNotice(OfBody):
    """A mail went out that the look of a body is due."""

    sent_on = models.DateField("mandato il")

    class Meta:
        verbose_name = "avviso di verifica dei dati"
        verbose_name_plural = "avvisi di verifica dei dati"
        ordering: ClassVar = ("-sent_on", "-pk")

    def __str__(self) -> str:
        return f"{self.where}, {self.sent_on:%d/%m/%Y}"
