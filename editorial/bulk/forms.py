"""Which desks, which old value, which new one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst

from core.text import as_number
from directory.models import DeskPage
from directory.models.parts import valid_phone
from directory.opening_hours import HoursRow, validate
from editorial.bulk.changes import WEEKDAYS, Change, HoursChange, PhoneChange
from editorial.scope import Bodies, mine

# So many are read in a preview, and done in one go; the rest in another.
MOST_DESKS = 50
PHONE, HOURS = "telefono", "orario"
NEEDED = {
    PHONE: ("old_number", "new_number"),
    HOURS: ("old_opens", "old_closes", "new_opens", "new_closes"),
}


def desks_of(user: Any) -> QuerySet[DeskPage]:
    """Desks that the person may change, body by body; a mirror changes with its page."""
    desks: QuerySet[DeskPage] = mine(DeskPage.objects.filter(alias_of=None), user)
    return desks.order_by("path")


class DeskChoice(forms.ModelMultipleChoiceField):
    """Desks with the body they belong to."""

    bodies: Bodies

    def clean(self, value: Any) -> Any:
        """A number that no desk can have is none: SQLite could not even take it."""
        known = [one for one in value or [] if as_number(one)]
        if len(known) > MOST_DESKS:
            raise forms.ValidationError(
                f"Scegli al massimo {MOST_DESKS} sportelli alla volta: adesso sono {len(known)}."
            )
        return super().clean(known)

    def label_from_instance(self, obj: Any) -> str:
        return f"{self.bodies.title_of(obj.path)} – {obj.title}"


def _time(label: str) -> forms.TimeField:
    field = forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    field.error_messages["invalid"] = "Scrivi un'ora, per esempio 14:30."
    return field


class ChangeForm(forms.Form):
    """The first step; the others carry it along, hidden."""

    what = forms.ChoiceField(
        label="Che cosa cambia",
        choices=[(PHONE, "un telefono"), (HOURS, "un orario")],
        widget=forms.RadioSelect,
        initial=PHONE,
    )
    old_number = forms.CharField(
        label="Numero di prima", max_length=40, required=False, validators=[valid_phone]
    )
    new_number = forms.CharField(
        label="Numero nuovo", max_length=40, required=False, validators=[valid_phone]
    )
    weekday = forms.TypedChoiceField(
        label="Giorno", choices=WEEKDAYS, coerce=int, empty_value=None, required=False
    )
    old_opens, old_closes = _time("Prima: dalle"), _time("Prima: alle")
    new_opens, new_closes = _time("Adesso: dalle"), _time("Adesso: alle")
    desks = DeskChoice(
        label="In quali sportelli",
        queryset=DeskPage.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Scegli almeno uno sportello."},
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["desks"]
        choice.bodies = Bodies()
        choice.queryset = desks_of(user)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        needed = NEEDED.get(data.get("what", ""), ())
        for name in needed:
            if not data.get(name) and name not in self.errors:
                self.add_error(name, "Scrivilo: serve per fare il cambio.")
        if not self.errors:
            self._check_values(data)
        return data

    def _check_values(self, data: dict[str, Any]) -> None:
        if data["what"] == PHONE:
            if data["old_number"] == data["new_number"]:
                self.add_error("new_number", "È uguale a quello di prima.")
            return
        new = (data["new_opens"], data["new_closes"])
        if new == (data["old_opens"], data["old_closes"]):
            self.add_error("new_opens", "È uguale a quello di prima.")
        day = data["weekday"] or 0
        if problems := validate([HoursRow(day, *new)]):
            _, _, reason = problems[0].partition(": ")
            self.add_error("new_closes", capfirst(reason))

    @property
    def change(self) -> Change:
        """What a valid form asks for."""
        data = self.cleaned_data
        if data["what"] == PHONE:
            return PhoneChange(data["old_number"], data["new_number"])
        return HoursChange(
            (data["old_opens"], data["old_closes"]),
            (data["new_opens"], data["new_closes"]),
            data["weekday"],
        )
