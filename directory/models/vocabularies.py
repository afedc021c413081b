"""Closed lists kept by the coordinator: each term has a code and, if any, a public URI."""

from typing import ClassVar

from django.core.validators import (
    MaxValueValidator,
    MinValueValidator,
    RegexValidator,
)
from django.db import models
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import TranslatableMixin
from wagtail.snippets.models import register_snippet

CODE = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$", "Usa lettere minuscole, cifre e trattini."
)


class NeedIcon(models.TextChoices):
    """Symbols of `static/icons.svg` drawn for needs."""

    ABROAD = "need-abroad", "Paese straniero"
    BUILDING = "need-building", "Struttura"
    CARE = "need-care", "Cura"
    CHILD = "need-child", "Bambino"
    DIGITAL = "need-digital", "Digitale"
    DISABILITY = "need-disability", "Disabilità"
    DOCUMENTS = "need-documents", "Documenti"
    ELDERLY = "need-elderly", "Anziani"
    FAMILY = "need-family", "Famiglia"
    FOOD = "need-food", "Cibo"
    GUIDE = "need-guide", "Orientamento"
    HEALTH = "need-health", "Salute"
    HOME = "need-home", "Casa"
    MIND = "need-mind", "Mente"
    MONEY = "need-money", "Soldi"
    MOURNING = "need-mourning", "Lutto"
    RIGHTS = "need-rights", "Diritti"
    SAFETY = "need-safety", "Sicurezza"
    URGENT = "need-urgent", "Urgenza"
    WORK = "need-work", "Lavoro"


class Term(TranslatableMixin, models.Model):
    """One term of a vocabulary, in one language."""

    code = models.CharField(
        "codice",
        max_length=80,
        validators=[CODE],
        help_text="Lo stesso in ogni lingua. Compare negli indirizzi: non cambiarlo.",
    )
    name = models.CharField("nome", max_length=160)
    uri = models.URLField(
        "URI",
        blank=True,
        help_text="L'indirizzo del termine in un vocabolario pubblico.",
    )
    position = models.PositiveSmallIntegerField("posizione", default=0)

    panels: ClassVar[list] = [
        FieldPanel("name"),
        FieldPanel("code"),
        FieldPanel("uri"),
        FieldPanel("position"),
    ]

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering: ClassVar = ["position", "name"]

    def __str__(self) -> str:
        return self.name


def _constraints(label: str) -> list[models.BaseConstraint]:
    return [
        models.UniqueConstraint(
            fields=["code", "locale"], name=f"directory_{label}_code_locale"
        ),
        models.UniqueConstraint(
            fields=["translation_key", "locale"], name=f"directory_{label}_key_locale"
        ),
    ]


@register_snippet
class Category(Term):
    """Category of services (the 15 of the national model, C.SI.1.3)."""

    class Meta(Term.Meta):
        verbose_name = "categoria"
        verbose_name_plural = "categorie"
        constraints = _constraints("category")
        unique_together = ()


@register_snippet
class Topic(Term):
    """Topic (*argomento*) from the closed list of the national model (C.SI.1.5)."""

    class Meta(Term.Meta):
        verbose_name = "argomento"
        verbose_name_plural = "argomenti"
        constraints = _constraints("topic")
        unique_together = ()


@register_snippet
class LifeEvent(Term):
    """Life event of the national vocabulary."""

    class Meta(Term.Meta):
        verbose_name = "evento della vita"
        verbose_name_plural = "eventi della vita"
        constraints = _constraints("life_event")
        unique_together = ()


class MappedTerm(ClusterableModel, Term):
    """A term in plain words from which the national classification follows."""

    description = models.CharField("in una riga", max_length=200, blank=True)
    category = models.ForeignKey(
        Category,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="categoria",
        help_text="Quella che prende una scheda se l'editor non ne sceglie un'altra.",
    )
    topics = ParentalManyToManyField(
        Topic, blank=True, related_name="+", verbose_name="argomenti"
    )
    life_events = ParentalManyToManyField(
        LifeEvent, blank=True, related_name="+", verbose_name="eventi della vita"
    )

    panels: ClassVar[list] = [
        *Term.panels[:2],
        FieldPanel("description"),
        FieldPanel("category"),
        FieldPanel("topics"),
        FieldPanel("life_events"),
        *Term.panels[2:],
    ]

    class Meta(Term.Meta):
        abstract = True


@register_snippet
class Need(MappedTerm):
    """What a person needs, in plain words."""

    icon = models.CharField(
        "icona", max_length=30, choices=NeedIcon, blank=True, default=""
    )

    panels: ClassVar[list] = [*MappedTerm.panels, FieldPanel("icon")]

    class Meta(MappedTerm.Meta):
        verbose_name = "bisogno"
        verbose_name_plural = "bisogni"
        constraints = _constraints("need")
        unique_together = ()


@register_snippet
class Audience(MappedTerm):
    """A group of people a service is meant for."""

    class Meta(MappedTerm.Meta):
        verbose_name = "destinatario"
        verbose_name_plural = "destinatari"
        constraints = _constraints("audience")
        unique_together = ()


@register_snippet
class Municipality(Term):
    """A municipality; its code is the slug of its name, `istat_code` the official one.

    The coordinates are those of its main town: distances are reckoned from there.
    """

    istat_code = models.CharField("codice ISTAT", max_length=6, blank=True)
    province = models.CharField("provincia", max_length=2, blank=True)
    latitude = models.DecimalField(
        "latitudine",
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text="Del capoluogo, in gradi: serve a dire quanto dista uno sportello.",
    )
    longitude = models.DecimalField(
        "longitudine",
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )

    panels: ClassVar[list] = [
        *Term.panels,
        FieldPanel("istat_code"),
        FieldPanel("province"),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
    ]

    class Meta(Term.Meta):
        verbose_name = "comune"
        verbose_name_plural = "comuni"
        constraints = [
            *_constraints("municipality"),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="directory_municipality_both_coordinates",
                violation_error_message="Scrivi sia la latitudine sia la longitudine.",
            ),
        ]
        unique_together = ()


@register_snippet
class Language(Term):
    """A language spoken at a desk; its code is the ISO 639 one."""

    class Meta(Term.Meta):
        verbose_name = "lingua"
        verbose_name_plural = "lingue"
        constraints = _constraints("language")
        unique_together = ()


@register_snippet
class AccessibilityFeature(Term):
    """A fact about barriers that a desk answers yes, no or "not known" to."""

    class Meta(Term.Meta):
        verbose_name = "accessibilità della sede"
        verbose_name_plural = "accessibilità delle sedi"
        constraints = _constraints("accessibility")
        unique_together = ()
