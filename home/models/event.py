"""Events: meetings open to all."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    PageChooserPanel,
)

from core.panels import fields_beside
from core.search_entry import SearchEntry
from directory.models import DeskPage, OrganisationPage
from home.models.branch import BranchPage
from home.models.pages import Listing
from home.querysets import EventManager
from home.validity import is_over
from home.words import moment_in_words

ENDS_FIRST = "Finisce prima di cominciare: controlla giorno e ora."
NO_PLACE = "Scrivi dove: uno sportello, un indirizzo, oppure un indirizzo in rete."
PROTECTED = "È un luogo protetto: il suo indirizzo non si pubblica. Scegline un altro."


class EventPage(BranchPage):
    """A meeting with its day, its place and what it costs; after it, the archive has it."""

    template = "home/event_page.html"
    searched_as = "event"

    starts_at = models.DateTimeField("comincia")
    ends_at = models.DateTimeField(
        "finisce", null=True, blank=True, help_text="Vuoto: l'ora non si sa."
    )
    is_cancelled = models.BooleanField(
        "è annullato",
        default=False,
        help_text="La pagina resta e lo dice, anche a chi l'ha messo nel calendario.",
    )
    desk = models.ForeignKey(
        DeskPage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="in uno sportello",
    )
    place = models.CharField(
        "oppure in un altro posto",
        max_length=255,
        blank=True,
        help_text="Nome e indirizzo: Sala Borsa, Piazza Stradivari 1, Cremona.",
    )
    online_url = models.URLField("in rete, a questo indirizzo", blank=True)
    addressed = models.CharField("a chi è rivolto", max_length=255, default="A tutti.")
    organiser = models.ForeignKey(
        OrganisationPage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="organizzato da",
        help_text="Vuoto: l'ente della pagina.",
    )
    is_free = models.BooleanField("è gratuito", default=True)
    cost = models.CharField("quanto costa", max_length=255, blank=True)
    booking = models.CharField(
        "come si prenota",
        max_length=255,
        blank=True,
        help_text="Vuoto: non serve prenotare.",
    )
    booking_url = models.URLField("indirizzo per prenotare", blank=True)
    accessibility = models.CharField(
        "come si entra",
        max_length=255,
        blank=True,
        help_text="Gradini, ascensore, bagno, interprete della lingua dei segni: quello che sai.",
    )
    contact = models.CharField(
        "a chi chiedere",
        max_length=255,
        blank=True,
        help_text="Ufficio e telefono, mai il nome di una persona.",
    )

    content_panels: ClassVar = [
        *BranchPage.content_panels[:-1],
        MultiFieldPanel(
            [fields_beside("starts_at", "ends_at"), FieldPanel("is_cancelled")],
            heading="Quando",
        ),
        MultiFieldPanel(
            [
                PageChooserPanel("desk"),
                FieldPanel("place"),
                FieldPanel("online_url"),
                FieldPanel("accessibility"),
            ],
            heading="Dove",
        ),
        FieldPanel("addressed"),
        FieldPanel("body", heading="cos'è"),
        MultiFieldPanel(
            [fields_beside("is_free", "cost"), fields_beside("booking", "booking_url")],
            heading="Quanto costa e come si prenota",
        ),
        MultiFieldPanel(
            [PageChooserPanel("organiser"), FieldPanel("by"), FieldPanel("contact")],
            heading="Chi lo organizza",
        ),
    ]

    objects = EventManager()

    class Meta:
        verbose_name = "evento"
        verbose_name_plural = "eventi"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True)
                | models.Q(ends_at__gte=models.F("starts_at")),
                name="home_event_ends_after_it_starts",
                violation_error_message=ENDS_FIRST,
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": ENDS_FIRST})
        if not (self.desk_id or self.place or self.online_url):
            raise ValidationError({"place": NO_PLACE})
        if self.desk and self.desk.is_confidential:
            raise ValidationError({"desk": PROTECTED})

    @property
    def listing(self) -> Listing:
        return Listing.EVENTS

    @property
    def is_in_person(self) -> bool:
        """One goes there: somewhere, or to a place that is still to be confirmed."""
        return bool(self.desk_id or self.place or not self.online_url)

    def is_over(self, at: dt.datetime) -> bool:
        """Whether it has ended."""
        ends = timezone.localtime(self.ends_at) if self.ends_at else None
        return is_over(timezone.localtime(self.starts_at), ends, timezone.localtime(at))

    def is_found_today(self) -> bool:
        """The search offers what is still to come."""
        return not self.is_over(timezone.now())

    def search_entry(self) -> SearchEntry | None:
        """Found with its day and, beside its own words, its place."""
        entry = super().search_entry()
        if entry is None:
            return None
        ends = timezone.localtime(self.ends_at) if self.ends_at else None
        when = moment_in_words(timezone.localtime(self.starts_at), ends)
        state = "Annullato. " if self.is_cancelled else ""
        summary = f"{state}{capfirst(when)}. {self.summary}"
        text = " ".join([entry.text, self.place, self.addressed])
        return replace(entry, summary=summary, text=text)
