"""Bodies: who keeps, answers for or runs a service."""

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
from directory import tax_code
from directory.groupings import GROUPINGS
from directory.models.parts import Address, Phone, address_panel
from directory.plain_text import plain


class OrganisationKind(models.TextChoices):
    """What a body is. `terzo settore` covers associations, cooperatives and foundations."""

    COMUNE = "comune", "Comune"
    UNION = "sindacato", "Sindacato"
    PATRONATO = "patronato", "Patronato"
    CAF = "caf", "CAF"
    SOCIAL_AGENCY = "azienda-sociale", "Azienda sociale"
    ASST = "asst", "ASST"
    ATS = "ats", "ATS"
    PROVINCE = "provincia", "Provincia"
    REGION = "regione", "Regione"
    NATIONAL = "ente-nazionale", "Ente nazionale"
    STATE_OFFICE = "ufficio-statale", "Ufficio dello Stato sul territorio"
    THIRD_SECTOR = "terzo-settore", "Terzo settore"
    OTHER = "altro", "Altro ente"


class OrganisationPage(Address, BasePage):
    """A body. In the tree it is the branch of the body that KEEPS what lies below it."""

    parent_page_types: ClassVar = ["directory.ServiceIndexPage"]
    is_branch_root = True
    template = "directory/organisation_page.html"

    legal_name = models.CharField(
        "denominazione",
        max_length=255,
        blank=True,
        help_text="Il nome ufficiale, se diverso dal titolo della pagina.",
    )
    kind = models.CharField(
        "tipo di ente",
        max_length=20,
        choices=OrganisationKind,
        default=OrganisationKind.OTHER,
    )
    summary = models.CharField(
        "che cosa fa, in breve",
        max_length=255,
        blank=True,
        help_text="Una o due frasi.",
    )
    description = RichTextField("che cosa fa", blank=True, features=RICH_TEXT)
    tax_code = models.CharField(
        "codice fiscale", max_length=11, blank=True, help_text="11 cifre."
    )
    ipa_code = models.CharField(
        "codice IPA",
        max_length=20,
        blank=True,
        help_text="Solo per le pubbliche amministrazioni.",
    )
    email = models.EmailField("e-mail", blank=True)
    pec = models.EmailField("PEC", blank=True)
    website = models.URLField("sito", blank=True)
    parent_body = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="branches",
        verbose_name="fa parte di",
    )
    privacy_notice_url = models.URLField(
        "informativa privacy",
        blank=True,
        help_text="Ogni ente è titolare dei propri trattamenti e ha la propria informativa.",
    )
    dpo_contact = models.CharField(
        "responsabile della protezione dei dati", max_length=255, blank=True
    )

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("legal_name")]),
        FieldPanel("summary"),
        FieldPanel("description"),
        address_panel(),
        InlinePanel("phones", heading="Telefoni", label="telefono"),
        MultiFieldPanel(
            [FieldPanel("email"), FieldPanel("pec"), FieldPanel("website")],
            heading="Contatti",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("tax_code"), FieldPanel("ipa_code")]),
                PageChooserPanel("parent_body"),
            ],
            heading="Identificazione",
        ),
        MultiFieldPanel(
            [FieldPanel("privacy_notice_url"), FieldPanel("dpo_contact")],
            heading="Privacy",
        ),
    ]

    class Meta:
        verbose_name = "ente"
        verbose_name_plural = "enti"

    def clean(self) -> None:
        super().clean()
        if self.slug in GROUPINGS:
            taken = "Questo indirizzo è già di un elenco di servizi: scegline un altro."
            raise ValidationError({"slug": taken})
        if self.tax_code and (message := tax_code.problem(self.tax_code)):
            raise ValidationError({"tax_code": message})

    @property
    def full_name(self) -> str:
        """The official name, or the title where there is none."""
        return self.legal_name or self.title

    def search_entry(self) -> SearchEntry | None:
        return SearchEntry.of(
            self,
            "organisation",
            names=(self.full_name, self.get_kind_display()),
            text=plain(self.description),
            facets={
                "comune": (self.municipality.code,) if self.municipality else (),
                "ente": (self.slug,),
            },
        )

    def search_dependants(self) -> Any:
        """Sheets and desks whose search entry names this body, or its code in a facet."""
        from directory.search_facets import named_by_body

        return named_by_body(self)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        from directory.contexts import organisation_context

        return super().get_context(request, *args, **kwargs) | organisation_context(
            self, request
        )


class OrganisationPhone(Phone):
    """A phone of a body."""

    page = ParentalKey(
        OrganisationPage, on_delete=models.CASCADE, related_name="phones"
    )

    class Meta(Phone.Meta):
        pass
