"""The form of a notice."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings

from core import controls
from intranet.authoring.forms import AddressedForm
from intranet.free_text import FreeText
from intranet.models import Importance, StaffNotice

PAST = "Questo giorno è già passato: l'avviso non lo vedrebbe nessuno."
REVERSED = "Viene prima del primo giorno."
TOO_LONG = "Al massimo {} giorni: se serve ancora, si riscrive."
TOLD = ("title", "text", "importance", "starts_on", "expires_on")


class NoticeForm(AddressedForm):
    """Who is told what, from when until when."""

    title = FreeText(label="Titolo", max_length=160)
    text = FreeText(
        label="Testo",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Per chi sta allo sportello. Niente dati di persone assistite.",
    )
    importance = forms.TypedChoiceField(
        label="Importanza",
        coerce=int,
        choices=Importance.choices,
        help_text="Un avviso urgente resta in cima finché ogni sportello non conferma.",
    )
    starts_on = forms.DateField(label="Dal", widget=controls.day())
    expires_on = forms.DateField(
        label="Fino al",
        widget=controls.day(),
        help_text="Ultimo giorno in cui vale: poi sparisce da solo.",
    )
    ask_again = forms.BooleanField(
        required=False, label="Chiedi di nuovo la conferma a tutti gli sportelli"
    )

    def __init__(
        self,
        *args: Any,
        today: dt.date,
        notice: StaffNotice | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = initial_of(notice, today) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.today = today
        if notice is None:
            del self.fields["ask_again"]
        self.order_fields(["owner", *TOLD, "for_all", "bodies"])

    def clean_expires_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["expires_on"]
        if day < self.today:
            raise forms.ValidationError(PAST)
        return day

    def clean(self) -> dict[str, Any]:
        """A period that is one, and not a year and more."""
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("expires_on")
        if not first or not last:
            return cleaned
        longest = settings.STAFF_NOTICE_LONGEST_DAYS
        if last < first:
            self.add_error("expires_on", REVERSED)
        elif last - first > dt.timedelta(days=longest):
            self.add_error("expires_on", TOO_LONG.format(longest))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What the action is given."""
        facts = {name: self.cleaned_data[name] for name in (*TOLD, "for_all")}
        return facts | {"author_body": self.owner_body}


def initial_of(notice: StaffNotice | None, today: dt.date) -> dict[str, Any]:
    """What the form shows at first."""
    if notice is None:
        days = dt.timedelta(days=settings.STAFF_NOTICE_DAYS)
        return {"starts_on": today, "expires_on": today + days}
    kept = {name: getattr(notice, name) for name in (*TOLD, "for_all")}
    return kept | {
        "owner": str(notice.author_body_id or 0),
        "bodies": [body.pk for body in notice.bodies.all()],
    }
