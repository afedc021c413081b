"""Who saw whose contacts, for the limits; who reached one of them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from intranet.models.referent import Referent


class Reveal(models.Model):
    """A person saw the contacts of a referent of another body: once a day, however often."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    referent = models.ForeignKey(Referent, on_delete=models.CASCADE, related_name="+")
    on = models.DateField("giorno")
    at = models.DateTimeField("momento")

    class Meta:
        verbose_name = "recapiti mostrati"
        verbose_name_plural = "recapiti mostrati"
        ordering: ClassVar = ("-at", "-pk")
        indexes: ClassVar = [
            models.Index(fields=["user", "at"], name="intranet_reveal_user_at")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "referent", "on"], name="intranet_reveal_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.referent_id} {self.on}"


class LimitReached(models.Model):
    """A person reached a limit on a day: the administrator is told once."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    on = models.DateField("giorno")
    at = models.DateTimeField("momento")
    which = models.CharField("limite", max_length=4)
    is_told = models.BooleanField("avvisato", default=False)

    class Meta:
        verbose_name = "limite raggiunto"
        verbose_name_plural = "limiti raggiunti"
        ordering: ClassVar = ("-at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "on"], name="intranet_limit_reached_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.on} {self.which}"
