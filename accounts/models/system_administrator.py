"""System administrators who have no account here (Garante, act of 27 November 2008).

Whoever runs the server, the database or the backups reads personal data without logging in to the
site. The act asks the controller for a list of them with their functions, to be shown on request
and checked every year.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q


class SystemAdministratorQuerySet(models.QuerySet["SystemAdministrator"]):
    """The list, and who is on it on a day."""

    def in_charge_on(self, on: dt.date) -> SystemAdministratorQuerySet:
        """Appointed, and not ended."""
        return self.filter(
            Q(until__isnull=True) | Q(until__gte=on), appointed_on__lte=on
        )


class SystemAdministrator(models.Model):
    """One person of the list. Days are inclusive; rows are ended, not deleted."""

    name = models.CharField("nome e cognome", max_length=120)
    company = models.CharField(
        "ente o azienda", max_length=160, help_text="Per chi lavora questa persona."
    )
    functions = models.TextField(
        "che cosa fa",
        max_length=1000,
        help_text="Per esempio: gestisce il server, fa le copie di sicurezza.",
    )
    appointed_on = models.DateField("nominato il")
    act = models.CharField(
        "atto di nomina",
        max_length=200,
        help_text="Numero e data dell'atto, o del contratto con l'azienda.",
    )
    until = models.DateField(
        "fino al",
        null=True,
        blank=True,
        help_text="Quando smette, scrivi qui il giorno: la riga resta nell'elenco.",
    )

    objects: ClassVar = SystemAdministratorQuerySet.as_manager()

    class Meta:
        verbose_name = "amministratore di sistema"
        verbose_name_plural = "amministratori di sistema"
        ordering = ("name", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("appointed_on")),
                name="accounts_sysadmin_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.company})"

    def clean(self) -> None:
        """What the constraint holds, said at the field."""
        if self.until and self.appointed_on and self.until < self.appointed_on:
            raise ValidationError(
                {"until": "La fine viene prima della nomina: correggi una delle date."}
            )
