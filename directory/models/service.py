"""Services: what a person can obtain. Sections follow the national model (C.SI.1.3)."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField

from core.fields import PLAIN_RICH_TEXT, RICH_TEXT
from core.models import BasePage
from core.search_entry import SearchEntry
from core.visibility import is_published
from directory.classification import derive_classification
from directory.models.phone_field import PhoneField
from directory.models.vocabularies import (
    Audience,
    Category,
    LifeEvent,
    Municipality,
    Need,
    Topic,
)
from directory.panels import SERVICE_PANELS
from directory.phones import display
from directory.querysets import ServiceManager
from directory.succession import succession_problem

ORGANISATION = "directory.OrganisationPage"


class ServiceStatus(models.TextChoices):
    """Whether the service can be asked for now."""

    ACTIVE = "active", "Servizio attivo"
    SUSPENDED = "suspended", "Servizio sospeso"
    CLOSED = "closed", "Servizio non più attivo"


class ManagementForm(models.TextChoices):
    """How the body that answers for the service has it run."""

    DIRECT = "direct", "Gestione diretta"
    ENTRUSTED = "entrusted", "In affidamento"
    ACCREDITED = "accredited", "Accreditato"
    AGREEMENT = "agreement", "In convenzione"


class ServicePage(BasePage):
    """The one sheet of a service, kept by the body it lies under."""

    parent_page_types: ClassVar = [ORGANISATION]
    subpage_types: ClassVar[list[str]] = []
    template = "directory/service_page.html"

    summary = models.CharField(
        "descrizione breve",
        max_length=255,
        help_text="Che cos'è e per chi, in una o due frasi. Compare negli elenchi.",
    )
    status = models.CharField(
        "stato", max_length=10, choices=ServiceStatus, default=ServiceStatus.ACTIVE
    )
    status_reason = models.CharField("motivo", max_length=255, blank=True)
    status_until = models.DateField("fino al", null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name="sostituito da",
    )
    notice = models.CharField(
        "avviso",
        max_length=255,
        blank=True,
        help_text="Una novità con una data, in cima alla scheda.",
    )
    notice_from = models.DateField("avviso dal", null=True, blank=True)
    notice_until = models.DateField("avviso fino al", null=True, blank=True)

    needs = ParentalManyToManyField(
        Need, blank=True, related_name="services", verbose_name="di cosa hai bisogno"
    )
    audiences = ParentalManyToManyField(
        Audience, blank=True, related_name="services", verbose_name="per chi"
    )
    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name="categoria",
        help_text="Se la lasci vuota, viene dal primo bisogno.",
    )
    topics = ParentalManyToManyField(
        Topic,
        blank=True,
        related_name="services",
        verbose_name="argomenti",
        help_text="Se li lasci vuoti, vengono dai bisogni e dai destinatari.",
    )
    life_events = ParentalManyToManyField(
        LifeEvent,
        blank=True,
        related_name="services",
        verbose_name="eventi della vita",
        help_text="Se li lasci vuoti, vengono dai bisogni e dai destinatari.",
    )

    addressed = RichTextField("a chi è rivolto", blank=True, features=PLAIN_RICH_TEXT)
    min_age = models.DecimalField(
        "da anni",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(120)],
        help_text="Anche con la virgola: 0,25 sono tre mesi.",
    )
    max_age = models.DecimalField(
        "fino a anni",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(120)],
    )
    municipalities = ParentalManyToManyField(
        Municipality,
        blank=True,
        related_name="services",
        verbose_name="per chi abita a",
        help_text="Nessuno scelto: vale ovunque.",
    )
    description = RichTextField("descrizione", blank=True, features=RICH_TEXT)
    on_behalf = RichTextField(
        "se chiedi per un'altra persona",
        blank=True,
        features=PLAIN_RICH_TEXT,
        help_text="Delega, familiari, amministratore di sostegno.",
    )
    output = RichTextField("cosa si ottiene", blank=True, features=PLAIN_RICH_TEXT)
    timing = RichTextField("tempi e scadenze", blank=True, features=PLAIN_RICH_TEXT)
    max_days = models.PositiveSmallIntegerField(
        "risposta entro giorni",
        null=True,
        blank=True,
        help_text="Solo se lo fissa una norma o un atto.",
    )
    changes_in_month = models.PositiveSmallIntegerField(
        "cambia ogni anno nel mese",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    is_free = models.BooleanField("è gratuito", null=True, blank=True)
    cost = RichTextField("quanto costa", blank=True, features=PLAIN_RICH_TEXT)

    access = RichTextField("accedi al servizio", blank=True, features=PLAIN_RICH_TEXT)
    online_url = models.URLField("servizio online", blank=True, max_length=500)
    online_label = models.CharField("testo del pulsante", max_length=80, blank=True)
    booking_url = models.URLField("prenotazione online", blank=True, max_length=500)
    access_phone = PhoneField("telefono del servizio")
    access_phone_label = models.CharField(
        "che cosa risponde", max_length=120, blank=True
    )
    at_home = models.BooleanField("vengono a casa tua", default=False)
    activation = models.CharField(
        "chi può attivarlo",
        max_length=255,
        blank=True,
        help_text="Per i servizi che non si possono chiedere da soli.",
    )

    terms = RichTextField(
        "condizioni di servizio", blank=True, features=PLAIN_RICH_TEXT
    )
    terms_label = models.CharField("nome del documento", max_length=255, blank=True)
    terms_url = models.CharField(
        "indirizzo del documento",
        max_length=500,
        blank=True,
        help_text="Una norma, un regolamento.",
    )
    terms_document = models.ForeignKey(
        "core.CustomDocument",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="oppure un documento caricato",
    )

    contact_office = models.CharField(
        "ufficio responsabile",
        max_length=255,
        blank=True,
        help_text="L'ufficio, mai il nome di chi ci lavora.",
    )
    contact_phone = PhoneField("telefono dell'ufficio")
    contact_email = models.EmailField("e-mail dell'ufficio", blank=True)
    owner_body = models.ForeignKey(
        ORGANISATION,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_services",
        verbose_name="ente responsabile del servizio",
        help_text="Chi ne risponde. Se lo lasci vuoto, l'ente che tiene questa scheda.",
    )
    manager_body = models.ForeignKey(
        ORGANISATION,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="managed_services",
        verbose_name="ente gestore",
        help_text="Chi lo svolge, se è un altro.",
    )
    management_form = models.CharField(
        "forma di gestione", max_length=12, choices=ManagementForm, blank=True
    )

    citizen_words = models.TextField(
        "parole del cittadino",
        blank=True,
        help_text="Come lo chiede la gente allo sportello: una voce per riga. "
        "Servono alla ricerca e non si vedono.",
    )
    is_crisis = models.BooleanField(
        "aiuto urgente",
        default=False,
        help_text="La scheda mostra il telefono prima di tutto il resto.",
    )
    crisis_phone = PhoneField("telefono da chiamare subito")
    is_discreet = models.BooleanField(
        "con parole neutre sul foglio",
        default=False,
        help_text="Il foglio da portare con sé non dice il nome del servizio, solo il telefono: "
        "per chi può essere controllato da chi gli fa del male.",
    )
    to_check = models.TextField(
        "da verificare",
        blank=True,
        help_text="Appunti per chi tiene la scheda: una voce per riga. Non si vedono.",
    )

    content_panels: ClassVar = [*BasePage.content_panels, *SERVICE_PANELS]

    objects = ServiceManager()

    class Meta:
        verbose_name = "servizio"
        verbose_name_plural = "servizi"
        constraints = [
            models.CheckConstraint(
                condition=Q(max_age__isnull=True)
                | Q(min_age__isnull=True)
                | Q(max_age__gte=F("min_age")),
                name="directory_service_ages",
                violation_error_message="L'età massima è più bassa della minima.",
            ),
            models.CheckConstraint(
                condition=Q(status="active") | ~Q(status_reason=""),
                name="directory_service_status_reason",
                violation_error_message="Scrivi perché il servizio non è attivo.",
            ),
            models.CheckConstraint(
                condition=Q(is_crisis=False) | ~Q(crisis_phone=""),
                name="directory_service_crisis_phone",
                violation_error_message="Una scheda di aiuto urgente deve avere il telefono.",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if message := succession_problem(self):
            raise ValidationError({"replaced_by": message})
        derive_classification(self)

    @property
    def words(self) -> tuple[str, ...]:
        """The citizen's words, one an entry."""
        return tuple(
            filter(None, (line.strip() for line in self.citizen_words.splitlines()))
        )

    @property
    def crisis_line(self) -> str:
        """`Chiama 1522`, for cards of sheets that may be a matter of minutes."""
        return f"Chiama {display(self.crisis_phone)}" if self.crisis_phone else ""

    @property
    def tells_cost(self) -> bool:
        """True where there is a word or an amount to tell under "Quanto costa"."""
        return bool(self.cost) or bool(self.amounts.all())

    def notice_on(self, day: dt.date) -> str:
        """The notice, where `day` lies in its period."""
        begun = self.notice_from is None or self.notice_from <= day
        lasts = self.notice_until is None or day <= self.notice_until
        return self.notice if begun and lasts else ""

    @property
    def successor(self) -> ServicePage | None:
        """The sheet that replaces this one, where a visitor may see it."""
        replaced = self.replaced_by
        return replaced if replaced and is_published(replaced) else None

    @property
    def terms_link(self) -> tuple[str, str]:
        """(label, address) of the conditions: the uploaded document first."""
        if self.terms_document:
            return self.terms_document.title, self.terms_document.url
        return (
            self.terms_label or "Condizioni generali",
            self.terms_url or "/condizioni-di-servizio/",
        )

    def search_entry(self) -> SearchEntry | None:
        from directory.entries import service_entry

        return service_entry(self)

    def search_dependants(self) -> Any:
        """Desks whose search entry names this sheet."""
        return self.desk_rows.values_list("page_id", flat=True)

    def breadcrumb(self, request: HttpRequest) -> list[tuple[str, str]]:
        from directory.contexts import service_breadcrumb

        return service_breadcrumb(self, request)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        from directory.contexts import service_context

        return super().get_context(request, *args, **kwargs) | service_context(
            self, request
        )
