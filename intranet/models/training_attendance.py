"""Who takes part in joint training: places, figures without names, opinions."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from intranet.models.training import TrainingSession
from intranet.training.querysets import (
    EnrolmentQuerySet,
)


class Enrolment(models.Model):
    """A person's place in a meeting, or in its waiting list; gone when they withdraw.

    `attended`: None until the organiser has said. What the person answered in the questionnaire is
    nowhere here (`TrainingFeedback`): only that they did.
    """

    session = models.ForeignKey(
        TrainingSession,
        on_delete=models.CASCADE,
        related_name="enrolments",
        verbose_name="incontro",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="training_enrolments",
        verbose_name="persona",
    )
    organisation = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ente",
        help_text="Vuoto: il coordinamento.",
    )
    enrolled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="iscritta da",
    )
    enrolled_at = models.DateTimeField("iscritta il")
    is_waiting = models.BooleanField("in lista d'attesa", default=False)
    attended = models.BooleanField("presente", null=True, blank=True)
    has_answered = models.BooleanField("ha dato un parere", default=False)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = "iscrizione"
        verbose_name_plural = "iscrizioni"
        # The order of the waiting list.
        ordering: ClassVar = ("enrolled_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session", "user"], name="intranet_training_one_place_each"
            ),
            models.CheckConstraint(
                condition=Q(is_waiting=False) | Q(attended__isnull=True),
                name="intranet_training_who_waits_did_not_attend",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}/{self.user_id}"


class AttendanceTotal(models.Model):
    """How many of a body attended a meeting, once their names are gone."""

    session = models.ForeignKey(
        TrainingSession,
        on_delete=models.CASCADE,
        related_name="totals",
        verbose_name="incontro",
    )
    organisation = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ente",
    )
    attended = models.PositiveIntegerField("presenti", default=0)

    class Meta:
        verbose_name = "presenze senza nomi"
        verbose_name_plural = "presenze senza nomi"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session", "organisation"],
                condition=Q(organisation__isnull=False),
                name="intranet_training_one_total_a_body",
            ),
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(organisation__isnull=True),
                name="intranet_training_one_total_of_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.attended}"


class TrainingFeedback(models.Model):
    """What somebody thought of a meeting. Whose it is, and when it came, is not kept.

    Its key is random, so that the order of the rows tells nothing either.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(
        TrainingSession,
        on_delete=models.CASCADE,
        related_name="feedback",
        verbose_name="incontro",
    )
    usefulness = models.PositiveSmallIntegerField("quanto è servito, da 1 a 5")
    comment = models.CharField("commento", max_length=500, blank=True)

    class Meta:
        verbose_name = "parere"
        verbose_name_plural = "pareri"
        ordering: ClassVar = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(usefulness__gte=1, usefulness__lte=5),
                name="intranet_training_from_one_to_five",
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.usefulness}"
