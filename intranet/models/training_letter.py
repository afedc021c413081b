"""What people are told about the meetings of a course."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from intranet.models.training import TrainingSession


class TrainingLetterKind(models.TextChoices):
    """Why somebody gets a mail about a meeting."""

    ENROLLED = "iscritta", "Ti ha iscritto il tuo ente"
    PROMOTED = "posto", "Si è liberato un posto"
    CHANGED = "cambiato", "L'incontro è cambiato"
    CANCELLED = "annullato", "L'incontro è annullato"
    WEEK = "settimana", "Promemoria, una settimana prima"
    DAY = "giorno", "Promemoria, il giorno prima"


class TrainingLetter(models.Model):
    """A mail to one person about one version of a meeting: once each, tried until it goes out."""

    session = models.ForeignKey(
        TrainingSession,
        on_delete=models.CASCADE,
        related_name="letters",
        verbose_name="incontro",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="persona",
    )
    kind = models.CharField("perché", max_length=12, choices=TrainingLetterKind)
    version = models.PositiveIntegerField("versione")
    created_at = models.DateTimeField("scritta il")
    claimed_at = models.DateTimeField("presa per l'invio il", null=True, blank=True)
    sent_at = models.DateTimeField("mandata il", null=True, blank=True)

    class Meta:
        verbose_name = "messaggio sulla formazione"
        verbose_name_plural = "messaggi sulla formazione"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session", "user", "kind", "version"],
                name="intranet_training_told_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_id}, {self.kind}"
