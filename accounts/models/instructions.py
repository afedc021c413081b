"""Instructions to those who may process data (Art. 5): versions, and who has them."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models.user import User


class InstructionsQuerySet(QuerySet["Instructions"]):
    """Versions, and which of them a person still has to read."""

    def current(self) -> InstructionsQuerySet:
        """The newest version of each body."""
        newer = Instructions.objects.filter(
            organisation=OuterRef("organisation"), version__gt=OuterRef("version")
        )
        return self.filter(~Exists(newer), organisation__isnull=False)

    def pending_for(self, user: User, on: dt.date) -> InstructionsQuerySet:
        """Current versions of the bodies a person works for, not yet accepted."""
        profiles = user.memberships.active_on(on)
        accepted = Acceptance.objects.filter(instructions=OuterRef("pk"), user=user)
        theirs = profiles.filter(organisation=OuterRef("organisation"))
        return self.current().filter(Exists(theirs.order_by()), ~Exists(accepted))


class Instructions(models.Model):
    """One version of one body's instructions. Each body is a controller of its own.

    A version is never changed: a correction is the next one. It outlives its body, as what was
    accepted must stay readable.
    """

    organisation = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.SET_NULL,
        null=True,
        related_name="instructions",
        verbose_name="ente",
    )
    body_name = models.CharField("nome dell'ente", max_length=255)
    version = models.PositiveIntegerField("versione")
    text = models.TextField("testo")
    published_on = models.DateField("in vigore dal")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="scritte da",
    )

    objects: ClassVar = InstructionsQuerySet.as_manager()

    class Meta:
        verbose_name = "istruzioni"
        verbose_name_plural = "istruzioni"
        ordering = ("body_name", "-version")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "version"],
                condition=Q(organisation__isnull=False),
                name="accounts_one_text_per_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.body_name}, versione {self.version}"


class Acceptance(models.Model):
    """That one person has one version: read here, or told by who answers for the body."""

    instructions = models.ForeignKey(
        Instructions,
        on_delete=models.PROTECT,
        related_name="acceptances",
        verbose_name="istruzioni",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="acceptances",
        verbose_name="persona",
    )
    accepted_on = models.DateField("il")
    is_oral = models.BooleanField("date a voce", default=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="registrate da",
    )

    class Meta:
        verbose_name = "presa visione delle istruzioni"
        verbose_name_plural = "prese visione delle istruzioni"
        ordering = ("-accepted_on", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["instructions", "user"],
                condition=Q(user__isnull=False),
                name="accounts_accepted_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.instructions}"
