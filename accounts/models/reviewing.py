"""What those who review profiles were told, so that no night tells it twice."""

from django.conf import settings
from django.db import models

STAGES = (
    ("month", "Un mese prima"),
    ("week", "Una settimana prima"),
    ("due", "Il giorno stesso"),
    ("suspended", "Sospeso perché non verificato"),
    ("dormant", "Sospeso perché non usato"),
)


class ReviewNotice(models.Model):
    """One thing told about one profile: a reminder before a due day, or a suspension."""

    membership = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.CASCADE,
        related_name="notices",
        verbose_name="profilo",
    )
    stage = models.CharField("che cosa", max_length=12, choices=STAGES)
    due_on = models.DateField("riguarda il giorno")
    sent_on = models.DateField("mandato il")
    not_told = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="+",
        verbose_name="ancora da avvisare",
        help_text="La cassetta di posta ha rifiutato la mail: si riprova ogni notte.",
    )

    class Meta:
        verbose_name = "avviso di verifica"
        verbose_name_plural = "avvisi di verifica"
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "stage", "due_on"],
                name="accounts_told_once_for_each_due_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}, {self.due_on:%d/%m/%Y}"
