"""What makes a site this Comune's: names, phone line, footer, colours. Data, never code."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable

from core.colours import MINIMUM_CONTRAST, contrast_with_white
from core.ordering import RowManager
from core.tiles import tile_origin, valid_tiles

COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", "Scrivi il colore come #0066CC.")


def readable_on_white(colour: str) -> None:
    """Raise ValidationError below a contrast of 4.5:1 with white (WCAG 2.2, 1.4.3)."""
    if contrast_with_white(colour) < MINIMUM_CONTRAST:
        raise ValidationError(
            "Questo colore è troppo chiaro: il testo bianco sopra non si legge. "
            "Scegline uno più scuro."
        )


@register_setting(icon="site")
class SiteSettings(ClusterableModel, BaseSiteSetting):
    """Settings of one site, edited in the admin."""

    comune = models.CharField(
        "Comune",
        max_length=100,
        default="Cremona",
        help_text="Il nome, senza «Comune di».",
    )
    service_name = models.CharField(
        "nome del servizio", max_length=100, default="Sportello Sociale"
    )
    tagline = models.CharField("in una riga", max_length=160, blank=True)
    region_name = models.CharField(
        "ente di appartenenza", max_length=100, blank=True, default="Regione Lombardia"
    )
    region_url = models.URLField("sito dell'ente di appartenenza", blank=True)

    patron_name = models.CharField("patrono", max_length=100, blank=True)
    patron_month = models.PositiveSmallIntegerField(
        "mese della festa", null=True, blank=True
    )
    patron_day = models.PositiveSmallIntegerField(
        "giorno della festa", null=True, blank=True
    )

    line_phone = models.CharField(
        "telefono con cui si parla con una persona",
        max_length=40,
        blank=True,
        help_text="Compare su ogni pagina. Se manca, il riquadro indica lo sportello "
        "e i numeri di emergenza.",
    )
    line_hours = models.CharField("orario del telefono", max_length=160, blank=True)
    line_place = models.CharField(
        "dove trovare una persona",
        max_length=255,
        blank=True,
        help_text="Sportello e indirizzo.",
    )
    line_url = models.CharField("pagina dello sportello", max_length=255, blank=True)

    address = models.CharField("indirizzo", max_length=255, blank=True)
    tax_code = models.CharField("codice fiscale", max_length=16, blank=True)
    email = models.EmailField("e-mail", blank=True)
    pec = models.EmailField("PEC", blank=True)
    transparency_url = models.URLField("Amministrazione trasparente", blank=True)
    accessibility_url = models.URLField(
        "dichiarazione di accessibilità",
        blank=True,
        help_text="L'indirizzo che AgID ti manda dopo aver compilato il suo modulo.",
    )
    controller = models.CharField(
        "titolare del trattamento per questo sito", max_length=255, blank=True
    )
    dpo_contact = models.CharField(
        "contatto del responsabile della protezione dei dati",
        max_length=255,
        blank=True,
    )

    primary_colour = models.CharField(
        "colore principale",
        max_length=7,
        default="#0B5C57",
        validators=[COLOUR, readable_on_white],
    )
    map_tiles = models.CharField(
        "indirizzo delle immagini della mappa",
        max_length=300,
        blank=True,
        validators=[valid_tiles],
        help_text="Vuoto: nessuna mappa, c'è l'elenco. Con un indirizzo le pagine degli "
        "sportelli hanno il pulsante «Mostra la mappa»: solo chi lo preme chiede le immagini "
        "a quel server, e la pagina lo dice prima. Esempio: "
        "https://mappe.example.org/{z}/{x}/{y}.png",
    )
    map_attribution = models.CharField(
        "di chi è la mappa",
        max_length=255,
        blank=True,
        help_text="Compare sotto la mappa, come chiede chi la fornisce.",
    )
    is_demonstration = models.BooleanField(
        "è una dimostrazione",
        default=False,
        help_text="Ogni pagina lo dice e i motori di ricerca non la raccolgono.",
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("comune"),
                FieldPanel("service_name"),
                FieldPanel("tagline"),
                FieldPanel("region_name"),
                FieldPanel("region_url"),
            ],
            heading="Chi siamo",
        ),
        MultiFieldPanel(
            [
                FieldPanel("line_phone"),
                FieldPanel("line_hours"),
                FieldPanel("line_place"),
                FieldPanel("line_url"),
            ],
            heading="Parla con una persona",
        ),
        InlinePanel("emergency_numbers", heading="Numeri di emergenza", label="numero"),
        MultiFieldPanel(
            [
                FieldPanel("patron_name"),
                FieldRowPanel([FieldPanel("patron_day"), FieldPanel("patron_month")]),
            ],
            heading="Festa del patrono",
        ),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("tax_code"),
                FieldPanel("email"),
                FieldPanel("pec"),
                FieldPanel("transparency_url"),
                FieldPanel("accessibility_url"),
                FieldPanel("controller"),
                FieldPanel("dpo_contact"),
            ],
            heading="Piè di pagina e privacy",
        ),
        MultiFieldPanel(
            [FieldPanel("map_tiles"), FieldPanel("map_attribution")],
            heading="Mappa degli sportelli",
        ),
        MultiFieldPanel(
            [FieldPanel("primary_colour"), FieldPanel("is_demonstration")],
            heading="Aspetto",
        ),
    ]

    class Meta:
        verbose_name = "impostazioni del sito"
        permissions = [("read_reports", "Può leggere i rapporti su tutti gli enti")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(patron_month__isnull=True, patron_day__isnull=True)
                | models.Q(
                    # Without these NULL would pass: a check refuses only what is false.
                    patron_month__isnull=False,
                    patron_day__isnull=False,
                    patron_month__range=(1, 12),
                    patron_day__range=(1, 31),
                ),
                name="core_patron_day_and_month",
            ),
            models.CheckConstraint(
                condition=models.Q(map_tiles="") | ~models.Q(map_attribution=""),
                name="core_map_names_its_source",
                violation_error_message="Scrivi di chi è la mappa.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_name} – {self.comune}"

    @property
    def map_host(self) -> str:
        """Who gives the map's images: `mappe.example.org`."""
        return tile_origin(self.map_tiles).partition("://")[2]


class EmergencyNumber(Orderable):
    """A national number to call at once."""

    settings = ParentalKey(
        SiteSettings, on_delete=models.CASCADE, related_name="emergency_numbers"
    )
    number = models.CharField("numero", max_length=20)
    label = models.CharField("a che cosa serve", max_length=100)

    objects = RowManager()

    class Meta(Orderable.Meta):
        verbose_name = "numero di emergenza"
        verbose_name_plural = "numeri di emergenza"

    def __str__(self) -> str:
        return f"{self.number} {self.label}"
