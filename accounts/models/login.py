"""What the way in keeps in the database: what it counts, and second factors that were lost."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

# How long a request waits for the second person, and then the lost one for the set-up.
RECOVERY_LASTS = dt.timedelta(hours=24)


class LoginCacheRow(models.Model):
    """Table of the cache `login`: failed attempts and codes already used, for all processes.

    Written by Django's database cache alone; a model so that a migration makes it.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "conteggio degli accessi"
        verbose_name_plural = "conteggi degli accessi"

    def __str__(self) -> str:
        return self.cache_key


class RecoveryOutcome(models.TextChoices):
    """What became of a request; empty while it waits."""

    APPROVED = "approved", "Approvata"
    REFUSED = "refused", "Non approvata"
    EXPIRED = "expired", "Scaduta"


class RecoveryQuerySet(models.QuerySet["FactorRecovery"]):
    """Requests, and which of them still count."""

    def waiting(self, at: dt.datetime) -> RecoveryQuerySet:
        """Asked less than a day ago, and not decided."""
        return self.filter(outcome="", asked_at__gt=at - RECOVERY_LASTS)

    def not_used(self) -> RecoveryQuerySet:
        """Approved, and no new factor set up since."""
        return self.filter(outcome=RecoveryOutcome.APPROVED, completed_at=None)


class FactorRecovery(models.Model):
    """Somebody lost the second factor: one person asks, another approves, both are named."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="factor_recoveries",
        verbose_name="persona",
    )
    reason = models.CharField(
        "che cosa è successo",
        max_length=200,
        help_text="Per esempio: ha cambiato telefono e non trova i codici di riserva.",
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="chiesta da",
    )
    asked_at = models.DateTimeField("chiesta il")
    outcome = models.CharField(
        "esito", max_length=10, choices=RecoveryOutcome.choices, blank=True
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="decisa da",
    )
    decided_at = models.DateTimeField("decisa il", null=True, blank=True)
    completed_at = models.DateTimeField("nuovo fattore il", null=True, blank=True)

    objects: ClassVar = RecoveryQuerySet.as_manager()

    class Meta:
        verbose_name = "secondo fattore perso"
        verbose_name_plural = "secondi fattori persi"
        ordering = ("-asked_at",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked_by=F("person")),
                name="accounts_recovery_asked_by_another",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | (~Q(decided_by=F("asked_by")) & ~Q(decided_by=F("person"))),
                name="accounts_recovery_takes_two_people",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", RecoveryOutcome.EXPIRED])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="accounts_recovery_decision_is_signed",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(outcome=""),
                name="accounts_one_open_recovery",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_outcome_display() or 'in attesa'}"

    @property
    def expires_at(self) -> dt.datetime:
        """Until when the second person may decide."""
        return self.asked_at + RECOVERY_LASTS
