"""Take a place, for oneself or for people of the own body; say who was there; what one thought; how
one is called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.models import Membership
from core import controls
from directory.models import OrganisationPage
from intranet.free_text import CarefulForm, FreeText
from intranet.models import Enrolment
from intranet.training.reporting import number_of

OPINIONS = (
    (5, "Molto utile"),
    (4, "Utile"),
    (3, "Così così"),
    (2, "Poco utile"),
    (1, "Per niente utile"),
)


def no_mailbox(text: str) -> None:
    """A mailbox is no name. Raises ValidationError."""
    if "@" in text:
        raise forms.ValidationError("Scrivi il nome, non l’e-mail.")


class SureForm(forms.Form):
    """Nothing is asked but whether."""


class NameForm(forms.Form):
    """How somebody is called, for the attestation."""

    first_name = FreeText(
        label="Nome",
        max_length=150,
        widget=controls.line(autocomplete="given-name"),
        error_messages={"required": "Scrivi il nome."},
        validators=[no_mailbox],
    )
    last_name = FreeText(
        label="Cognome",
        max_length=150,
        widget=controls.line(autocomplete="family-name"),
        error_messages={"required": "Scrivi il cognome."},
        validators=[no_mailbox],
    )


class EnrolForm(forms.Form):
    """For which of the own bodies somebody comes: asked only of whoever has more than one."""

    organisation = forms.TypedChoiceField(
        label="Per quale ente vieni", coerce=int, widget=controls.Radios
    )

    def __init__(self, *args: Any, bodies: Sequence[int], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.only = bodies[0] if len(bodies) == 1 else None
        if len(bodies) < 2:
            del self.fields["organisation"]
            return
        rows = OrganisationPage.objects.filter(pk__in=bodies).order_by("title")
        choices = list(rows.values_list("pk", "title"))
        self.fields["organisation"].choices = choices  # type: ignore[attr-defined]

    @property
    def organisation_id(self) -> int | None:
        """The body chosen, or the only one there is; None for the coordinator."""
        chosen: int | None = self.cleaned_data.get("organisation", self.only)
        return chosen


class PeopleForm(forms.Form):
    """Which people of a body come; those who are in already cannot be chosen again."""

    people = forms.TypedMultipleChoiceField(
        label="Chi iscrivi",
        coerce=int,
        widget=controls.Checkboxes,
        error_messages={"required": "Scegli almeno una persona."},
    )

    def __init__(self, *args: Any, people: Sequence[Membership], **kw: Any) -> None:
        super().__init__(*args, **kw)
        choices = [(row.user_id, row.user.name) for row in people]
        self.fields["people"].choices = choices  # type: ignore[attr-defined]


class AttendanceForm(forms.Form):
    """Who was there, of those who had a place."""

    present = forms.TypedMultipleChoiceField(
        label="Chi c’era", coerce=int, required=False, widget=controls.Checkboxes
    )

    def __init__(self, *args: Any, enrolments: Sequence[Enrolment], **kw: Any) -> None:
        self.enrolments = enrolments
        there = [row.pk for row in enrolments if row.attended]
        kw["initial"] = {"present": there}
        super().__init__(*args, **kw)
        self.fields["present"].choices = [  # type: ignore[attr-defined]
            (row.pk, _told(row)) for row in enrolments
        ]

    @property
    def attended(self) -> dict[int, bool]:
        """Of each who had a place, whether they were there."""
        present = set(self.cleaned_data["present"])
        return {row.pk: row.pk in present for row in self.enrolments}


def _told(row: Enrolment) -> str:
    body = row.organisation.title if row.organisation else "Coordinamento"
    number = number_of(row.session.course_id, row.user_id)
    attested = f" (attestato n. {number})" if row.attended else ""
    return f"{row.user.name}, {body}{attested}"


class FeedbackForm(CarefulForm):
    """What somebody thought of a meeting."""

    usefulness = forms.TypedChoiceField(
        label="Quanto ti è servito?",
        coerce=int,
        choices=OPINIONS,
        widget=controls.Radios,
        error_messages={"required": "Scegli una risposta."},
    )
    comment = FreeText(
        label="Vuoi aggiungere qualcosa?",
        required=False,
        max_length=500,
        widget=controls.lines(4),
        help_text="Per esempio che cosa è mancato. Non scrivere nomi.",
    )
