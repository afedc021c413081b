"""Notices to operators, and the desks that have read them."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from intranet.notices.querysets import StaffNoticeQuerySet


class Importance(models.IntegerChoices):
    """In the order in which they stand in a list, from below."""

    INFORMATION = 1, "Informazione"
    IMPORTANT = 2, "Importante"
    URGENT = 3, "Urgente"


class StaffNotice(models.Model):
    """Something that operators must know for a while; the last day is never left open."""

    title = models.CharField("titolo", max_length=160)
    text = models.TextField("testo")
    importance = models.PositiveSmallIntegerField(
        "importanza", choices=Importance.choices, default=Importance.INFORMATION
    )
    # Deleted with its body: without one it would speak in the coordinator's name.
    author_body = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ente che lo scrive",
        help_text="Vuoto: lo scrive il coordinamento.",
    )
    for_all = models.BooleanField("per tutti gli enti degli accordi", default=False)
    bodies = models.ManyToManyField(
        "directory.OrganisationPage",
        related_name="+",
        blank=True,
        verbose_name="per questi enti",
    )
    starts_on = models.DateField("dal")
    expires_on = models.DateField("fino al")
    search_text = models.TextField("parole cercate", editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="scritto da",
    )
    written_at = models.DateTimeField("scritto il")

    objects: ClassVar[Any] = StaffNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "avviso agli operatori"
        verbose_name_plural = "avvisi agli operatori"
        ordering: ClassVar = ("-importance", "-starts_on", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("starts_on")),
                name="staff_notice_days_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def is_in_force(self, on: dt.date) -> bool:
        """Begun and not expired on that day."""
        return self.starts_on <= on <= self.expires_on

    @property
    def is_urgent(self) -> bool:
        """To be confirmed before anything else."""
        return self.importance == Importance.URGENT


class NoticeReceipt(models.Model):
    """A desk has read a notice. Who said so is not stored, nor the hour, from which a shift could
    be told: that would watch over people at work (Art. 4 L. 300/1970)."""

    notice = models.ForeignKey(
        StaffNotice,
        on_delete=models.CASCADE,
        related_name="receipts",
        verbose_name="avviso",
    )
    desk = models.ForeignKey(
        "directory.DeskPage",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="sportello",
    )
    confirmed_on = models.DateField("confermato il")

    class Meta:
        verbose_name = "conferma di lettura di uno sportello"
        verbose_name_plural = "conferme di lettura degli sportelli"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["notice", "desk"], name="one_receipt_per_desk"
            )
        ]

    def __str__(self) -> str:
        return f"{self.notice_id}/{self.desk_id}"
