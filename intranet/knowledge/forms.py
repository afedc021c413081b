"""Forms of a procedure and of a note."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.conf import settings

from core import controls
from core.dates import add_months
from directory.models import DeskPage, Need, OrganisationPage, ServicePage
from directory.vocabulary import terms
from intranet.authoring.fields import (
    MarkdownText,
    NumbersField,
    PageField,
    offered,
    pages_of,
)
from intranet.authoring.forms import OwnedForm
from intranet.files.forms import PrivateUploadField
from intranet.free_text import FreeText
from intranet.models import Procedure, ProcedureKind, StaffNote
from intranet.models.knowledge import LONGEST_NOTE

SHEETS = ("sheet_1", "sheet_2", "sheet_3", "sheet_4")
NAMES_OF_SHEETS = "nomi-delle-schede"
SHEET_HELP = "Comincia a scrivere il nome, oppure incolla l'indirizzo della scheda."
PAST = "Scegli un giorno da oggi in poi."
TOO_FAR = "Scegli un giorno entro due anni: quello che si sa invecchia."
LATE = (
    "Nel frattempo qualcun altro l'ha cambiata. Quello che hai scritto è ancora qui: "
    "confrontalo con la pagina, poi salva di nuovo."
)


def page_input() -> forms.TextInput:
    """A field whose names the browser offers."""
    return forms.TextInput(attrs={"list": NAMES_OF_SHEETS, "autocomplete": "off"})


class ReviewedForm(OwnedForm):
    """With a day for a second look."""

    review_on = forms.DateField(label="Da rileggere entro il", widget=controls.day())

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_review_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["review_on"]
        if day < self.today:
            raise forms.ValidationError(PAST)
        if day > add_months(self.today, 24):
            raise forms.ValidationError(TOO_FAR)
        return day


class ProcedureForm(ReviewedForm):
    """How something is done, with what it is about."""

    kind = forms.ChoiceField(label="Tipo", choices=ProcedureKind.choices)
    title = FreeText(label="Titolo", max_length=160)
    text = MarkdownText(label="Testo")
    subjects = NumbersField(required=False, label="Argomenti")
    sheet_1 = PageField(
        required=False,
        label="Scheda collegata",
        help_text=SHEET_HELP,
        widget=page_input(),
    )
    sheet_2 = PageField(
        required=False, label="Seconda scheda collegata", widget=page_input()
    )
    sheet_3 = PageField(
        required=False, label="Terza scheda collegata", widget=page_input()
    )
    sheet_4 = PageField(
        required=False, label="Quarta scheda collegata", widget=page_input()
    )
    file = PrivateUploadField(
        required=False, label="File da aggiungere", help_text="Un modulo, una tabella."
    )
    file_title = FreeText(required=False, label="Titolo del file", max_length=160)
    remove_files = NumbersField(required=False, label="File da togliere")
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, procedure: Procedure | None = None, **kwargs: Any
    ) -> None:
        self.procedure = procedure
        self.pages = pages_of(ServicePage)
        self.offered = offered(self.pages)
        first = {"review_on": next_review(kwargs["today"]), "kind": "procedure"}
        if procedure is not None:
            first = initial_of(procedure)
        kwargs["initial"] = first | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        subjects = cast(NumbersField, self.fields["subjects"])
        subjects.choices = [(str(need.pk), need.name) for need in terms(Need)]
        self._name_sheets(kwargs["initial"].get("sheets", ()))
        self._name_files()
        self.order_fields(["owner", "kind", "title", "text", "subjects", *SHEETS])

    def _name_sheets(self, sheets: Sequence[int]) -> None:
        fields = [cast(PageField, self.fields[name]) for name in SHEETS]
        for field in fields:
            field.pages = self.pages
        labels = filter(None, map(fields[0].label_of, sheets))
        self.initial.update(zip(SHEETS, labels, strict=False))

    def _name_files(self) -> None:
        files = list(self.procedure.files.all()) if self.procedure else []
        if not files:
            del self.fields["remove_files"]
            return
        field = cast(NumbersField, self.fields["remove_files"])
        field.choices = [(str(file.pk), file.title) for file in files]

    def clean(self) -> dict[str, Any]:
        """Whoever saves second is told."""
        cleaned = super().clean()
        if self.procedure and self.data.get("seen") != mark_of(self.procedure):
            self.add_error(None, LATE)
            self.show_again("seen", mark_of(self.procedure))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What the action is given."""
        names = ("kind", "title", "text", "review_on")
        facts = {name: self.cleaned_data[name] for name in names}
        return facts | {"owner_body_id": self.owner_body}

    @property
    def sheets(self) -> list[int]:
        """Keys of the sheets named, each once; those not public now, which no field shows, stay."""
        found = [self.cleaned_data.get(name) for name in SHEETS]
        public = {page.pk for page in self.pages}
        kept = self.procedure.sheets.all() if self.procedure else ()
        found += [sheet.pk for sheet in kept if sheet.pk not in public]
        return list(dict.fromkeys(pk for pk in found if pk))


class NoteForm(ReviewedForm):
    """A line to a public page."""

    page = PageField(
        label="Scheda, sportello o ente", help_text=SHEET_HELP, widget=page_input()
    )
    text = FreeText(
        label="Nota",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Per esempio: «chiamare prima delle 10». La leggono solo gli operatori.",
    )

    def __init__(self, *args: Any, note: StaffNote | None = None, **kwargs: Any):
        self.pages = pages_of(ServicePage, DeskPage, OrganisationPage)
        self.offered = offered(self.pages)
        months = settings.STAFF_NOTE_REVIEW_MONTHS
        first: dict[str, Any] = {"review_on": add_months(kwargs["today"], months)}
        if note is not None:
            names = ("text", "review_on")
            first = {name: getattr(note, name) for name in names}
            first |= {"page": note.page_id, "owner": str(note.owner_body_id or 0)}
        kwargs["initial"] = first | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        field = cast(PageField, self.fields["page"])
        field.pages = self.pages
        self.initial["page"] = field.label_of(self.initial.get("page"))
        self.order_fields(["owner", "page", "text", "review_on"])

    @property
    def facts(self) -> dict[str, Any]:
        """What the action is given."""
        kept = {name: self.cleaned_data[name] for name in ("text", "review_on")}
        page = self.cleaned_data["page"]
        return kept | {"page_id": page, "owner_body_id": self.owner_body}


def next_review(today: dt.date) -> dt.date:
    """When a procedure that is right today is looked at again."""
    return add_months(today, settings.PROCEDURE_REVIEW_MONTHS)


def mark_of(procedure: Procedure) -> str:
    """Changes when the procedure does."""
    return procedure.changed_at.isoformat()


def initial_of(procedure: Procedure) -> dict[str, Any]:
    """What the form shows of a procedure that is there."""
    names = ("kind", "title", "text", "review_on")
    return {name: getattr(procedure, name) for name in names} | {
        "owner": str(procedure.owner_body_id or 0),
        "subjects": [need.pk for need in procedure.subjects.all()],
        "sheets": [sheet.pk for sheet in procedure.sheets.all()],
        "seen": mark_of(procedure),
    }
