"""Images and documents. Public files only: private files have a model of their own."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


class CustomImage(AbstractImage):
    """An image says what it shows, or that it only decorates."""

    alt_text = models.CharField(
        "testo alternativo",
        max_length=255,
        blank=True,
        help_text="Che cosa si vede, per chi non vede l'immagine. Una frase breve.",
    )
    is_decorative = models.BooleanField(
        "è solo decorativa",
        default=False,
        help_text="Non aggiunge informazioni: i lettori di schermo la saltano.",
    )

    admin_form_fields = ("title", "file", "alt_text", "is_decorative", "collection")

    class Meta(AbstractImage.Meta):
        verbose_name = "immagine"
        verbose_name_plural = "immagini"

    def clean(self) -> None:
        super().clean()
        if not self.alt_text and not self.is_decorative:
            raise ValidationError(
                {
                    "alt_text": "Scrivi che cosa si vede, "
                    "oppure indica che l'immagine è solo decorativa."
                }
            )

    @property
    def default_alt_text(self) -> str:
        return "" if self.is_decorative else self.alt_text


class CustomRendition(AbstractRendition):
    """A resized copy."""

    image = models.ForeignKey(
        CustomImage, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class CustomDocument(AbstractDocument):
    """A public document; whoever uploads it says that it is about nobody."""

    holds_no_personal_data = models.BooleanField(
        "Non contiene dati di persone",
        default=False,
        help_text="Ho guardato: non ci sono nomi, recapiti, codici fiscali, elenchi di persone.",
    )

    # Without tags, as images: one list for all bodies, it would tell of everybody's files.
    admin_form_fields = ("title", "file", "collection", "holds_no_personal_data")

    class Meta(AbstractDocument.Meta):
        verbose_name = "documento"
        verbose_name_plural = "documenti"

    def clean(self) -> None:
        """The extension; of many uploaded at once the file comes after this is asked."""
        if self.file.name:
            super().clean()
