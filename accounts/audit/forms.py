"""Why the log is opened, and which part of it is shown."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from accounts.audit.kinds import Kind

# As the kinds are called, on a phone's width.
SHORT = [
    ("", "Tutto"),
    *(
        {
            Kind.CONSULTATION: (Kind.CONSULTATION.value, "Apertura del registro"),
            Kind.READING: (Kind.READING.value, "Lettura di dati riservati"),
        }.get(kind, (kind.value, kind.label))
        for kind in Kind
    ),
]
TOO_LONG = "Al massimo un anno per volta."
UNLIKELY = "Scrivi un giorno tra il 2000 e il 2100."
LIKELY = (
    MinValueValidator(dt.date(2000, 1, 1), UNLIKELY),
    MaxValueValidator(dt.date(2100, 12, 31), UNLIKELY),
)


class Purpose(models.TextChoices):
    """What the log may be opened for."""

    INCIDENT = "incident", "Un incidente o un sospetto accesso abusivo"
    AUTHORITY = "authority", "La richiesta di un'autorità"
    CHECK = "check", "Il controllo periodico delle misure di sicurezza"
    FAULT = "fault", "Un guasto da capire"


class PurposeForm(forms.Form):
    """Asked before anything is shown, and kept in the log itself."""

    purpose = forms.ChoiceField(
        label="Perché apri il registro",
        choices=Purpose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Scegli perché apri il registro."},
    )
    reason = forms.CharField(
        label="Spiega in breve",
        min_length=10,
        max_length=200,
        help_text="Che cosa è successo, o il numero di protocollo della richiesta. "
        "Senza nomi di persone: resta scritto nel registro.",
        error_messages={
            "required": "Spiega in breve perché apri il registro.",
            "min_length": "Scrivi qualche parola in più: almeno 10 caratteri.",
            "max_length": "Scrivi meno: al massimo 200 caratteri.",
        },
    )


class PeriodForm(forms.Form):
    """Kind and days: there is no filter by person."""

    DAYS = 7
    LONGEST = 366

    kind = forms.ChoiceField(label="Che cosa", choices=SHORT, required=False)
    since = forms.DateField(
        label="Dal",
        widget=forms.DateInput({"type": "date"}),
        required=False,
        validators=LIKELY,
    )
    until = forms.DateField(
        label="Al",
        widget=forms.DateInput({"type": "date"}),
        required=False,
        validators=LIKELY,
    )

    def __init__(self, *args: Any, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean(self) -> dict[str, Any]:
        """Without dates: the last seven days."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        until = data.get("until") or self.on
        since = data.get("since") or until - dt.timedelta(days=self.DAYS - 1)
        if since > until:
            self.add_error("since", "L'inizio viene dopo la fine: correggi le date.")
        elif (until - since).days > self.LONGEST:
            self.add_error("since", TOO_LONG)
        return {**data, "since": since, "until": until}
