"""The form of a statement: which duty, what, when, how many, where one reads of it."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.text import Truncator
from wagtail.admin.widgets import AdminDateInput

from core import form_checks
from network.models import AgreementPage, Duty, DutyEvidence

AHEAD = "Questo giorno deve ancora venire: si attesta quello che è già stato fatto."
NO_ADDRESS = (
    "Scrivi un indirizzo di questo sito, che comincia con /, oppure uno intero, che comincia "
    "con https://."
)
NO_DUTY = "Scegli uno degli impegni dell'accordo."
NO_NUMBER = "Scrivi un numero intero, oppure lascia vuoto."
NO_DATE = "Scrivi una data come 04/05/2026: giorno, mese e anno."
MOST = 1_000_000
LABEL_LENGTH = 110


class EvidenceForm(forms.ModelForm):
    """What is typed is public at once."""

    duty = forms.ChoiceField(
        label="Impegno",
        # The texts of duties are longer than the form is wide.
        widget=forms.Select(attrs={"style": "max-inline-size: 100%"}),
        error_messages={"required": NO_DUTY, "invalid_choice": NO_DUTY},
    )
    count = forms.IntegerField(
        label="Quanti",
        required=False,
        min_value=0,
        max_value=MOST,
        help_text="Un numero solo, per esempio di incontri. Facoltativo.",
        error_messages={
            "invalid": NO_NUMBER,
            "min_value": NO_NUMBER,
            "max_value": NO_NUMBER,
        },
    )

    class Meta:
        model = DutyEvidence
        fields: ClassVar = ["duty", "dated_on", "title", "count", "url"]
        labels: ClassVar = {
            "dated_on": "Quando",
            "title": "Che cosa è stato fatto",
            "url": "Dove si legge",
        }
        help_texts: ClassVar = {
            "title": "Si legge sulla pagina dell'accordo. Mai il nome di una persona.",
            "url": "Una pagina di questo sito (/novita/…) o di un altro (https://…). Facoltativo.",
        }
        error_messages: ClassVar = {
            "dated_on": {"required": NO_DATE, "invalid": NO_DATE},
            "title": {"required": "Scrivi che cosa è stato fatto."},
        }
        widgets: ClassVar = {"dated_on": AdminDateInput}

    def __init__(
        self, *args: Any, agreement: AgreementPage, on: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        duties = Duty.objects.filter(page=agreement).order_by("sort_order")
        choices = [(duty.code, _label(duty)) for duty in duties]
        duty: Any = self.fields["duty"]
        duty.choices = [("", "Scegli"), *choices]

    def clean_dated_on(self) -> dt.date:
        """A day that has come."""
        day: dt.date = self.cleaned_data["dated_on"]
        if day > self.on:
            raise ValidationError(AHEAD)
        return day

    def clean_url(self) -> str:
        """A page of the site or of the web: nothing that runs."""
        typed: str = self.cleaned_data["url"].strip()
        if typed and not _leads_somewhere(typed):
            raise ValidationError(NO_ADDRESS)
        return typed

    def clean(self) -> Any:
        """Nobody's data, as in every public text."""
        cleaned = super().clean()
        form_checks.ask(self)
        return cleaned


def _label(duty: Duty) -> str:
    who = " – ".join(filter(None, [duty.article, duty.side]))
    text = Truncator(duty.text).chars(LABEL_LENGTH)
    return f"{who}: {text}" if who else text


def _leads_somewhere(typed: str) -> bool:
    if typed.startswith("/"):
        return not typed.startswith("//") and "\\" not in typed and typed.isprintable()
    try:
        URLValidator(schemes=["http", "https"])(typed)
    except ValidationError:
        return False
    return True
