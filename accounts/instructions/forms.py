"""Forms around instructions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Membership
from core import controls
from core.markdown import NotRichTextError, to_html


class InstructionsForm(forms.Form):
    """The text of the next version."""

    text = forms.CharField(
        label="Testo delle istruzioni",
        max_length=20_000,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 24}),
        help_text=(
            "Una riga vuota separa i capoversi. Una riga che comincia con - è una voce di "
            "elenco. **Così** è in grassetto."
        ),
        error_messages={"required": "Scrivi le istruzioni."},
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        try:
            to_html(text)
        except NotRichTextError as error:
            raise ValidationError(f"Il testo non va bene: {error}.") from error
        return text


class OralForm(forms.Form):
    """Who was told, and when."""

    person = forms.TypedChoiceField(
        label="A chi le hai spiegate",
        coerce=int,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={
            "required": "Scegli la persona.",
            "invalid_choice": "Scegli una persona dell'elenco.",
        },
    )
    day = forms.DateField(
        label="In che giorno",
        widget=controls.day(),
        error_messages={
            "required": "Scrivi il giorno.",
            "invalid": "Scrivi il giorno così: 28/11/2026.",
        },
    )

    def __init__(
        self,
        *args: Any,
        people: list[Membership],
        published_on: dt.date,
        on: dt.date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {row.pk: row for row in people}
        self.published_on, self.on = published_on, on
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            ("", "Scegli"),
            *((row.pk, row.user.name) for row in people),
        ]

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if day > self.on:
            raise ValidationError("Questo giorno deve ancora venire.")
        if day < self.published_on:
            raise ValidationError(
                "Questa versione non c'era ancora: è in vigore dal "
                f"{self.published_on:%d/%m/%Y}."
            )
        return day
