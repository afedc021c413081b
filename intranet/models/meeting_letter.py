"""Mails about meetings, each once to each person."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from intranet.models.meeting import Meeting
from intranet.models.meeting_minutes import MeetingTask


class MeetingLetterKind(models.TextChoices):
    """What a letter tells."""

    INVITATION = "invitation", "Invito"
    CHANGE = "change", "Cambiamento"
    CANCELLATION = "cancellation", "Annullamento"
    REMINDER = "reminder", "Promemoria"
    APPROVAL = "approval", "Verbale da approvare"
    APPROVAL_REMINDER = "approval-again", "Verbale ancora da approvare"
    TASK_SOON = "task-soon", "Compito in scadenza"
    TASK_LATE = "task-late", "Compito scaduto"


class MeetingLetter(models.Model):
    """One mail to one person: claimed before it is sent, given back where it is refused."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    task = models.ForeignKey(
        MeetingTask, on_delete=models.CASCADE, null=True, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField("che cosa dice", max_length=14, choices=MeetingLetterKind)
    sequence = models.PositiveIntegerField("versione", default=0)
    written_at = models.DateTimeField("preparata il")
    claimed_at = models.DateTimeField("presa per la spedizione il", null=True)
    sent_at = models.DateTimeField("spedita il", null=True)

    class Meta:
        verbose_name = "messaggio sulle riunioni"
        verbose_name_plural = "messaggi sulle riunioni"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "user", "kind", "sequence"],
                condition=Q(task=None),
                name="intranet_meeting_letter_once",
            ),
            models.UniqueConstraint(
                fields=["task", "user", "kind"],
                condition=Q(task__isnull=False),
                name="intranet_task_letter_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
