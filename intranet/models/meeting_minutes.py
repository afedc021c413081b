"""Minutes of a meeting: what was said and decided, who does what, and that all agree to it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from intranet.meetings.querysets import TaskQuerySet
from intranet.models.meeting import (
    Frozen,
    Meeting,
    body_field,
    person_field,
    refuse_if_frozen,
)


class MinutesState(models.TextChoices):
    """How far minutes are."""

    DRAFT = "draft", "In bozza"
    SENT = "sent", "In approvazione"
    APPROVED = "approved", "Approvato"


class Minutes(models.Model):
    """The minutes of one meeting. Once approved the row refuses to change."""

    meeting = models.OneToOneField(
        Meeting, on_delete=models.CASCADE, related_name="minutes"
    )
    state = models.CharField(
        "stato", max_length=8, choices=MinutesState, default=MinutesState.DRAFT
    )
    text = models.TextField("resoconto", blank=True)
    written_by = person_field("scritto da")
    sent_at = models.DateTimeField("mandato in approvazione il", null=True)
    approved_at = models.DateTimeField("approvato il", null=True)
    approved_in = models.ForeignKey(
        Meeting,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="approvato nella riunione",
    )

    class Meta:
        verbose_name = "verbale"
        verbose_name_plural = "verbali"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="draft", sent_at=None, approved_at=None)
                | Q(state="sent", sent_at__isnull=False, approved_at=None)
                | Q(state="approved", approved_at__isnull=False),
                name="intranet_minutes_dated_as_their_state",
            )
        ]

    def __str__(self) -> str:
        return f"Verbale: {self.meeting_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises FrozenMinutes."""
        refuse_if_frozen(self.meeting_id)
        super().save(*args, **kwargs)

    @property
    def is_out(self) -> bool:
        """Whoever was invited reads it."""
        return self.state != MinutesState.DRAFT

    @property
    def is_approved(self) -> bool:
        """It is as it will always be."""
        return self.state == MinutesState.APPROVED


class MeetingDecision(Frozen):
    """What was decided."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="decisions"
    )
    place = models.PositiveSmallIntegerField("posto")
    text = models.TextField("decisione")

    class Meta:
        verbose_name = "decisione"
        verbose_name_plural = "decisioni"
        ordering: ClassVar = ("place", "pk")

    def __str__(self) -> str:
        return self.text


class MeetingTask(Frozen):
    """Who does what by when: a body, and perhaps one of its people. Done or not stays open."""

    still_open = frozenset({"done_on", "done_by"})

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="tasks")
    place = models.PositiveSmallIntegerField("posto")
    text = models.CharField("compito", max_length=300)
    organisation = body_field("se ne occupa")
    body_name = models.CharField("ente che se ne occupa", max_length=255)
    person = person_field("persona")
    due_on = models.DateField("entro il")
    done_on = models.DateField("fatto il", null=True)
    done_by = person_field("segnato da")

    objects: ClassVar = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "compito"
        verbose_name_plural = "compiti"
        ordering: ClassVar = ("due_on", "pk")

    def __str__(self) -> str:
        return self.text
