"""The field by which other parts take a private file, and the forms of its own pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from intranet.entry.access import Access
from intranet.files.choices import bodies_for, can_share_in
from intranet.files.permissions import kept_q
from intranet.files.taking.pipeline import TakenFile, take
from intranet.free_text import CarefulForm, FreeText, found_in
from intranet.models import PrivateFile

# Characters of a file's text that are looked through for data of persons.
LOOKED_THROUGH = 100_000
PERSONAL = (
    "Nel file sembra esserci un dato di una persona ({}). Se è di chi si assiste, toglilo; se è "
    "di chi lavora in un ente, conferma in fondo."
)
TAKEN = (
    "PDF, documenti, fogli, presentazioni e foto fino a 20 MB; testi fino a 2 MB; video fino a "
    "60 MB. Togliamo noi il nome dell'autore e, dalle foto, il luogo dello scatto; i PDF firmati "
    "restano come sono."
)
KNOWN = "Questo file c'è già: «{}». Usa quello, oppure sostituiscilo dalla sua scheda."


class PrivateUploadField(forms.FileField):
    """A file for those who enter: checked, cleaned, read. `clean` gives a `TakenFile`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput)
        super().__init__(**kwargs)
        endings = ",".join(f".{ending}" for ending in settings.PRIVATE_TYPES)
        self.widget.attrs.setdefault("class", "form-control")
        self.widget.attrs.setdefault("accept", endings)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Raises ValidationError at the field."""
        upload = super().clean(data, initial)
        return take(upload) if isinstance(upload, UploadedFile) else upload


class FileForm(CarefulForm):
    """A file with its title, of which body, for whom."""

    title = FreeText(
        label="Titolo",
        max_length=160,
        help_text="Come lo cercherebbe una collega: «Modulo di delega ISEE 2026».",
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    upload = PrivateUploadField(label="File", help_text=TAKEN)
    body = forms.TypedChoiceField(
        label="Ente che lo tiene",
        coerce=lambda value: int(value) if value else None,
        empty_value=None,
        required=False,
        widget=forms.Select(attrs={"class": "form-control"}),
    )
    is_shared = forms.BooleanField(
        label="Lo leggono anche gli altri enti dell’accordo", required=False
    )

    def __init__(
        self, *args: Any, access: Access, file: PrivateFile | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.access, self.file = access, file
        self.fields["body"].choices = bodies_for(access)  # type: ignore[attr-defined]
        self.fields["body"].required = not access.keeps_all
        if file is not None:
            del self.fields["body"]
            self.fields["upload"].required = False
            self.fields["upload"].help_text = f"Vuoto: resta quello che c'è. {TAKEN}"

    def clean_upload(self) -> TakenFile | None:
        """Not one that the body has already."""
        upload: TakenFile | None = self.cleaned_data.get("upload")
        if upload is None:
            return None
        same = PrivateFile.objects.filter(kept_q(self.access), sha256=upload.sha256)
        others = same.exclude(pk=self.file.pk) if self.file else same
        if known := others.first():
            raise ValidationError(KNOWN.format(known.title), code="known")
        return upload

    def clean(self) -> dict[str, Any]:
        """What the file holds of persons is asked about once."""
        cleaned = super().clean()
        upload = cleaned.get("upload")
        if upload and not cleaned.get("confirmed"):
            found = [f for f in found_in(upload.text[:LOOKED_THROUGH]) if f.is_blocking]
            if found:
                self.must_confirm = True
                self.add_error("upload", PERSONAL.format(found[0].shown))
        body = self.file.organisation_id if self.file else cleaned.get("body")
        if cleaned.get("is_shared") and not can_share_in(self.access, body):
            self.add_error("is_shared", "Lo decide chi è referente o responsabile.")
        return self.cleaned_data
