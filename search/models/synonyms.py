"""What else people call a thing, kept by the coordinator."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models

from search.understanding import Group, SynonymError, read_group
from search.understanding.synonyms import ARROW

LONGEST = 2_000


class SynonymGroup(models.Model):
    """Words that find one another, or that find others one way, in the plain form of Solr.

    Effective within a minute: nothing is written into any index (`search.synonyms`).
    """

    words = models.TextField(
        "parole",
        validators=[MaxLengthValidator(LONGEST)],
        help_text="Parole o brevi frasi che vogliono dire la stessa cosa, separate da virgole: "
        "«badante, assistente familiare». Chi ne cerca una trova anche le altre. Maiuscole, "
        "accenti, singolare e plurale non contano.",
    )
    is_one_way = models.BooleanField(
        "in un verso solo",
        default=False,
        help_text="Con una freccia: «adi => assegno di inclusione, assistenza domiciliare "
        "integrata». Chi cerca ciò che sta a sinistra trova anche ciò che sta a destra, e non "
        "viceversa. Si accende da sé se scrivi la freccia.",
    )
    is_active = models.BooleanField(
        "in uso",
        default=True,
        help_text="Spento, il gruppo resta qui e la ricerca non ne tiene conto.",
    )
    note = models.CharField(
        "nota",
        max_length=255,
        blank=True,
        help_text="Per chi tiene l'elenco: l'argomento, il perché. Non si vede sul sito.",
    )

    class Meta:
        verbose_name = "gruppo di sinonimi"
        verbose_name_plural = "sinonimi"
        ordering = ("words", "pk")

    def __str__(self) -> str:
        return self.words if len(self.words) <= 80 else f"{self.words[:79]}…"

    @property
    def group(self) -> Group:
        """The group read; `SynonymError` where it cannot be."""
        return read_group(self.words)

    def clean(self) -> None:
        """The words can be read, and the switch says what the arrow says."""
        super().clean()
        try:
            group = self.group
        except SynonymError as error:
            raise ValidationError({"words": str(error)}) from error
        if self.is_one_way and not group.is_one_way:
            raise ValidationError(
                {
                    "words": f"«In un verso solo» è acceso, ma manca la freccia «{ARROW}»: a "
                    "sinistra ciò che si cerca, a destra ciò che si trova in più. Scrivila, o "
                    "spegni l'interruttore."
                }
            )
        self.is_one_way = group.is_one_way
