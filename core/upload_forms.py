"""Forms of images and documents: only files that are what they say, and of nobody's life."""

from __future__ import annotations

from struct import error as StructError  # noqa: N812 - it is an exception
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from PIL import Image
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core import form_checks
from core.uploads import check_content

TICK = "holds_no_personal_data"
LOOK_FIRST = (
    "Apri il documento, controlla che non ci siano nomi, recapiti, codici fiscali o elenchi di "
    "persone, poi metti la spunta. Se ci sono, toglili prima di caricarlo."
)


class DocumentForm(BaseDocumentForm):
    """Looks into the file, and asks whoever uploads to have looked too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if tick := self.fields.get(TICK):
            tick.required = True
            tick.error_messages["required"] = LOOK_FIRST

    def clean_file(self) -> Any:
        """The new file; a stored one was looked into when it came."""
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            check_content(file)
        return file

    def clean(self) -> Any:
        """What is written about the file too."""
        cleaned = super().clean()
        form_checks.ask(self)
        return cleaned


class SafeImageField(WagtailImageField):
    """Wagtail's own, which opens a picture to count its pixels and trips over a broken one."""

    default_error_messages = {
        "broken": "Questa immagine è rovinata: aprila, salvala di nuovo e riprova.",
        "bomb": "Questa immagine è troppo grande da aprire: riducila e riprova.",
    }

    def check_image_pixel_size(self, f: Any) -> None:
        """The size that the head of the file states comes first: it costs nothing to read."""
        try:
            f.seek(0)
            with Image.open(f) as picture:
                too_many = picture.width * picture.height > self.max_image_pixels
            if not too_many:
                super().check_image_pixel_size(f)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            too_many = True
        except (OSError, SyntaxError, ValueError, EOFError, StructError) as error:
            raise self._told("broken") from error
        finally:
            f.seek(0)
        if too_many:
            raise self._told("bomb")

    def _told(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code)


class ImageForm(BaseImageForm):
    """Wagtail's form with our field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stock := self.fields.get("file"):
            self.fields["file"] = SafeImageField(
                label=stock.label,
                required=stock.required,
                widget=_plain(stock.widget),
            )

    def clean(self) -> Any:
        """What is written about the picture too."""
        cleaned = super().clean()
        form_checks.ask(self)
        return cleaned


def _plain(widget: forms.Widget) -> forms.Widget:
    """The same widget without what the field it served has added."""
    widget.attrs.pop("accept", None)
    return widget
