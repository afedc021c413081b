"""What is added to the material of a course: a form for each kind."""

from __future__ import annotations

from typing import Any

from django import forms

from core import controls
from intranet.files.forms import PrivateUploadField
from intranet.free_text import CarefulForm, FreeText
from intranet.links import HttpsField
from intranet.models import MaterialKind, TrainingMaterial

VIDEOS = ".mp4,.webm"
CAPTIONS = ".vtt"
NOT_CAPTIONS = "Serve un file di sottotitoli .vtt (WebVTT)."
DOCUMENTS = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp"


class MaterialForm(CarefulForm):
    """What every kind has: a title."""

    title = FreeText(
        label="Titolo",
        max_length=160,
        widget=controls.line(),
        error_messages={"required": "Scrivi il titolo."},
    )
    names = ("title", "text", "url")

    def __init__(self, *args: Any, material: TrainingMaterial, **kw: Any) -> None:
        known = {name: getattr(material, name) for name in self.names}
        kw["initial"] = known if material.pk else {}
        super().__init__(*args, **kw)
        self.material = material

    @property
    def facts(self) -> dict[str, Any]:
        """What the action writes; what this kind does not have stays empty."""
        return {name: self.cleaned_data.get(name) or "" for name in self.names}

    @property
    def uploads(self) -> dict[str, Any]:
        """Files brought now."""
        return {name: self.cleaned_data.get(name) for name in ("file", "captions")}


class DocumentForm(MaterialForm):
    """A file to read."""

    file = PrivateUploadField(
        label="File",
        widget=controls.upload(DOCUMENTS),
        error_messages={"required": "Scegli il file."},
    )
    text = FreeText(
        label="In breve", required=False, max_length=500, widget=controls.lines(3)
    )

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["file"].required = self.material.file_id is None


class LinkForm(MaterialForm):
    """Something that lies elsewhere."""

    url = HttpsField(label="Indirizzo")
    text = FreeText(
        label="In breve", required=False, max_length=500, widget=controls.lines(3)
    )


class TextForm(MaterialForm):
    """A text written here."""

    text = FreeText(
        label="Testo",
        max_length=10_000,
        widget=controls.lines(14),
        help_text="Una riga vuota comincia un nuovo capoverso.",
        error_messages={"required": "Scrivi il testo."},
    )


class VideoForm(MaterialForm):
    """A film with its captions, or a link to one: nobody is to be left out by the sound."""

    file = PrivateUploadField(
        label="Video",
        required=False,
        widget=controls.upload(VIDEOS),
        help_text="MP4 o WebM. Lascia vuoto se il video sta altrove.",
    )
    captions = PrivateUploadField(
        label="Sottotitoli",
        required=False,
        widget=controls.upload(CAPTIONS),
        help_text="Un file .vtt: servono a chi non sente e a chi guarda senza audio.",
    )
    url = HttpsField(
        label="Oppure il suo indirizzo",
        required=False,
        help_text="Con i sottotitoli, se ci sono.",
    )
    text = FreeText(
        label="In breve", required=False, max_length=500, widget=controls.lines(3)
    )

    def clean_file(self) -> Any:
        """What a browser plays."""
        return _of_kind(
            self.cleaned_data["file"], VIDEOS, "Serve un video .mp4 o .webm."
        )

    def clean_captions(self) -> Any:
        """Whether it is one in truth is asked by the field (`intranet.files.taking`)."""
        return _of_kind(self.cleaned_data["captions"], CAPTIONS, NOT_CAPTIONS)

    def clean(self) -> dict[str, Any]:
        """One of the two, and a film of ours with captions."""
        cleaned = super().clean()
        has_film = bool(cleaned.get("file") or self.material.file_id)
        has_captions = bool(cleaned.get("captions") or self.material.captions_id)
        if self.errors:
            return cleaned
        if not has_film and not cleaned.get("url"):
            self.add_error(
                "file", "Scegli il file del video, oppure scrivi l’indirizzo."
            )
        elif has_film and not has_captions:
            self.add_error(
                "captions", "Aggiungi i sottotitoli: senza, qualcuno resta fuori."
            )
        return cleaned


def _of_kind(upload: Any, endings: str, problem: str) -> Any:
    name = (upload.name or "").lower() if upload else ""
    if upload and not name.endswith(tuple(endings.split(","))):
        raise forms.ValidationError(problem)
    return upload


FORMS: dict[MaterialKind, type[MaterialForm]] = {
    MaterialKind.DOCUMENT: DocumentForm,
    MaterialKind.VIDEO: VideoForm,
    MaterialKind.LINK: LinkForm,
    MaterialKind.TEXT: TextForm,
}
