"""Procedures, operators' FAQ, and notes to public pages."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from intranet.knowledge.querysets import OwnedQuerySet, StaffNoteQuerySet
from intranet.models.private_file import PrivateFile

LONGEST_NOTE = 300


class ProcedureKind(models.TextChoices):
    """How it is told: step by step, or as an answer."""

    PROCEDURE = "procedure", "Procedura"
    FAQ = "faq", "Domanda frequente"


class Owned(models.Model):
    """Abstract: kept by a body, or by the coordinator; to be looked at again by a day.

    Deleted with its body: without one it would be the coordinator's word, to all.
    """

    owner_body = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ente che la tiene",
        help_text="Vuoto: la tiene il coordinamento.",
    )
    review_on = models.DateField("da rileggere entro il")
    changed_at = models.DateTimeField("cambiata il")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="cambiata da",
    )

    class Meta:
        abstract = True

    def is_due(self, on: dt.date) -> bool:
        """The day for a second look is past."""
        return self.review_on < on


class Procedure(Owned):
    """How something is done between the bodies, or what operators ask again and again."""

    kind = models.CharField(
        "tipo",
        max_length=10,
        choices=ProcedureKind.choices,
        default=ProcedureKind.PROCEDURE,
    )
    title = models.CharField("titolo", max_length=160)
    text = models.TextField("testo")
    subjects = models.ManyToManyField(
        "directory.Need", related_name="+", blank=True, verbose_name="argomenti"
    )
    sheets = models.ManyToManyField(
        "directory.ServicePage",
        related_name="+",
        blank=True,
        verbose_name="schede collegate",
    )
    files = models.ManyToManyField(
        PrivateFile, related_name="procedures", blank=True, verbose_name="file"
    )
    # The name of who changed it is its own body's business; the body is everybody's.
    changed_in = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="cambiata dall'ente",
    )
    search_text = models.TextField("parole cercate", editable=False)

    objects: ClassVar[Any] = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "procedura"
        verbose_name_plural = "procedure"
        ordering: ClassVar = ("title", "pk")

    def __str__(self) -> str:
        return self.title


class StaffNote(Owned):
    """A line to a public page, for operators alone: "chiamare prima delle 10"."""

    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="scheda, sportello o ente",
    )
    text = models.CharField("nota", max_length=LONGEST_NOTE)

    objects: ClassVar[Any] = StaffNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "nota per gli operatori"
        verbose_name_plural = "note per gli operatori"
        ordering: ClassVar = ("page__title", "pk")

    def __str__(self) -> str:
        return self.text
