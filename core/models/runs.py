"""What the night did: one row for each run, one for each job in it."""

import datetime as dt

from django.db import models
from django.db.models import Q


class NightlyRun(models.Model):
    """One run of all jobs. The open one is the lock: a second cannot begin beside it."""

    started_at = models.DateTimeField("cominciata il")
    ended_at = models.DateTimeField("finita il", null=True, blank=True)
    is_open = models.BooleanField("in corso", default=True)
    has_failed = models.BooleanField("con errori", default=False)

    class Meta:
        verbose_name = "notte"
        verbose_name_plural = "notti"
        ordering = ("-started_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["is_open"],
                condition=Q(is_open=True),
                name="core_one_night_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.started_at:%d/%m/%Y %H:%M}"


class JobRun(models.Model):
    """One job of one night: what it said, or how it failed."""

    night = models.ForeignKey(
        NightlyRun, on_delete=models.CASCADE, related_name="jobs", verbose_name="notte"
    )
    name = models.CharField("lavoro", max_length=80)
    started_at = models.DateTimeField("cominciato il")
    ended_at = models.DateTimeField("finito il", null=True, blank=True)
    line = models.CharField("che cosa ha fatto", max_length=500, blank=True)
    error = models.CharField("errore", max_length=500, blank=True)

    class Meta:
        verbose_name = "lavoro della notte"
        verbose_name_plural = "lavori della notte"
        ordering = ("-started_at", "-pk")

    def __str__(self) -> str:
        return f"{self.name}, {self.started_at:%d/%m/%Y}"

    @property
    def lasted(self) -> dt.timedelta | None:
        """How long it took; nothing while it runs, or where it was broken off."""
        return self.ended_at - self.started_at if self.ended_at else None

    @property
    def outcome(self) -> str:
        """In words: done, failed, or broken off in the middle."""
        if self.error:
            return "Non riuscito"
        return "Riuscito" if self.ended_at else "Non finito"
