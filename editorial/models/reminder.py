"""What a person was reminded of, so that the night does not repeat itself."""

from django.conf import settings
from django.db import models
from wagtail.models import Page


class Stage(models.TextChoices):
    """How far a page is from its due day."""

    BEFORE = "before", "prima della scadenza"
    DUE = "due", "alla scadenza"
    AFTER = "after", "dopo la scadenza"
    COORDINATION = "coordination", "al coordinamento"


class Reminder(models.Model):
    """One person was told of one page's due day, at one stage."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="persona",
    )
    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, related_name="+", verbose_name="pagina"
    )
    due_on = models.DateField("da verificare entro il")
    stage = models.CharField("quando", max_length=12, choices=Stage)
    sent_on = models.DateField("inviato il")

    class Meta:
        verbose_name = "promemoria di verifica"
        verbose_name_plural = "promemoria di verifica"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "page", "due_on", "stage"],
                name="editorial_one_reminder_a_stage",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.due_on:%d/%m/%Y}, {self.get_stage_display()}"
