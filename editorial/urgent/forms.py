"""The short forms of a desk: close it, and its hours, closures and phones.

A form shows every row and sends every row back: what is not sent is gone. Rows are found again
by their key; what the short form does not show of a row (seasons, notes) stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory

from core import controls
from core.text import as_number
from directory.models import DeskClosure, DeskHours, DeskPhone
from directory.opening_hours import closure_problems, validate
from editorial.urgent.words import limits_of
from editorial.writing.guarding import refuse_personal_data, why_not_public

MOST_ROWS = 60


class RowForm(forms.ModelForm):
    """One row; a new one may stay empty."""

    row = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["row"].initial = self.instance.pk
        for field in self.fields.values():
            field.help_text = ""

    def clean(self) -> Any:
        """What is typed here is public at once."""
        cleaned = super().clean()
        refuse_personal_data(self)
        return cleaned

    @property
    def limits(self) -> str:
        """What the row says beyond the fields shown."""
        return ""


class HoursForm(RowForm):
    """Opening hours on one weekday."""

    class Meta:
        model = DeskHours
        fields = ("weekday", "opens", "closes", "by_appointment")
        widgets = {
            "weekday": forms.Select(controls.SELECT),
            "opens": controls.hour(),
            "closes": controls.hour(),
        }

    @property
    def limits(self) -> str:
        """Seasons and the like, which stay as they are."""
        return ", ".join(filter(None, [limits_of(self.instance), self.instance.note]))


class ClosureForm(RowForm):
    """An extraordinary closure."""

    class Meta:
        model = DeskClosure
        fields = ("starts_on", "ends_on", "reason")
        widgets = {
            "starts_on": controls.day(),
            "ends_on": controls.day(),
            "reason": forms.TextInput(controls.CONTROL),
        }


class PhoneForm(RowForm):
    """A phone, and when somebody answers it."""

    class Meta:
        model = DeskPhone
        fields = ("number", "label", "hours")
        widgets = {
            "number": forms.TextInput(controls.CONTROL | {"type": "tel"}),
            "label": forms.TextInput(controls.CONTROL),
            "hours": forms.TextInput(controls.CONTROL),
        }


class RowsFormSet(BaseFormSet):
    """All rows of one relation; `rows` are those that are public now."""

    def __init__(self, *args: Any, rows: Sequence[Any], **kwargs: Any) -> None:
        self.rows = list(rows)
        kwargs["initial"] = [{} for _ in self.rows]
        super().__init__(*args, **kwargs)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """The row that each form is about."""
        return {**super().get_form_kwargs(index), "instance": self._row(index)}

    def _row(self, index: int | None) -> Any:
        if index is None:
            return None
        if not self.is_bound:
            return self.rows[index] if index < len(self.rows) else None
        sent = str(self.data.get(f"{self.add_prefix(index)}-row", ""))
        return next((row for row in self.rows if str(row.pk) == sent), None)

    @property
    def standing(self) -> list[Any]:
        """Forms whose row shall be there."""
        return [
            form
            for form in self.forms
            if not self._is_gone(form) and (form.instance.pk or form.has_changed())
        ]

    def _is_gone(self, form: Any) -> bool:
        return bool(form.cleaned_data.get("DELETE"))

    @property
    def kept(self) -> list[Any]:
        """The rows as they shall be; to be asked of a valid formset."""
        return [form.instance for form in self.standing]

    def add_fields(self, form: Any, index: int | None) -> None:
        """Taking a row away, in the words of the page; an empty one is not taken away."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Togli questa riga"
        if not form.instance.pk and not self.is_bound:
            form.fields["DELETE"].widget = forms.HiddenInput()

    def clean(self) -> None:
        """Ask the rows together, once each by itself is right."""
        if not any(self.errors):
            self.clean_together()

    def clean_together(self) -> None:
        """What no row knows alone."""


class HoursFormSet(RowsFormSet):
    """Hours, which may not run at the same time."""

    def clean_together(self) -> None:
        """Raise ValidationError with the sentence about both."""
        if problems := validate([row.row for row in self.kept]):
            raise ValidationError(problems)

    @property
    def kept(self) -> list[Any]:
        """In the order of the week."""
        rows = [form.instance for form in self.standing]
        return sorted(rows, key=lambda row: (row.weekday, row.opens))


class ClosuresFormSet(RowsFormSet):
    """Closures, each with days of its own."""

    def clean_together(self) -> None:
        """Say it at the later one."""
        forms_ = self.standing
        for place, message in closure_problems([f.instance.closure for f in forms_]):
            forms_[place].add_error("starts_on", message)


def _formset(form: Any, formset: Any, extra: int) -> Any:
    return formset_factory(
        form,
        formset=formset,
        extra=extra,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS,
        can_delete=True,
    )


FORMSETS: dict[str, Any] = {
    "closures": _formset(ClosureForm, ClosuresFormSet, 1),
    "hours": _formset(HoursForm, HoursFormSet, 2),
    "phones": _formset(PhoneForm, RowsFormSet, 1),
}
HEADINGS = {
    "closures": "Chiusure straordinarie",
    "hours": "Orario della settimana",
    "phones": "Telefoni",
}


class DeskForms:
    """The three lists of a desk as one form."""

    def __init__(
        self, rows: Mapping[str, Sequence[Any]], data: Mapping[str, Any] | None = None
    ) -> None:
        self.formsets = {
            name: kind(data, prefix=name, rows=rows[name])
            for name, kind in FORMSETS.items()
        }

    @property
    def sections(self) -> list[tuple[str, str, Any]]:
        """(name, heading, formset) in the order of the page."""
        return [(name, HEADINGS[name], self.formsets[name]) for name in FORMSETS]

    @property
    def has_errors(self) -> bool:
        """True where something sent is wrong; asked once it was."""
        return any(f.is_bound and not f.is_valid() for f in self.formsets.values())

    def is_valid(self) -> bool:
        """Every list is right."""
        return not self.has_errors

    @property
    def kept(self) -> dict[str, list[Any]]:
        """The rows as they shall be."""
        return {name: formset.kept for name, formset in self.formsets.items()}


def with_more_rows(data: Any, name: str) -> Any:
    """What was sent, with room for three more rows in one list."""
    key = f"{name}-TOTAL_FORMS"
    more = data.copy()
    more[key] = str(min(as_number(data.get(key)) or 0, MOST_ROWS - 3) + 3)
    return more


class CloseForm(forms.Form):
    """Closed from today: until when, and why."""

    ends_on = forms.DateField(
        label="Ultimo giorno di chiusura",
        help_text="Se è chiuso solo oggi, lascia la data di oggi.",
        widget=controls.day(),
    )
    reason = forms.CharField(
        label="Perché",
        required=False,
        max_length=120,
        help_text="Per esempio «sciopero» o «guasto». Mai il nome o i fatti di una persona.",
        widget=forms.TextInput(controls.CONTROL),
    )

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        self.today = today
        kwargs["initial"] = {"ends_on": today}
        super().__init__(*args, **kwargs)

    def clean_ends_on(self) -> Any:
        """A closure ends today or later."""
        ends_on = self.cleaned_data["ends_on"]
        if ends_on < self.today:
            raise ValidationError(
                "Questo giorno è già passato: scegli oggi o più avanti."
            )
        return ends_on

    def clean_reason(self) -> str:
        """It is public at once: nobody's data."""
        reason: str = self.cleaned_data["reason"]
        if problems := why_not_public(reason):
            raise ValidationError(problems)
        return reason

    @property
    def closure(self) -> DeskClosure:
        """The row it stands for."""
        facts = self.cleaned_data
        return DeskClosure(
            starts_on=self.today, ends_on=facts["ends_on"], reason=facts["reason"]
        )
