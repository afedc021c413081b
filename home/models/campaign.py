"""Campaigns: for a while, bodies go and look for people, such as the elderly of a town."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import model_from_serializable_data
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.documents import get_document_model_string
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from core.fields import RICH_TEXT, StreamField
from core.ordering import RowManager
from core.search_entry import SearchEntry
from directory.models import OrganisationPage, ServicePage
from home.blocks import QuestionBlock
from home.models.branch import UpdatePage
from home.models.pages import Listing
from home.querysets import LastingManager
from home.validity import Period

ENDS_FIRST = "Finisce prima di cominciare: controlla le due date."
NOBODY = "Scegli un ente, oppure scrivi il suo nome."


class CampaignPage(UpdatePage):
    """A campaign: whom it is for, from when to when, who is behind it, what is asked.

    Every page of this kind says that nobody asks for money, and how to verify who calls: it is
    part of the template, for whoever cheats would leave it out first.
    """

    template = "home/campaign_page.html"

    starts_on = models.DateField(
        "comincia il", null=True, blank=True, help_text="Vuoto: non si sa ancora."
    )
    ends_on = models.DateField(
        "finisce il",
        null=True,
        blank=True,
        help_text="Compreso. Vuoto: non si sa ancora.",
    )
    addressed = models.CharField("a chi è rivolta", max_length=255)
    service = models.ForeignKey(
        ServicePage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="scheda del servizio",
    )
    verification = RichTextField(
        "come riconoscere chi chiama o viene a casa",
        blank=True,
        features=RICH_TEXT,
        help_text="Si aggiunge al riquadro sulle truffe, che c'è sempre. Scrivi solo telefoni "
        "dell'ente, controllati.",
    )
    questions = StreamField(
        [("question", QuestionBlock())], verbose_name="domande e risposte", blank=True
    )

    content_panels: ClassVar = [
        *UpdatePage.content_panels[:3],
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("addressed"),
        FieldPanel("body", heading="che cos'è e come si svolge"),
        FieldPanel("verification"),
        InlinePanel("partners", heading="Con chi", label="ente"),
        InlinePanel("materials", heading="Materiali", label="documento"),
        FieldPanel("questions"),
        MultiFieldPanel(
            [PageChooserPanel("service"), FieldPanel("by")], heading="Chi ne risponde"
        ),
    ]

    objects = LastingManager()

    class Meta:
        verbose_name = "campagna"
        verbose_name_plural = "campagne"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="home_campaign_ends_after_it_starts",
                violation_error_message=ENDS_FIRST,
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": ENDS_FIRST})

    @property
    def listing(self) -> Listing:
        return Listing.CAMPAIGNS

    @property
    def period(self) -> Period:
        """From when to when; open where it is not known."""
        return Period(self.starts_on, self.ends_on)

    def is_past(self, on: dt.date) -> bool:
        """Whether it is over on this day."""
        return self.ends_on is not None and on > self.ends_on

    def is_found_today(self) -> bool:
        """The search offers what is not over."""
        return not self.is_past(timezone.localdate())

    def search_entry(self) -> SearchEntry | None:
        entry = super().search_entry()
        if entry is None:
            return None
        asked = self.questions.stream_block.get_searchable_content(self.questions)
        text = " ".join([entry.text, self.addressed, *asked])
        return replace(entry, text=text)


class CampaignRow(Orderable):
    """A child row of a campaign."""

    objects = RowManager()

    class Meta(Orderable.Meta):
        abstract = True

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], **_: Any) -> Any:
        """From a draft; what it refers to was looked for with the others' (`BasePage`)."""
        return model_from_serializable_data(cls, data, check_fks=False)


class CampaignPartner(CampaignRow):
    """Who takes part: a body of the directory, or another by its name."""

    page = ParentalKey(CampaignPage, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        OrganisationPage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ente",
    )
    name = models.CharField(
        "oppure il suo nome",
        max_length=160,
        blank=True,
        help_text="Per chi non è tra gli enti di questo sito.",
    )

    panels: ClassVar = [PageChooserPanel("organisation"), FieldPanel("name")]

    class Meta(CampaignRow.Meta):
        verbose_name = "ente di una campagna"
        verbose_name_plural = "enti di una campagna"

    def __str__(self) -> str:
        return self.name or str(self.organisation or "")

    def clean(self) -> None:
        super().clean()
        if not (self.organisation_id or self.name):
            raise ValidationError({"name": NOBODY})


class CampaignMaterial(CampaignRow):
    """A leaflet, a form: something to read or to print."""

    page = ParentalKey(CampaignPage, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(
        "che cos'è", max_length=160, help_text="Per esempio «Volantino della campagna»."
    )
    document = models.ForeignKey(
        get_document_model_string(),
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="documento",
    )

    panels: ClassVar = [FieldPanel("title"), FieldPanel("document")]

    class Meta(CampaignRow.Meta):
        verbose_name = "materiale di una campagna"
        verbose_name_plural = "materiali di una campagna"

    def __str__(self) -> str:
        return self.title
