"""The day since which somebody asks what changed."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError

FORMATS = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]
WRONG = "Scrivi una data come 01/09/2026: giorno, mese e anno."
AHEAD = "Questo giorno deve ancora venire: scrivi una data fino a oggi."


class SinceForm(forms.Form):
    """`?dal=01/09/2026`."""

    dal = forms.DateField(
        label="Cambiamenti dal giorno",
        input_formats=FORMATS,
        help_text="Per esempio 01/09/2026.",
        error_messages={"required": WRONG, "invalid": WRONG},
        widget=forms.DateInput(
            format="%d/%m/%Y",
            attrs={"class": "form-control", "autocomplete": "off", "size": 12},
        ),
    )

    def __init__(self, *args: object, on: dt.date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.on = on

    def clean_dal(self) -> dt.date:
        """A day that has come."""
        day: dt.date = self.cleaned_data["dal"]
        if day > self.on:
            raise ValidationError(AHEAD)
        return day
