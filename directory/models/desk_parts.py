"""Child rows of a desk: hours, closures, phones, facts about access, what it does."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel

from directory.models.parts import Phone, Row
from directory.models.vocabularies import AccessibilityFeature
from directory.opening_hours import Closure, HoursRow, validate

DESK = "directory.DeskPage"


class Weekday(models.IntegerChoices):
    """Days as Python counts them."""

    MONDAY = 0, "lunedì"
    TUESDAY = 1, "martedì"
    WEDNESDAY = 2, "mercoledì"
    THURSDAY = 3, "giovedì"
    FRIDAY = 4, "venerdì"
    SATURDAY = 5, "sabato"
    SUNDAY = 6, "domenica"


class WeekOfMonth(models.IntegerChoices):
    """Which one of the month, for desks that open once a month."""

    FIRST = 1, "il primo del mese"
    SECOND = 2, "il secondo del mese"
    THIRD = 3, "il terzo del mese"
    FOURTH = 4, "il quarto del mese"
    LAST = -1, "l'ultimo del mese"


class DeskHours(Row):
    """One stretch of opening hours on one weekday."""

    page = ParentalKey(DESK, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField("giorno", choices=Weekday)
    opens = models.TimeField("dalle")
    closes = models.TimeField("alle")
    week_of_month = models.SmallIntegerField(
        "solo",
        choices=WeekOfMonth,
        null=True,
        blank=True,
        help_text="Vuoto: ogni settimana.",
    )
    by_appointment = models.BooleanField("su appuntamento", default=False)
    valid_from = models.DateField("vale dal", null=True, blank=True)
    valid_until = models.DateField("vale fino al", null=True, blank=True)
    repeats_yearly = models.BooleanField(
        "ogni anno", default=False, help_text="Le due date sono una stagione che torna."
    )
    on_public_holidays = models.BooleanField("anche nei giorni festivi", default=False)
    note = models.CharField("nota", max_length=120, blank=True)

    panels: ClassVar[list] = [
        FieldRowPanel(
            [FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")]
        ),
        FieldRowPanel([FieldPanel("by_appointment"), FieldPanel("week_of_month")]),
        FieldRowPanel(
            [
                FieldPanel("valid_from"),
                FieldPanel("valid_until"),
                FieldPanel("repeats_yearly"),
            ]
        ),
        FieldRowPanel([FieldPanel("on_public_holidays"), FieldPanel("note")]),
    ]

    class Meta(Row.Meta):
        verbose_name = "orario"
        verbose_name_plural = "orari"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(repeats_yearly=True)
                | Q(valid_until__gte=F("valid_from")),
                name="directory_hours_period",
                violation_error_message="La fine viene prima dell'inizio.",
            ),
            models.CheckConstraint(
                condition=Q(repeats_yearly=False)
                | Q(valid_from__isnull=False, valid_until__isnull=False),
                name="directory_hours_season",
                violation_error_message="Una stagione ha un inizio e una fine.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"

    def clean(self) -> None:
        super().clean()
        if None in (self.weekday, self.opens, self.closes):
            return
        if problems := validate([HoursRow(self.weekday, self.opens, self.closes)]):
            raise ValidationError({"closes": problems})
        if problems := validate([self.row]):
            raise ValidationError(problems)

    @property
    def row(self) -> HoursRow:
        """The pure row that `directory.opening_hours` reckons with."""
        return HoursRow(
            weekday=self.weekday,
            opens=self.opens,
            closes=self.closes,
            week_of_month=self.week_of_month,
            by_appointment=self.by_appointment,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            repeats_yearly=self.repeats_yearly,
            on_public_holidays=self.on_public_holidays,
            note=self.note,
        )


class DeskClosure(Row):
    """An extraordinary closure, first and last day included."""

    page = ParentalKey(DESK, on_delete=models.CASCADE, related_name="closures")
    starts_on = models.DateField("dal")
    ends_on = models.DateField("al")
    reason = models.CharField(
        "perché",
        max_length=120,
        blank=True,
        help_text="Per esempio «ferie» o «festa patronale».",
    )

    panels: ClassVar[list] = [
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("reason"),
    ]

    class Meta(Row.Meta):
        verbose_name = "chiusura straordinaria"
        verbose_name_plural = "chiusure straordinarie"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="directory_closure_order",
                violation_error_message="La fine viene prima dell'inizio.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_on:%d/%m/%Y}–{self.ends_on:%d/%m/%Y}"

    @property
    def closure(self) -> Closure:
        """The pure closure that `directory.opening_hours` reckons with."""
        return Closure(self.starts_on, self.ends_on, self.reason)


class DeskPhone(Phone):
    """A phone of a desk."""

    page = ParentalKey(DESK, on_delete=models.CASCADE, related_name="phones")

    class Meta(Phone.Meta):
        pass


class DeskAccessibility(Row):
    """One fact about barriers: a row says yes or no, no row means "not known"."""

    page = ParentalKey(DESK, on_delete=models.CASCADE, related_name="accessibility")
    feature = models.ForeignKey(
        AccessibilityFeature,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="caratteristica",
    )
    is_present = models.BooleanField(
        "c'è",
        null=True,
        blank=True,
        choices=[(None, "Non lo sappiamo"), (True, "Sì"), (False, "No")],
    )
    note = models.CharField("nota", max_length=255, blank=True)

    panels: ClassVar[list] = [
        FieldRowPanel([FieldPanel("feature"), FieldPanel("is_present")]),
        FieldPanel("note"),
    ]

    class Meta(Row.Meta):
        verbose_name = "accessibilità"
        verbose_name_plural = "accessibilità"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["page", "feature"],
                name="directory_desk_accessibility_once",
                violation_error_message="Questa caratteristica c'è già.",
            )
        ]

    def __str__(self) -> str:
        return str(self.feature)


class DeskService(Row):
    """What a desk does for a service; only the body of the desk declares it."""

    class Level(models.TextChoices):
        """How far the desk goes (the three functions of Art. 2 of the protocol)."""

        INFORMATION = "information", "Informazione"
        ORIENTATION = "orientation", "Orientamento e invio"
        ACCOMPANIMENT = "accompaniment", "Ti accompagniamo nei servizi"

    page = ParentalKey(DESK, on_delete=models.CASCADE, related_name="services")
    service = models.ForeignKey(
        "directory.ServicePage",
        on_delete=models.CASCADE,
        related_name="desk_rows",
        verbose_name="servizio",
    )
    level = models.CharField(
        "livello di aiuto", max_length=14, choices=Level, default=Level.INFORMATION
    )
    hours = models.CharField(
        "orario per questo servizio",
        max_length=255,
        blank=True,
        help_text="Solo se diverso.",
    )
    cost = models.CharField("costo qui", max_length=255, blank=True)
    bring = models.CharField("che cos'altro portare qui", max_length=255, blank=True)
    note = models.CharField("nota", max_length=255, blank=True)

    panels: ClassVar[list] = [
        PageChooserPanel("service"),
        FieldRowPanel([FieldPanel("level"), FieldPanel("hours")]),
        FieldRowPanel([FieldPanel("cost"), FieldPanel("bring")]),
        FieldPanel("note"),
    ]

    class Meta(Row.Meta):
        verbose_name = "servizio dello sportello"
        verbose_name_plural = "servizi dello sportello"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["page", "service"],
                name="directory_desk_service_once",
                violation_error_message="Questo servizio c'è già.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.service_id}"
