"""What was published at once: hours, closures and phones of a desk, before and after."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q


class UrgentChangeQuerySet(models.QuerySet["UrgentChange"]):
    """Changes published at once."""

    def standing(self) -> UrgentChangeQuerySet:
        """Those that nobody has taken back."""
        return self.filter(undone_at__isnull=True)


class UrgentChange(models.Model):
    """One change of a desk's rows that did not wait for approval.

    `before` and `after` hold the rows by relation, as a revision holds them: the first is what
    taking the change back restores, the second tells whether something changed since.
    """

    desk = models.ForeignKey(
        "directory.DeskPage",
        on_delete=models.CASCADE,
        related_name="urgent_changes",
        verbose_name="sportello",
    )
    made_at = models.DateTimeField("fatto il")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="fatto da",
    )
    before = models.JSONField("prima", encoder=DjangoJSONEncoder)
    after = models.JSONField("dopo", encoder=DjangoJSONEncoder)
    undone_at = models.DateTimeField("annullato il", null=True, blank=True)

    objects: ClassVar = UrgentChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "cambiamento pubblicato subito"
        verbose_name_plural = "cambiamenti pubblicati subito"
        ordering = ("-made_at", "-pk")
        indexes = (models.Index(fields=["desk", "-made_at"]),)
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True)
                | Q(undone_at__gte=models.F("made_at")),
                name="editorial_urgent_undone_after_made",
            )
        ]

    def __str__(self) -> str:
        return f"{self.desk_id}: {self.made_at:%d/%m/%Y %H:%M}"
