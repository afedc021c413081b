"""Notices: what changes for a while, on the pages that it concerns."""

from __future__ import annotations

import datetime as dt
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
from wagtail.models import Orderable, Page

from core.ordering import RowManager
from home.forms import NoticePageForm
from home.models.branch import UpdatePage
from home.models.pages import Listing
from home.querysets import LastingManager
from home.validity import Period

ENDS_FIRST = "Finisce prima di cominciare: controlla le due date."
# What a notice may concern.
CONCERNED = [
    "directory.ServicePage",
    "directory.DeskPage",
    "directory.OrganisationPage",
]


class NoticePage(UpdatePage):
    """A notice with its dates: outside them no other page shows it, and nobody has to act."""

    class Importance(models.IntegerChoices):
        """The higher stands first; from IMPORTANT on it is on the home page too."""

        NORMAL = 1, "Normale"
        IMPORTANT = 2, "Importante: anche nella pagina iniziale"

    template = "home/notice_page.html"
    base_form_class = NoticePageForm

    starts_on = models.DateField(
        "si mostra dal", default=timezone.localdate, help_text="Compreso."
    )
    ends_on = models.DateField(
        "si mostra fino al",
        help_text="Compreso; poi va nell'archivio da solo. Se non sai quando finisce, metti una "
        "data vicina: si può sempre allungare.",
    )
    importance = models.PositiveSmallIntegerField(
        "importanza", choices=Importance, default=Importance.NORMAL
    )

    content_panels: ClassVar = [
        *UpdatePage.content_panels[:2],
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldPanel("importance"),
            ],
            heading="Quando vale",
        ),
        InlinePanel(
            "concerns",
            heading="Su quali pagine si mostra",
            label="pagina",
            help_text="Schede, sportelli o ente. Un avviso di un ente sta sulle sue pagine.",
        ),
        *UpdatePage.content_panels[2:],
    ]

    objects = LastingManager()

    class Meta:
        verbose_name = "avviso"
        verbose_name_plural = "avvisi"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="home_notice_ends_after_it_starts",
                violation_error_message=ENDS_FIRST,
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": ENDS_FIRST})

    @property
    def listing(self) -> Listing:
        return Listing.NOTICES

    @property
    def period(self) -> Period:
        """When it is shown."""
        return Period(self.starts_on, self.ends_on)

    def is_in_force(self, on: dt.date) -> bool:
        """Whether other pages show it on this day."""
        return self.period.holds_on(on)

    def is_found_today(self) -> bool:
        """The search offers a notice only while it is in force."""
        return self.is_in_force(timezone.localdate())


class NoticeConcern(Orderable):
    """A page that shows the notice."""

    page = ParentalKey(NoticePage, on_delete=models.CASCADE, related_name="concerns")
    concerned = models.ForeignKey(
        Page, on_delete=models.CASCADE, related_name="+", verbose_name="pagina"
    )

    panels: ClassVar = [PageChooserPanel("concerned", CONCERNED)]

    objects = RowManager()

    class Meta(Orderable.Meta):
        verbose_name = "pagina che mostra un avviso"
        verbose_name_plural = "pagine che mostrano un avviso"
        constraints = [
            models.UniqueConstraint(
                fields=["page", "concerned"],
                name="home_notice_concerns_a_page_once",
                violation_error_message="Questa pagina c'è già.",
            )
        ]

    def __str__(self) -> str:
        return str(self.concerned)

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], **_: Any) -> Any:
        """From a draft; what it refers to was looked for with the others' (`BasePage`)."""
        return model_from_serializable_data(cls, data, check_fks=False)
