"""Practices and experiments: what the bodies of the network try together, and for whom."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import PageChooserPanel
from wagtail.fields import RichTextField

from core.fields import PLAIN_RICH_TEXT, RICH_TEXT
from core.models import BasePage
from core.search_entry import SearchEntry
from directory.models import Audience, Municipality
from directory.models.parts import Row
from network.forms import PracticePageForm
from network.models.rows import NamedBody
from network.panels import PRACTICE_PANELS
from network.practices.states import WRITTEN, PracticeState

ENDS_FIRST = "Finirebbe prima di cominciare: controlla le due date."
TWO_PROMOTERS = (
    "Hai già scelto la pagina dell'ente: lascia una sola delle due indicazioni."
)


class PracticePage(BasePage):
    """A practice or an experiment, below the body that proposes it.

    The tree says who may write it; readers find it in the network's list, wherever it lies.
    """

    parent_page_types: ClassVar = ["directory.OrganisationPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "network/practice_page.html"
    base_form_class = PracticePageForm
    counts_people: ClassVar = frozenset({"results"})

    summary = models.CharField(
        "in breve",
        max_length=255,
        help_text="Una o due frasi: si leggono negli elenchi.",
    )
    state = models.CharField(
        "a che punto è",
        max_length=20,
        choices=WRITTEN,
        default=PracticeState.ONGOING,
    )
    promoter = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="promossa da",
        help_text="Vuoto: l'ente sotto cui sta la pagina.",
    )
    promoter_name = models.CharField(
        "oppure il suo nome",
        max_length=160,
        blank=True,
        help_text="Per chi non è tra gli enti di questo sito.",
    )
    audiences = ParentalManyToManyField(
        Audience, blank=True, related_name="+", verbose_name="a chi si rivolge"
    )
    addressed = models.CharField(
        "a chi si rivolge, in parole",
        max_length=255,
        blank=True,
        help_text="Solo se la scelta qui sopra non basta.",
    )
    description = RichTextField("che cosa fa", features=RICH_TEXT)
    municipalities = ParentalManyToManyField(
        Municipality,
        blank=True,
        related_name="+",
        verbose_name="in quali comuni",
        help_text="Nessuno scelto: vale in tutto il territorio.",
    )
    territory = models.CharField(
        "territorio, in parole",
        max_length=160,
        blank=True,
        help_text="Per esempio «Ambito Territoriale Cremonese».",
    )
    starts_on = models.DateField(
        "da quando",
        null=True,
        blank=True,
        help_text="Si legge il mese: se non sai il giorno, scrivi il primo del mese.",
    )
    ends_on = models.DateField(
        "fino a quando",
        null=True,
        blank=True,
        help_text="Vuoto: non ha una fine. Passata questa data risulta conclusa.",
    )
    results = RichTextField(
        "risultati",
        blank=True,
        features=PLAIN_RICH_TEXT,
        help_text="Che cosa è cambiato. Mai la storia di una persona, mai un numero sotto 5: "
        "scrivi «meno di 5», oppure somma più anni.",
    )
    joining = RichTextField(
        "come aderire o inviare qualcuno",
        blank=True,
        features=PLAIN_RICH_TEXT,
        help_text="A quale ufficio rivolgersi e come, mai il nome di una persona.",
    )
    is_sample = models.BooleanField(
        "è un esempio, non una prassi reale",
        default=False,
        help_text="Si legge accanto al titolo, anche sull'elenco stampato.",
    )

    content_panels: ClassVar = [*BasePage.content_panels, *PRACTICE_PANELS]

    class Meta:
        verbose_name = "prassi o sperimentazione"
        verbose_name_plural = "prassi e sperimentazioni"
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="network_practice_ends_after_it_starts",
                violation_error_message=ENDS_FIRST,
            ),
            models.CheckConstraint(
                condition=Q(promoter__isnull=True) | Q(promoter_name=""),
                name="network_practice_has_one_promoter",
                violation_error_message=TWO_PROMOTERS,
            ),
        ]

    def clean(self) -> None:
        """The same rules, told at the field."""
        super().clean()
        wrong = {}
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            wrong["ends_on"] = ENDS_FIRST
        if self.promoter_id and self.promoter_name:
            wrong["promoter_name"] = TWO_PROMOTERS
        if wrong:
            raise ValidationError(wrong)

    def search_entry(self) -> SearchEntry | None:
        from network.entries import practice_entry

        return practice_entry(self)

    def breadcrumb(self, request: HttpRequest) -> list[tuple[str, str]]:
        """Home / Amministrazione / Prassi: where the reader would look, not who keeps it."""
        from network.practices.reading import trail_to_list

        return trail_to_list(request) or super().breadcrumb(request)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        from network.practices.contexts import practice_context

        return super().get_context(request, *args, **kwargs) | practice_context(
            self, request
        )


class PracticePartner(NamedBody):
    """Who takes part: a body of the directory, or another by its name."""

    page = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(
        "ente", max_length=255, help_text="Il suo nome, come si presenta."
    )

    class Meta(NamedBody.Meta):
        verbose_name = "ente che partecipa"
        verbose_name_plural = "enti che partecipano"


class PracticeService(Row):
    """A sheet of the directory that the practice uses or leads to."""

    page = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="services")
    service = models.ForeignKey(
        "directory.ServicePage",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="scheda del servizio",
    )

    panels: ClassVar[list] = [PageChooserPanel("service")]

    class Meta(Row.Meta):
        verbose_name = "servizio collegato"
        verbose_name_plural = "servizi collegati"

    def __str__(self) -> str:
        return str(self.service)
