"""What rows of agreements and of the network's bodies share: named bodies, documents."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel

from directory.models.parts import Row
from network import fingerprints

ANOTHER = (
    "Il file caricato non ha questa impronta: la sua è {found}. Se l'impronta viene dall'atto, il "
    "file non è quello dell'atto; altrimenti lascia vuoto: la calcola il sito."
)
MISSING = "Questo file non c'è più sul server: caricalo di nuovo."


def valid_fingerprint(text: str) -> None:
    """Raise ValidationError with the reason in Italian."""
    if message := fingerprints.problem(text):
        raise ValidationError(message)


class NamedBody(Row):
    """A body by the name that the act gives it, with its page where the site has one."""

    name = models.CharField(
        "ente", max_length=255, help_text="Come lo chiama l'atto, per esempio «CGIL»."
    )
    organisation = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="pagina dell'ente",
    )

    panels: ClassVar[list] = [FieldPanel("name"), PageChooserPanel("organisation")]

    class Meta(Row.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.name


class FingerprintedDocument(Row):
    """A document with its SHA-256: of the uploaded file, or as an act publishes it."""

    title = models.CharField("titolo", max_length=255)
    document = models.ForeignKey(
        "core.CustomDocument",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="file",
    )
    sha256 = models.CharField(
        "impronta SHA-256",
        max_length=160,
        blank=True,
        validators=[valid_fingerprint],
        help_text="Del file la calcola il sito. Scrivila se la pubblica l'atto.",
    )
    # Wagtail's own short mark of the file that the fingerprint was taken of.
    file_mark = models.CharField(max_length=40, blank=True, editable=False)
    source = models.CharField(
        "dove è pubblicata",
        max_length=255,
        blank=True,
        help_text="Per esempio «deliberazione n. 179 del 2 luglio 2025».",
    )

    panels: ClassVar[list] = [
        FieldPanel("title"),
        FieldPanel("document"),
        FieldRowPanel([FieldPanel("sha256"), FieldPanel("source")]),
    ]

    class Meta(Row.Meta):
        abstract = True
        verbose_name = "documento"
        verbose_name_plural = "documenti"

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """A typed fingerprint is that of the file, where there is one."""
        super().clean()
        self.sha256 = fingerprints.tidy(self.sha256)
        try:
            found = self._found()
        except OSError as error:
            raise ValidationError({"document": MISSING}) from error
        if found and self._was_replaced():
            self.sha256 = found
        if found and self.sha256 and self.sha256 != found:
            raise ValidationError({"sha256": ANOTHER.format(found=found)})
        self._take(found)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The fingerprint is there however the row came; one taken before stays as it was."""
        self.sha256 = fingerprints.tidy(self.sha256)
        if not self.file_mark:
            self._take(self._found())
        super().save(*args, **kwargs)

    def _take(self, found: str) -> None:
        """Keep the fingerprint `found`, and of which state of the file it is."""
        if self.sha256 in ("", found):
            self.sha256, self.file_mark = found, self._mark

    @property
    def _mark(self) -> str:
        return self.document.get_file_hash() if self.document else ""

    def _found(self) -> str:
        """The fingerprint of the file; empty without one."""
        if self.document is None:
            return ""
        with self.document.open_file() as file:
            return fingerprints.of_file(file)

    def _was_replaced(self) -> bool:
        """True where the file is a new one and no act has published the old fingerprint."""
        return bool(self.file_mark) and self.file_mark != self._mark and not self.source
