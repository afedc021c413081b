"""What is shown above the results: help in danger, meanings of a word, answers chosen by hand."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from search.neutrality import names_in
from search.phrases.checking import lines, problem
from search.phrases.matching import read_query
from search.phrases.numbers import read_numbers
from search.text import query_tokens

PAGE = "wagtailcore.Page"
# Never a body or a desk: among them the order is neutral. Strings, as `home` lies above.
PROMOTED_TYPES = ("directory.ServicePage", "home.StandardPage")
NOTATION = (
    "Le parole in ordine; tra l'una e l'altra possono stare altre due parole. "
    "marito/compagno: una delle due. picchi*: ogni parola che comincia così. "
    "=ammazzo: solo questa forma. Accenti, maiuscole e doppie non contano."
)


class CrisisHelp(models.Model):
    """A kind of danger: what to say first, whom to call, which sheet to read."""

    code = models.SlugField("codice", unique=True)
    name = models.CharField("tipo di aiuto", max_length=60)
    title = models.CharField(
        "prima riga",
        max_length=120,
        help_text="Calma e chiara, con il numero: «Se sei in pericolo adesso, chiama il 112».",
    )
    text = models.CharField("poche altre parole", max_length=255, blank=True)
    numbers = models.TextField(
        "numeri da chiamare",
        help_text="Uno per riga: il numero, poi a che cosa serve. Un numero che sta anche nelle "
        "impostazioni del sito si legge come lì.",
    )
    sheet = models.ForeignKey(
        PAGE,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="scheda",
    )
    default_sheet = models.SlugField(
        "scheda, finché non ne scegli una",
        max_length=255,
        blank=True,
        help_text="L'ultima parte dell'indirizzo della scheda.",
    )
    order = models.PositiveSmallIntegerField(
        "ordine",
        default=10,
        help_text="Se ne scattano due, il più basso parla per primo.",
    )

    class Meta:
        verbose_name = "tipo di aiuto urgente"
        verbose_name_plural = "tipi di aiuto urgente"
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        try:
            numbers = read_numbers(self.numbers)
        except ValueError as wrong:
            raise ValidationError({"numbers": str(wrong)}) from wrong
        if not all(number.label for number in numbers):
            raise ValidationError({"numbers": "Scrivi a che cosa serve ogni numero."})


class CrisisPhrase(models.Model):
    """Words that tell of danger, with searches that must not be taken for it."""

    help = models.ForeignKey(
        CrisisHelp,
        on_delete=models.CASCADE,
        related_name="phrases",
        verbose_name="tipo di aiuto",
    )
    phrase = models.CharField("frase", max_length=255, help_text=NOTATION)
    is_whole = models.BooleanField(
        "solo se non c'è altro",
        default=False,
        help_text="La frase scatta solo quando la persona non ha scritto altro: «aiuto».",
    )
    unless = models.CharField(
        "tranne se c'è",
        max_length=500,
        blank=True,
        help_text="Parole che la rendono innocua, separate da spazi: bollett* affitto caldo.",
    )
    counter_examples = models.TextField(
        "esempi innocui",
        help_text="Ricerche per cui la frase NON deve scattare, una per riga. Si provano "
        "a ogni salvataggio.",
    )
    is_active = models.BooleanField("in uso", default=True)

    class Meta:
        verbose_name = "frase di emergenza"
        verbose_name_plural = "frasi di emergenza"
        ordering = ("help__order", "phrase")
        constraints = (
            models.UniqueConstraint(
                fields=["help", "phrase"],
                name="search_crisis_phrase_once",
                violation_error_message="Questa frase c'è già.",
            ),
        )

    def __str__(self) -> str:
        return self.phrase

    def clean(self) -> None:
        wrong = problem(
            self.phrase, self.unless, self.counter_examples, is_whole=self.is_whole
        )
        if wrong:
            raise ValidationError({"phrase": wrong})


class AmbiguousWord(ClusterableModel):
    """A word that stands for several things."""

    word = models.CharField(
        "parola", max_length=40, unique=True, help_text="Come si mostra: ADI, permesso."
    )
    is_whole = models.BooleanField(
        "solo se è scritta da sola",
        default=False,
        help_text="Per le parole comuni, come «carta» o «permesso».",
    )

    class Meta:
        verbose_name = "parola con più significati"
        verbose_name_plural = "parole con più significati"
        ordering = ("word",)

    def __str__(self) -> str:
        return self.word

    def clean(self) -> None:
        if len(read_query(self.word)) != 1:
            raise ValidationError({"word": "Scrivi una parola sola."})


class WordMeaning(Orderable):
    """One thing that an ambiguous word can stand for."""

    word = ParentalKey(AmbiguousWord, on_delete=models.CASCADE, related_name="meanings")
    label = models.CharField(
        "vuol dire",
        max_length=120,
        help_text="«assegno di inclusione, un aiuto in denaro».",
    )
    search_text = models.CharField(
        "cerca invece", max_length=120, help_text="La ricerca più precisa a cui porta."
    )
    deciding_words = models.CharField(
        "parole che lo dicono già",
        max_length=255,
        blank=True,
        help_text="Con una di queste la domanda non serve. Quelle di «cerca invece» valgono "
        "già.",
    )
    page = models.ForeignKey(
        PAGE,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="oppure porta alla scheda",
    )

    class Meta(Orderable.Meta):
        verbose_name = "significato"
        verbose_name_plural = "significati"

    def __str__(self) -> str:
        return self.label


class PromotedAnswer(models.Model):
    """A sheet put above the results of certain searches, for a while and for a reason."""

    queries = models.TextField(
        "ricerche",
        help_text="Una per riga. Vale quando la persona ha scritto tutte le parole della riga, "
        "in qualunque ordine.",
    )
    page = models.ForeignKey(
        PAGE,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="scheda o pagina",
        help_text="La scheda di un servizio o una pagina di testo. Mai un ente o uno sportello.",
    )
    text = models.TextField(
        "testo",
        blank=True,
        validators=[MaxLengthValidator(200)],
        help_text="Al massimo 200 caratteri, senza nomi di enti e senza indirizzi.",
    )
    starts_on = models.DateField("dal", null=True, blank=True)
    ends_on = models.DateField("fino al", null=True, blank=True)
    reason = models.CharField(
        "perché",
        max_length=255,
        help_text="Per chi verrà dopo di te. Non si vede sul sito.",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="scritta da",
    )

    class Meta:
        verbose_name = "risposta in evidenza"
        verbose_name_plural = "risposte in evidenza"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="search_promoted_days",
                violation_error_message="L'ultimo giorno viene prima del primo.",
            ),
        )

    def __str__(self) -> str:
        return lines(self.queries)[0] if lines(self.queries) else ""

    def clean(self) -> None:
        wrong: dict[str, str] = {}
        if not all(map(query_tokens, lines(self.queries))):
            wrong["queries"] = "In ogni riga serve almeno una parola."
        if self.page_id and self.page.specific_class._meta.label not in PROMOTED_TYPES:
            wrong["page"] = (
                "Scegli la scheda di un servizio o una pagina di testo: un ente o uno "
                "sportello non si mette in evidenza."
            )
        if found := names_in(self.text):
            wrong["text"] = f"Il testo non può contenere «{found}»."
        if wrong:
            raise ValidationError(wrong)


class GivenDefault(models.Model):
    """A default that was written once: deleted or changed, it never comes back."""

    key = models.CharField(max_length=300, unique=True)

    class Meta:
        verbose_name = "dato iniziale già scritto"
        verbose_name_plural = "dati iniziali già scritti"
        default_permissions: ClassVar[tuple[str, ...]] = ()

    def __str__(self) -> str:
        return self.key
