"""Who was told that an agreement ends, so that the night does not repeat itself."""

from django.conf import settings
from django.db import models
from wagtail.models import Page


class AgreementNotice(models.Model):
    """One person was told of one end of an agreement, so many days before it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="persona",
    )
    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, related_name="+", verbose_name="accordo"
    )
    ends_on = models.DateField("scade il")
    days = models.PositiveSmallIntegerField("giorni prima")
    sent_on = models.DateField("inviato il")

    class Meta:
        verbose_name = "avviso di scadenza di un accordo"
        verbose_name_plural = "avvisi di scadenza degli accordi"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "page", "ends_on", "days"],
                name="editorial_one_agreement_notice_a_step",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.ends_on:%d/%m/%Y}, {self.days}"
