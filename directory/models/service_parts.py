"""Child rows of a service: they travel with the sheet's draft and are moderated with it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.fields import RichTextField

from core.fields import PLAIN_RICH_TEXT
from directory.models.parts import Row

SERVICE = "directory.ServicePage"


class ServiceStep(Row):
    """One step of *Come fare*."""

    page = ParentalKey(SERVICE, on_delete=models.CASCADE, related_name="steps")
    title = models.CharField("passo", max_length=160)
    text = RichTextField("spiegazione", blank=True, features=PLAIN_RICH_TEXT)

    panels: ClassVar[list] = [FieldPanel("title"), FieldPanel("text")]

    class Meta(Row.Meta):
        verbose_name = "passo"
        verbose_name_plural = "passi"

    def __str__(self) -> str:
        return self.title


class RequiredDocument(Row):
    """One thing to bring (*Cosa serve*)."""

    page = ParentalKey(SERVICE, on_delete=models.CASCADE, related_name="documents")
    name = models.CharField("che cosa", max_length=255)
    where = models.CharField("dove si ottiene", max_length=400, blank=True)
    url = models.URLField("modulo o pagina", blank=True, max_length=500)
    condition = models.CharField(
        "solo se…",
        max_length=255,
        blank=True,
        help_text="Per esempio «solo se hai un mutuo».",
    )

    panels: ClassVar[list] = [
        FieldPanel("name"),
        FieldPanel("condition"),
        FieldPanel("where"),
        FieldPanel("url"),
    ]

    class Meta(Row.Meta):
        verbose_name = "cosa da portare"
        verbose_name_plural = "cose da portare"

    def __str__(self) -> str:
        return self.name


class Deadline(Row):
    """A dated deadline or call (*bando*)."""

    class Kind(models.TextChoices):
        """Whether something ends, or opens and ends."""

        DEADLINE = "deadline", "Scadenza"
        CALL = "call", "Bando"

    page = ParentalKey(SERVICE, on_delete=models.CASCADE, related_name="deadlines")
    title = models.CharField("che cosa scade", max_length=255)
    kind = models.CharField("tipo", max_length=10, choices=Kind, default=Kind.DEADLINE)
    opens_on = models.DateField("si apre il", null=True, blank=True)
    closes_on = models.DateField("si chiude il", null=True, blank=True)
    note = models.CharField("nota", max_length=255, blank=True)

    panels: ClassVar[list] = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]),
        FieldPanel("note"),
    ]

    class Meta(Row.Meta):
        verbose_name = "scadenza o bando"
        verbose_name_plural = "scadenze e bandi"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True)
                | Q(opens_on__isnull=True)
                | Q(closes_on__gte=F("opens_on")),
                name="directory_deadline_order",
                violation_error_message="La chiusura viene prima dell'apertura.",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__isnull=False) | Q(opens_on__isnull=False),
                name="directory_deadline_dated",
                violation_error_message="Scrivi almeno una data.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DatedRow(Row):
    """A row true from a day to a day (both included, either may be open)."""

    valid_from = models.DateField("vale dal", null=True, blank=True)
    valid_until = models.DateField("vale fino al", null=True, blank=True)

    class Meta(Row.Meta):
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="directory_%(class)s_period",
                violation_error_message="La fine viene prima dell'inizio.",
            )
        ]

    def is_valid_on(self, day: dt.date) -> bool:
        """True where `day` lies in the period."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)


class Amount(DatedRow):
    """A dated amount or threshold. Once expired its value is hidden."""

    page = ParentalKey(SERVICE, on_delete=models.CASCADE, related_name="amounts")
    label = models.CharField("di che cosa", max_length=255)
    value = models.DecimalField("importo", max_digits=12, decimal_places=2)
    unit = models.CharField(
        "unità", max_length=60, default="euro", help_text="Per esempio «euro al mese»."
    )
    note = models.CharField("nota", max_length=255, blank=True)
    source = models.CharField("fonte", max_length=255)
    source_url = models.URLField("indirizzo della fonte", blank=True, max_length=500)
    checked_on = models.DateField("controllato il", null=True, blank=True)

    panels: ClassVar[list] = [
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("value"), FieldPanel("unit")]),
        FieldPanel("note"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
        FieldRowPanel([FieldPanel("source"), FieldPanel("source_url")]),
        FieldPanel("checked_on"),
    ]

    class Meta(DatedRow.Meta):
        verbose_name = "importo o soglia"
        verbose_name_plural = "importi e soglie"

    def __str__(self) -> str:
        return self.label

    @property
    def amount(self) -> str:
        """`1.015,50 euro al mese`: Italian separators, cents only where there are any."""
        value = Decimal(self.value)
        text = f"{value:,.2f}" if value % 1 else f"{value:,.0f}"
        swapped = text.translate(str.maketrans(",.", ".,"))
        return f"{swapped} {self.unit}".strip()


class DatedRule(DatedRow):
    """One version of a rule that changes on a date, such as the disability reform."""

    page = ParentalKey(SERVICE, on_delete=models.CASCADE, related_name="rules")
    title = models.CharField("versione", max_length=255)
    text = RichTextField("che cosa vale", features=PLAIN_RICH_TEXT)
    source = models.CharField("fonte", max_length=255, blank=True)

    panels: ClassVar[list] = [
        FieldPanel("title"),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
        FieldPanel("source"),
    ]

    class Meta(DatedRow.Meta):
        verbose_name = "regola con una data"
        verbose_name_plural = "regole con una data"

    def __str__(self) -> str:
        return self.title


class LegalSource(Row):
    """A law or act the service rests on."""

    page = ParentalKey(SERVICE, on_delete=models.CASCADE, related_name="legal_sources")
    title = models.CharField("norma o atto", max_length=255)
    url = models.URLField("indirizzo", blank=True, max_length=500)

    panels: ClassVar[list] = [FieldPanel("title"), FieldPanel("url")]

    class Meta(Row.Meta):
        verbose_name = "riferimento normativo"
        verbose_name_plural = "riferimenti normativi"

    def __str__(self) -> str:
        return self.title


class RelatedService(Row):
    """Another service: one needed first, or one worth knowing."""

    page = ParentalKey(SERVICE, on_delete=models.CASCADE, related_name="relations")
    service = models.ForeignKey(
        SERVICE, on_delete=models.CASCADE, related_name="+", verbose_name="servizio"
    )
    is_prerequisite = models.BooleanField("serve prima", default=False)

    panels: ClassVar[list] = [
        PageChooserPanel("service"),
        FieldPanel("is_prerequisite"),
    ]

    class Meta(Row.Meta):
        verbose_name = "servizio collegato"
        verbose_name_plural = "servizi collegati"

    def __str__(self) -> str:
        return str(self.service_id)
