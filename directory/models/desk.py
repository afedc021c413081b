"""Desks: places and lines where people get help."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
)
from wagtail.fields import RichTextField

from core.fields import PLAIN_RICH_TEXT
from core.models import BasePage
from core.search_entry import SearchEntry
from directory.forms import DeskPageForm
from directory.models.parts import Address, address_panel
from directory.models.vocabularies import Language
from directory.querysets import DeskManager


class DeskKind(models.TextChoices):
    """What a desk is, in the words on its door."""

    SOCIAL_DESK = "sportello-sociale", "Sportello Sociale"
    SOCIAL_SECRETARIAT = "segretariato-sociale", "Segretariato sociale"
    SOCIAL_SERVICE = "servizio-sociale", "Servizio sociale"
    PATRONATO = "patronato", "Patronato"
    CAF = "caf", "CAF"
    PUA = "pua", "Punto unico di accesso (PUA)"
    COMMUNITY_HOUSE = "casa-della-comunita", "Casa della Comunità"
    HEALTH = "servizio-sanitario", "Servizio sanitario"
    JOB_CENTRE = "centro-per-impiego", "Centro per l'impiego"
    COUNSELLING = "consultorio", "Consultorio familiare"
    PHONE_LINE = "linea-telefonica", "Linea telefonica"
    PUBLIC_OFFICE = "ufficio-pubblico", "Ufficio pubblico"
    OTHER = "altro", "Altro sportello"


# Art. 2 of the protocol asks these desks for a place without architectural barriers and for
# information in person or by phone.
PROTOCOL_KINDS = frozenset({DeskKind.SOCIAL_DESK})

ADDRESS_FIELDS = (
    "street",
    "postal_code",
    "municipality",
    "latitude",
    "longitude",
    "directions",
)


class DeskPage(Address, BasePage):
    """A desk of the body it lies under; what it does for each service is a row of its own."""

    parent_page_types: ClassVar = ["directory.OrganisationPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "directory/desk_page.html"
    base_form_class = DeskPageForm
    LINE: ClassVar = DeskKind.PHONE_LINE

    kind = models.CharField("tipo di sportello", max_length=24, choices=DeskKind)
    summary = models.CharField(
        "in breve",
        max_length=255,
        blank=True,
        help_text="Che cosa si fa qui, in una frase.",
    )
    is_confidential = models.BooleanField(
        "luogo protetto",
        default=False,
        help_text="L'indirizzo non viene conservato da nessuna parte.",
    )
    is_discreet = models.BooleanField(
        "con parole neutre sul foglio",
        default=False,
        help_text="Il foglio da portare con sé non dice il nome dello sportello, solo il "
        "telefono. Per un luogo protetto vale sempre.",
    )
    latitude = models.DecimalField(
        "latitudine",
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        "longitudine",
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    email = models.EmailField("e-mail", blank=True)
    website = models.URLField("sito", blank=True, max_length=500)
    by_appointment = models.BooleanField(
        "solo su appuntamento",
        null=True,
        blank=True,
        help_text="Vuoto: non lo sappiamo.",
    )
    hours_note = models.CharField("nota sull'orario", max_length=255, blank=True)
    hours_are_sample = models.BooleanField(
        "orario di esempio",
        default=False,
        help_text="Solo per le dimostrazioni: la pagina lo dice e nessun altro lo riceve.",
    )
    response_time = models.CharField(
        "rispondiamo entro",
        max_length=120,
        blank=True,
        help_text="Per esempio «2 giorni lavorativi».",
    )
    languages = ParentalManyToManyField(
        Language, blank=True, related_name="desks", verbose_name="lingue parlate"
    )
    directions = RichTextField("come arrivare", blank=True, features=PLAIN_RICH_TEXT)

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("summary")]),
        MultiFieldPanel(
            [
                InlinePanel("phones", label="telefono"),
                FieldRowPanel([FieldPanel("email"), FieldPanel("website")]),
                FieldPanel("languages", widget=CheckboxSelectMultiple),
            ],
            heading="Contatti",
        ),
        MultiFieldPanel(
            [
                InlinePanel("hours", label="orario"),
                InlinePanel("closures", label="chiusura"),
                FieldRowPanel(
                    [FieldPanel("by_appointment"), FieldPanel("response_time")]
                ),
                FieldPanel("hours_note"),
                FieldPanel("hours_are_sample"),
            ],
            heading="Quando è aperto",
        ),
        FieldRowPanel([FieldPanel("is_confidential"), FieldPanel("is_discreet")]),
        address_panel(),
        MultiFieldPanel(
            [
                FieldPanel("directions"),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading="Come arrivare",
        ),
        MultiFieldPanel(
            [InlinePanel("accessibility", label="caratteristica")],
            heading="Accessibilità della sede",
            help_text="Sì, no o non si sa: chi ha difficoltà a muoversi decide da qui se venire.",
        ),
        MultiFieldPanel(
            [InlinePanel("services", label="servizio")],
            heading="Che cosa si fa in questo sportello",
        ),
    ]

    objects = DeskManager()

    class Meta:
        verbose_name = "sportello"
        verbose_name_plural = "sportelli"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_confidential=False)
                | Q(
                    street="",
                    postal_code="",
                    directions="",
                    municipality__isnull=True,
                    latitude__isnull=True,
                    longitude__isnull=True,
                ),
                name="directory_desk_confidential_has_no_address",
                violation_error_message="Di un luogo protetto non si conserva l'indirizzo.",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="directory_desk_both_coordinates",
                violation_error_message="Scrivi sia la latitudine sia la longitudine.",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.is_confidential:
            written = [name for name in ADDRESS_FIELDS if getattr(self, name)]
            if written:
                message = "Di un luogo protetto non si conserva l'indirizzo: svuota questo campo."
                raise ValidationError(dict.fromkeys(written, message))

    @property
    def is_told_neutrally(self) -> bool:
        """True where paper must not say what is done here."""
        return self.is_confidential or self.is_discreet

    @property
    def is_line(self) -> bool:
        """True for a line that is called, not a place one goes to."""
        return self.kind == self.LINE

    @property
    def is_place(self) -> bool:
        """True for a place one goes to."""
        return not self.is_line

    def search_entry(self) -> SearchEntry | None:
        from directory.entries import desk_entry

        return desk_entry(self)

    def search_dependants(self) -> Any:
        """Sheets whose search entry names this desk."""
        return self.services.values_list("service_id", flat=True)

    def breadcrumb(self, request: HttpRequest) -> list[tuple[str, str]]:
        from directory.contexts import desk_breadcrumb

        return desk_breadcrumb(self, request)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        from directory.contexts import desk_context

        return super().get_context(request, *args, **kwargs) | desk_context(
            self, request
        )
