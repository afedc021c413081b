"""Referents of a body: a private fact, which exists within an agreement (Art. 2)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from directory.models.phone_field import PhoneField
from directory.phones import display
from intranet.referents.presence import Presence, Span
from intranet.referents.querysets import ReferentQuerySet

NEVER_PRIVATE = "Solo di servizio: mai un numero privato."


class Referent(models.Model):
    """Somebody whom the other parties of an agreement may call. `search_text` is folded, a blank
    before each word; `name_key` is the folded name."""

    organisation = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="ente",
    )
    agreements = models.ManyToManyField(
        "network.AgreementPage", related_name="+", verbose_name="accordi"
    )
    desk = models.ForeignKey(
        "directory.DeskPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="sportello",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="referents",
        verbose_name="il suo accesso",
    )
    name = models.CharField("nome e cognome", max_length=120)
    role = models.CharField("ruolo", max_length=120, blank=True)
    needs = models.ManyToManyField(
        "directory.Need", blank=True, related_name="+", verbose_name="bisogni"
    )
    categories = models.ManyToManyField(
        "directory.Category", blank=True, related_name="+", verbose_name="categorie"
    )
    municipalities = models.ManyToManyField(
        "directory.Municipality", blank=True, related_name="+", verbose_name="comuni"
    )
    other_subjects = models.CharField("altri argomenti", max_length=200, blank=True)
    office_phone = PhoneField("telefono dell'ufficio")
    service_mobile = PhoneField("cellulare di servizio", help_text=NEVER_PRIVATE)
    email = models.EmailField("e-mail dell'ufficio", blank=True)
    substitute = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="chi lo sostituisce",
    )
    away_from = models.DateField("non disponibile dal", null=True, blank=True)
    away_until = models.DateField("non disponibile fino al", null=True, blank=True)
    valid_from = models.DateField("referente dal")
    valid_until = models.DateField("referente fino al", null=True, blank=True)
    name_key = models.CharField(max_length=160, editable=False)
    search_text = models.TextField(editable=False)
    updated_at = models.DateTimeField("cambiato il")

    objects = ReferentQuerySet.as_manager()

    class Meta:
        verbose_name = "referente"
        verbose_name_plural = "referenti"
        ordering: ClassVar = ("name_key", "pk")
        indexes: ClassVar = [
            models.Index(
                fields=["organisation", "valid_from", "valid_until"],
                name="intranet_referent_valid",
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="intranet_referent_ends_after_it_begins",
                violation_error_message="L'ultimo giorno viene prima del primo.",
            ),
            models.CheckConstraint(
                # Of a day that is missing a comparison says neither yes nor no, and passes.
                condition=Q(away_from__isnull=True, away_until__isnull=True)
                | Q(
                    away_from__isnull=False,
                    away_until__isnull=False,
                    away_until__gte=F("away_from"),
                ),
                name="intranet_referent_away_from_to",
                violation_error_message="Un'assenza ha il primo e l'ultimo giorno, in ordine.",
            ),
            models.CheckConstraint(
                condition=Q(substitute__isnull=True) | ~Q(substitute=F("id")),
                name="intranet_referent_not_own_substitute",
                violation_error_message="Nessuno sostituisce sé stesso.",
            ),
            models.CheckConstraint(
                condition=~Q(office_phone="", service_mobile="", email=""),
                name="intranet_referent_can_be_reached",
                violation_error_message="Serve almeno un recapito: telefono o e-mail.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A substitute and a desk are of the same body."""
        other = self.substitute
        if other and other.organisation_id != self.organisation_id:
            raise ValidationError({"substitute": "Scegli una persona del tuo ente."})

    @property
    def presence(self) -> Presence:
        """When they are to be found; the hours must be prefetched."""
        spans = tuple(
            Span(row.weekday, row.opens, row.closes) for row in self.hours.all()
        )
        return Presence(spans, self.away_from, self.away_until)

    @property
    def office_phone_shown(self) -> str:
        """As people write it."""
        return display(self.office_phone)

    @property
    def service_mobile_shown(self) -> str:
        """As people write it."""
        return display(self.service_mobile)

    @property
    def subjects(self) -> list[str]:
        """What they deal with, in words; what is prefetched."""
        named = [one.name for one in (*self.needs.all(), *self.categories.all())]
        own = [one.strip() for one in self.other_subjects.split(",")]
        return [*named, *filter(None, own)]


class ReferentHours(models.Model):
    """Hours at which somebody is best called, on one day of the week."""

    referent = models.ForeignKey(
        Referent, on_delete=models.CASCADE, related_name="hours"
    )
    weekday = models.PositiveSmallIntegerField("giorno")
    opens = models.TimeField("dalle")
    closes = models.TimeField("alle")

    class Meta:
        verbose_name = "orario di un referente"
        verbose_name_plural = "orari di un referente"
        ordering: ClassVar = ("weekday", "opens")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(weekday__lte=6), name="intranet_referent_hours_weekday"
            ),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="intranet_referent_hours_in_order",
                violation_error_message="L'ora di fine viene prima di quella d'inizio.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens}–{self.closes}"
