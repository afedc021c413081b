"""The audit log, its seals, and what staff are told of it (`accounts.audit` says why and how).

Triggers of the database refuse to change entries and seals, and to delete what retention has not
let go (`accounts.audit.triggers`).
"""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from accounts.audit.kinds import Chain, Kind


class AuditEntry(models.Model):
    """Something that happened: when, what, by which user (a number), to which object.

    No foreign keys: an entry outlives what it names. `codes` holds short codes, never text that
    somebody typed, except the reason given for reading this log.
    """

    chain = models.CharField("catena", max_length=10, choices=Chain.choices)
    at = models.DateTimeField("momento")
    kind = models.CharField("che cosa", max_length=16, choices=Kind.choices)
    user_number = models.BigIntegerField("utente numero", null=True)
    object_type = models.CharField("tipo di oggetto", max_length=100, blank=True)
    object_id = models.CharField("numero dell'oggetto", max_length=64, blank=True)
    codes = models.JSONField("codici", default=dict)

    class Meta:
        verbose_name = "voce del registro"
        verbose_name_plural = "voci del registro"
        ordering = ("-at", "-pk")
        indexes = [
            models.Index(fields=["chain", "id"], name="accounts_audit_chain"),
            models.Index(fields=["kind", "at"], name="accounts_audit_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.get_kind_display()}"


class AuditSegment(models.Model):
    """Entries of a chain sealed together: those above `after`, up to `through`.

    `digest` covers the entries, all that stands here, and the digest of the segment before.
    """

    chain = models.CharField("catena", max_length=10, choices=Chain.choices)
    number = models.PositiveIntegerField("numero")
    after = models.BigIntegerField("dopo la voce")
    through = models.BigIntegerField("fino alla voce")
    entries = models.PositiveIntegerField("voci")
    first_at = models.DateTimeField("dal")
    last_at = models.DateTimeField("al")
    sealed_at = models.DateTimeField("sigillato il")
    previous = models.CharField("impronta precedente", max_length=64, blank=True)
    digest = models.CharField("impronta", max_length=64)

    class Meta:
        verbose_name = "segmento sigillato del registro"
        verbose_name_plural = "segmenti sigillati del registro"
        ordering = ("chain", "number")
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "number"], name="accounts_audit_segment_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_chain_display()}, segmento {self.number}"


class AuditChain(models.Model):
    """Where a chain ends (its last seal) and where what is kept of it begins (its checkpoint).

    The checkpoint is the last segment that retention dropped: entries up to it may be deleted, no
    others, and the next segment must follow from its digest.
    """

    code = models.CharField(
        "catena", max_length=10, choices=Chain.choices, primary_key=True
    )
    sealed_number = models.PositiveIntegerField("ultimo segmento", default=0)
    sealed_through = models.BigIntegerField("sigillata fino alla voce", default=0)
    sealed_digest = models.CharField("ultima impronta", max_length=64, blank=True)
    dropped_number = models.PositiveIntegerField(
        "cancellata fino al segmento", default=0
    )
    dropped_through = models.BigIntegerField("cancellata fino alla voce", default=0)
    dropped_digest = models.CharField(
        "impronta del punto di ripresa", max_length=64, blank=True
    )

    class Meta:
        verbose_name = "catena del registro"
        verbose_name_plural = "catene del registro"

    def __str__(self) -> str:
        return self.get_code_display()


class Ground(models.TextChoices):
    """What allows the log, where work could be watched through it (art. 4 c. 1)."""

    AGREEMENT = "agreement", "Accordo con le rappresentanze sindacali"
    AUTHORISATION = (
        "authorisation",
        "Autorizzazione dell'Ispettorato nazionale del lavoro",
    )


@register_setting(icon="lock")
class AuditSettings(BaseGenericSetting):
    """What allows the log, and how long it is kept. Shown to all staff."""

    ground = models.CharField(
        "accordo o autorizzazione",
        max_length=16,
        choices=Ground.choices,
        blank=True,
        help_text="Art. 4, comma 1, legge 300/1970.",
    )
    ground_details = models.CharField(
        "estremi",
        max_length=300,
        blank=True,
        help_text="Data, numero e tra chi. Compare nell'informativa per chi lavora.",
    )
    months = models.PositiveSmallIntegerField(
        "mesi per cui si conserva il registro",
        default=6,
        validators=[
            MinValueValidator(6, "Almeno 6 mesi."),
            MaxValueValidator(24, "Al massimo 24 mesi."),
        ],
        help_text="Accessi, cambi di diritti, pubblicazioni, esportazioni.",
    )
    reading_days = models.PositiveSmallIntegerField(
        "giorni per cui si conservano le letture di dati riservati",
        default=90,
        validators=[
            MinValueValidator(7, "Almeno 7 giorni."),
            MaxValueValidator(180, "Al massimo 180 giorni."),
        ],
    )

    panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("ground"), FieldPanel("ground_details")],
            heading="Che cosa lo permette",
        ),
        MultiFieldPanel(
            [FieldPanel("months"), FieldPanel("reading_days")],
            heading="Per quanto tempo",
        ),
    ]

    class Meta:
        verbose_name = "registro di sicurezza"

    def __str__(self) -> str:
        return "Registro di sicurezza"

    def clean(self) -> None:
        """A ground is named with its details, or not at all."""
        if self.ground and not self.ground_details:
            raise ValidationError(
                {
                    "ground_details": "Scrivi data, numero e tra chi: chi lavora li legge."
                }
            )
        if self.ground_details and not self.ground:
            raise ValidationError(
                {"ground": "Scegli se è un accordo o un'autorizzazione."}
            )
