"""The bodies of the network: what they are for and who sits in them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.fields import RichTextField

from core.fields import RICH_TEXT
from core.models import BasePage
from core.search_entry import SearchEntry
from network.models.rows import FingerprintedDocument, NamedBody


class BodyStatus(models.TextChoices):
    """Whether a body is there, in words that agree with any name: «Assemblea», «Gruppo»."""

    PLANNED = "planned", "Da costituire"
    ACTIVE = "active", "In attività"
    UNKNOWN = "unknown", "Non sappiamo se è in attività"
    ENDED = "ended", "Attività conclusa"


class NetworkBodyPage(BasePage):
    """A body of the network, such as a steering group. Only the coordinator keeps it."""

    parent_page_types: ClassVar = ["network.NetworkIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "network/network_body_page.html"

    summary = models.CharField(
        "in breve", max_length=255, blank=True, help_text="Una o due frasi."
    )
    status = models.CharField(
        "stato", max_length=10, choices=BodyStatus, default=BodyStatus.PLANNED
    )
    status_note = models.CharField(
        "nota sullo stato",
        max_length=255,
        blank=True,
        help_text="Per esempio l'atto che lo costituisce o lo prevede.",
    )
    mandate = RichTextField("che cosa fa", blank=True, features=RICH_TEXT)
    agreement = models.ForeignKey(
        "network.AgreementPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="network_bodies",
        verbose_name="accordo a cui è legato",
    )

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("status"), FieldPanel("status_note")], heading="Stato"
        ),
        FieldPanel("mandate"),
        PageChooserPanel("agreement"),
        InlinePanel("members", heading="Componenti", label="ente"),
        InlinePanel("documents", heading="Documenti", label="documento"),
    ]

    class Meta:
        verbose_name = "organo della rete"
        verbose_name_plural = "organi della rete"

    def search_entry(self) -> SearchEntry | None:
        from network.entries import body_entry

        return body_entry(self)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        from network.contexts import network_body_context

        return super().get_context(request, *args, **kwargs) | network_body_context(
            self, request
        )


class NetworkMember(NamedBody):
    """A body that sits in another: expected until the day it joins."""

    page = ParentalKey(
        NetworkBodyPage, on_delete=models.CASCADE, related_name="members"
    )
    role = models.CharField(
        "con quale ruolo",
        max_length=120,
        blank=True,
        help_text="Per esempio «coordina».",
    )
    joined_on = models.DateField(
        "ne fa parte dal", null=True, blank=True, help_text="Vuoto: è previsto."
    )
    left_on = models.DateField("fino al", null=True, blank=True)

    panels: ClassVar[list] = [
        *NamedBody.panels,
        FieldPanel("role"),
        FieldRowPanel([FieldPanel("joined_on"), FieldPanel("left_on")]),
    ]

    class Meta(NamedBody.Meta):
        verbose_name = "componente"
        verbose_name_plural = "componenti"

    def clean(self) -> None:
        super().clean()
        if self.joined_on and self.left_on and self.left_on < self.joined_on:
            raise ValidationError({"left_on": "Finirebbe prima di cominciare."})


class NetworkBodyDocument(FingerprintedDocument):
    """A document of a body of the network."""

    page = ParentalKey(
        NetworkBodyPage, on_delete=models.CASCADE, related_name="documents"
    )

    class Meta(FingerprintedDocument.Meta):
        pass
