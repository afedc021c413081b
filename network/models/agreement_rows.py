"""What an agreement holds: parties, duties, modifications, acts, documents."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel

from directory.models.parts import Row
from network.models.agreement import AgreementPage
from network.models.rows import FingerprintedDocument, NamedBody

SIDE_HELP = (
    "Come l'accordo chiama chi si impegna insieme, per esempio «La CGIL e lo SPI CGIL». "
    "Uguale per parti e impegni; vuoto: tutte le parti."
)


def _of_agreement(related_name: str) -> ParentalKey:
    return ParentalKey(
        AgreementPage, on_delete=models.CASCADE, related_name=related_name
    )


class Party(NamedBody):
    """A party; who signs is told by office, never by name."""

    page = _of_agreement("parties")
    side = models.CharField(
        "si impegna come", max_length=120, blank=True, help_text=SIDE_HELP
    )
    represented_by = models.CharField(
        "rappresentato da",
        max_length=120,
        blank=True,
        help_text="La carica, non il nome: per esempio «Sindaco».",
    )
    signatory = models.CharField(
        "firma", max_length=120, blank=True, help_text="La carica, non il nome."
    )
    signed_on = models.DateField(
        "ha firmato il", null=True, blank=True, help_text="Vuoto: non risulta firmato."
    )

    panels: ClassVar[list] = [
        *NamedBody.panels,
        FieldPanel("side"),
        FieldRowPanel([FieldPanel("represented_by"), FieldPanel("signatory")]),
        FieldPanel("signed_on"),
    ]

    class Meta(NamedBody.Meta):
        verbose_name = "parte"
        verbose_name_plural = "parti"


class Clause(Row):
    """An article, word by word."""

    page = _of_agreement("clauses")
    article = models.CharField("articolo", max_length=40, blank=True)
    title = models.CharField("rubrica", max_length=160)
    text = models.TextField("testo", help_text="Parola per parola.")

    panels: ClassVar[list] = [
        FieldRowPanel([FieldPanel("article"), FieldPanel("title")]),
        FieldPanel("text"),
    ]

    class Meta(Row.Meta):
        verbose_name = "articolo"
        verbose_name_plural = "articoli"

    def __str__(self) -> str:
        return f"{self.article} {self.title}".strip()


class Duty(Row):
    """What a side has promised, in the words of the agreement."""

    page = _of_agreement("duties")
    code = models.SlugField(
        "nome breve",
        max_length=60,
        help_text="Senza spazi, per esempio «elenco-servizi». Non cambiarlo: vi è legato "
        "ciò che attesta l'impegno.",
    )
    side = models.CharField(
        "chi si impegna", max_length=120, blank=True, help_text=SIDE_HELP
    )
    article = models.CharField("articolo", max_length=40, blank=True)
    text = models.TextField("testo", help_text="Parola per parola.")

    panels: ClassVar[list] = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("article")]),
        FieldPanel("side"),
        FieldPanel("text"),
    ]

    class Meta(Row.Meta):
        verbose_name = "impegno"
        verbose_name_plural = "impegni"

    def __str__(self) -> str:
        return self.code


class DutyFulfilment(Row):
    """A page of the site that fulfils a duty: a service, a desk, a list."""

    page = _of_agreement("fulfilments")
    duty = models.SlugField("impegno", max_length=60, help_text="Il suo nome breve.")
    target = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="servizio, sportello o pagina",
    )
    note = models.CharField("nota", max_length=255, blank=True)

    panels: ClassVar[list] = [
        FieldPanel("duty"),
        PageChooserPanel("target"),
        FieldPanel("note"),
    ]

    class Meta(Row.Meta):
        verbose_name = "come è attuato"
        verbose_name_plural = "come è attuato"

    def __str__(self) -> str:
        return self.duty


class Modification(Row):
    """A change in writing; it holds once all parties have approved it (Art. 4)."""

    page = _of_agreement("modifications")
    text = models.TextField("che cosa cambia")
    act = models.CharField(
        "atto", max_length=255, blank=True, help_text="L'atto sottoscritto dalle parti."
    )
    approved_on = models.DateField(
        "approvata da tutte le parti il",
        null=True,
        blank=True,
        help_text="Vuoto: manca l'approvazione di qualcuno, e non vale ancora.",
    )
    holds_from = models.DateField("vale dal", null=True, blank=True)
    new_end = models.DateField("nuova scadenza", null=True, blank=True)

    panels: ClassVar[list] = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("approved_on"), FieldPanel("act")]),
        FieldRowPanel([FieldPanel("holds_from"), FieldPanel("new_end")]),
    ]

    class Meta(Row.Meta):
        verbose_name = "modifica"
        verbose_name_plural = "modifiche"

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        if self.approved_on and not self.act:
            raise ValidationError({"act": "Una modifica approvata ha un atto: quale?"})


class Act(Row):
    """An act about the agreement: body, number, date, subject; quoted as it is."""

    page = _of_agreement("acts")
    body = models.CharField(
        "organo", max_length=160, help_text="Per esempio «Giunta comunale di Cremona»."
    )
    kind = models.CharField(
        "tipo di atto", max_length=80, help_text="Per esempio «deliberazione»."
    )
    number = models.CharField("numero", max_length=40, blank=True)
    dated_on = models.DateField("data", null=True, blank=True)
    subject = models.TextField("oggetto", blank=True, help_text="Parola per parola.")
    decision = models.TextField(
        "che cosa decide", blank=True, help_text="Parola per parola."
    )
    reference = models.CharField(
        "altri riferimenti",
        max_length=255,
        blank=True,
        help_text="Per esempio il protocollo del verbale.",
    )
    url = models.URLField("collegamento all'atto", max_length=500, blank=True)

    panels: ClassVar[list] = [
        FieldRowPanel([FieldPanel("body"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("number"), FieldPanel("dated_on")]),
        FieldPanel("subject"),
        FieldPanel("decision"),
        FieldRowPanel([FieldPanel("reference"), FieldPanel("url")]),
    ]

    class Meta(Row.Meta):
        verbose_name = "atto"
        verbose_name_plural = "atti"

    def __str__(self) -> str:
        return f"{self.kind} n. {self.number}" if self.number else self.kind


class AgreementDocument(FingerprintedDocument):
    """A document of the agreement or of one of its acts."""

    page = _of_agreement("documents")

    class Meta(FingerprintedDocument.Meta):
        pass
