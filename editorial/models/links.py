"""Links to other sites: what the nightly check found, and where each stands."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from wagtail.models import Page

# A server may be out for a day, or two: a link is broken after failing on three.
DAYS_TO_BREAK = 3


class CheckedLinkQuerySet(models.QuerySet["CheckedLink"]):
    """Links, by what was found."""

    def broken(self) -> CheckedLinkQuerySet:
        """Failed on three different days, and never since the first of them answered."""
        return self.filter(failed_days__gte=DAYS_TO_BREAK)


class CheckedLink(models.Model):
    """One address of another site. A day counts once, however often it is tried."""

    url = models.URLField("indirizzo", max_length=1000, unique=True)
    checked_on = models.DateField("controllato il", null=True, blank=True)
    failed_days = models.PositiveSmallIntegerField("giorni senza risposta", default=0)
    failing_since = models.DateField("non risponde dal", null=True, blank=True)
    failed_on = models.DateField("ultimo errore il", null=True, blank=True)
    problem = models.CharField("che cosa succede", max_length=200, blank=True)

    objects: ClassVar = CheckedLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "collegamento controllato"
        verbose_name_plural = "collegamenti controllati"

    def __str__(self) -> str:
        return self.url

    def note_answer(self, on: dt.date) -> None:
        """It works: what was counted is forgotten."""
        self.checked_on = on
        self.failed_days, self.problem = 0, ""
        self.failing_since = self.failed_on = None

    def note_failure(self, on: dt.date, problem: str) -> None:
        """It does not work today."""
        if self.failed_on != on:
            self.failed_days = min(self.failed_days + 1, 30_000)
        self.failing_since = self.failing_since or on
        self.checked_on = self.failed_on = on
        self.problem = problem[:200]


class LinkPlace(models.Model):
    """Where a link stands: page, field and, in a list of the page, its row."""

    link = models.ForeignKey(
        CheckedLink, on_delete=models.CASCADE, related_name="places"
    )
    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, related_name="+", verbose_name="pagina"
    )
    place = models.CharField("dove", max_length=255)
    name = models.CharField("campo o elenco", max_length=80)

    class Meta:
        verbose_name = "posto di un collegamento"
        verbose_name_plural = "posti dei collegamenti"
        constraints = [
            models.UniqueConstraint(
                fields=["link", "page", "place", "name"],
                name="editorial_one_row_a_place",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.place}"
