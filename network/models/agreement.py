"""Agreements between bodies: who, about what, from when until when."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone
from wagtail.fields import RichTextField
from wagtail.models import PageManager

from core.fields import RICH_TEXT
from core.models import BasePage
from core.querysets import PublishedQuerySet
from core.search_entry import SearchEntry
from network.forms import AgreementPageForm
from network.panels import AGREEMENT_PANELS
from network.states import Change, Terms

BEFORE_START = "L'accordo finirebbe prima di cominciare: controlla le date."
APPLIED_LATER = (
    "Questo giorno deve ancora venire: senza la firma, si scrive da quando le parti lo applicano "
    "già. Lascia vuoto, oppure scrivi quando è stato sottoscritto e da quando è in vigore."
)


class AgreementKind(models.TextChoices):
    """What an agreement is called."""

    PROTOCOL = "protocollo", "Protocollo d'intesa"
    INTENTS = "intenti", "Documento di intenti"
    CONVENTION = "convenzione", "Convenzione"
    AREA_PLAN = "piano-di-zona", "Piano di Zona"
    OTHER = "altro", "Altro accordo"


def _is_to_come(day: dt.date | None) -> bool:
    return day is not None and day > timezone.localdate()


AgreementManager: Any = PageManager.from_queryset(PublishedQuerySet, "AgreementManager")


class AgreementPage(BasePage):
    """An act with parties, duties and an end. Only the coordinator keeps it."""

    parent_page_types: ClassVar = ["network.AgreementIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "network/agreement_page.html"
    base_form_class = AgreementPageForm

    kind = models.CharField(
        "che cos'è",
        max_length=20,
        choices=AgreementKind,
        default=AgreementKind.PROTOCOL,
    )
    summary = models.CharField(
        "in breve", max_length=255, blank=True, help_text="Una o due frasi."
    )
    subject = models.TextField(
        "oggetto", blank=True, help_text="Con le parole dell'accordo."
    )
    description = RichTextField("che cosa prevede", blank=True, features=RICH_TEXT)

    signed_on = models.DateField(
        "sottoscritto il", null=True, blank=True, help_text="L'ultima firma."
    )
    starts_on = models.DateField(
        "in vigore dal",
        null=True,
        blank=True,
        help_text="Solo se non è il giorno della firma.",
    )
    ends_on = models.DateField(
        "fino al", null=True, blank=True, help_text="L'ultimo giorno, compreso."
    )
    is_applied = models.BooleanField(
        "le parti lo applicano, ma la data della firma è da confermare",
        default=False,
        help_text="L'accordo risulta in vigore; la pagina dice che la data è da confermare.",
    )
    applied_from = models.DateField(
        "lo applicano dal", null=True, blank=True, help_text="Se si sa."
    )
    applied_note = models.CharField(
        "come lo sappiamo",
        max_length=255,
        blank=True,
        help_text="Obbligatorio se la data della firma è da confermare. Si legge sulla pagina.",
    )
    predecessor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name="viene dopo l'accordo",
    )
    needs_evaluation = models.BooleanField(
        "prima del rinnovo serve una valutazione congiunta", default=False
    )
    evaluation_article = models.CharField("articolo", max_length=40, blank=True)
    evaluated_on = models.DateField("valutazione fatta il", null=True, blank=True)
    evaluation = RichTextField(
        "esito della valutazione", blank=True, features=RICH_TEXT
    )
    terminated_on = models.DateField(
        "disdetto: ultimo giorno", null=True, blank=True, help_text="Compreso."
    )
    termination_act = models.CharField(
        "atto della disdetta",
        max_length=255,
        blank=True,
        help_text="L'atto scritto e sottoscritto dalle parti.",
    )

    objects = AgreementManager()

    content_panels: ClassVar = [*BasePage.content_panels, *AGREEMENT_PANELS]

    class Meta:
        verbose_name = "accordo"
        verbose_name_plural = "accordi"
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="network_agreement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(is_applied=False) | ~Q(applied_note=""),
                name="network_agreement_applied_says_how_known",
            ),
            models.CheckConstraint(
                condition=Q(terminated_on__isnull=True) | ~Q(termination_act=""),
                name="network_agreement_terminated_by_an_act",
            ),
        ]

    def clean(self) -> None:
        """The same rules, told at the field."""
        super().clean()
        wrong = {}
        begins = self.starts_on or self.signed_on or self.applied_from
        if begins and self.ends_on and self.ends_on < begins:
            wrong["ends_on"] = BEFORE_START
        if self.is_applied and not self.applied_note:
            wrong["applied_note"] = "Scrivi come si sa che le parti lo applicano."
        if self.is_applied and not self.signed_on and _is_to_come(self.applied_from):
            wrong["applied_from"] = APPLIED_LATER
        if self.terminated_on and not self.termination_act:
            wrong["termination_act"] = "La disdetta vuole un atto scritto: quale?"
        if self.pk and self.predecessor_id == self.pk:
            wrong["predecessor"] = "Un accordo non viene dopo sé stesso."
        if wrong:
            raise ValidationError(wrong)

    @property
    def terms(self) -> Terms:
        """What its state depends on; asks for its modifications."""
        return Terms(
            signed_on=self.signed_on,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            is_applied=self.is_applied,
            applied_from=self.applied_from,
            terminated_on=self.terminated_on,
            changes=tuple(
                Change(row.approved_on, row.holds_from, row.new_end)
                for row in self.modifications.all()
            ),
        )

    def search_entry(self) -> SearchEntry | None:
        from network.entries import agreement_entry

        return agreement_entry(self)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        from network.contexts import agreement_context

        return super().get_context(request, *args, **kwargs) | agreement_context(
            self, request
        )
