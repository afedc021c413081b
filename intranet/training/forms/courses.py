"""A course, a meeting, why one is called off."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from core import controls
from directory.models import Need, OrganisationPage
from directory.vocabulary import terms
from intranet.days import DayField
from intranet.entry.access import Access
from intranet.free_text import CarefulForm, FreeText
from intranet.links import HttpsField
from intranet.models import TrainingCourse, TrainingSession
from intranet.moments import LONGEST_AHEAD, TOO_FAR
from intranet.training.permissions import can_organise
from intranet.training.reading import STAYS, has_people

MOST_SEATS = 1000
NOT_A_PARTY = "Questo ente non è parte dell’accordo scelto: scegline un altro."
FEWER = "I posti già presi sono {}: non puoi scendere sotto."


class CourseForm(CarefulForm):
    """What a course is about, who organises it, for whom."""

    title = FreeText(
        label="Titolo",
        max_length=160,
        widget=controls.line(),
        error_messages={"required": "Scrivi il titolo."},
    )
    agreement = forms.TypedChoiceField(
        label="Accordo",
        coerce=int,
        widget=forms.Select(controls.SELECT),
        help_text="Il corso è aperto a tutti gli enti che ne sono parte.",
    )
    organisation = forms.TypedChoiceField(
        label="Ente che organizza", coerce=int, widget=forms.Select(controls.SELECT)
    )
    about = FreeText(
        label="Di che cosa parla",
        required=False,
        max_length=3000,
        widget=controls.lines(6),
    )
    audience = FreeText(
        label="Per chi",
        required=False,
        max_length=200,
        widget=controls.line(),
        help_text="Per esempio «operatori di sportello». Vuoto: per tutti.",
    )
    subjects = forms.TypedMultipleChoiceField(
        label="Argomenti", coerce=int, required=False, widget=controls.Checkboxes
    )

    def __init__(
        self, *args: Any, access: Access, course: TrainingCourse, **kw: Any
    ) -> None:
        kw["initial"] = _initial(course)
        super().__init__(*args, **kw)
        self.access, self.course = access, course
        self.needs = {need.pk: need for need in terms(Need)}
        agreements = [(one.pk, one.title) for one in access.agreements]
        self.fields["agreement"].choices = agreements  # type: ignore[attr-defined]
        self.fields["organisation"].choices = _organisers(access)  # type: ignore[attr-defined]
        self.fields["subjects"].choices = [  # type: ignore[attr-defined]
            (pk, need.name) for pk, need in self.needs.items()
        ]
        for name in ("agreement", "organisation"):
            if len(self.fields[name].choices) == 1:  # type: ignore[attr-defined]
                self.initial.setdefault(name, self.fields[name].choices[0][0])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Only a party organises."""
        cleaned = super().clean()
        agreement, body = cleaned.get("agreement"), cleaned.get("organisation")
        chosen = next((a for a in self.access.agreements if a.pk == agreement), None)
        if chosen and body and body not in chosen.parties:
            self.add_error("organisation", NOT_A_PARTY)
        elif chosen and body and not can_organise(self.access, body, agreement):
            self.add_error("organisation", "Puoi scegliere solo il tuo ente.")
        is_moved = self.course.pk and agreement != self.course.agreement_id
        if chosen and is_moved and has_people(self.course):
            self.add_error("agreement", STAYS)
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What the action writes."""
        cleaned = self.cleaned_data
        return {
            "title": cleaned["title"],
            "about": cleaned["about"],
            "audience": cleaned["audience"],
            "agreement_id": cleaned["agreement"],
            "organisation_id": cleaned["organisation"],
        }

    @property
    def chosen_subjects(self) -> list[Need]:
        """The terms themselves."""
        return [self.needs[pk] for pk in self.cleaned_data["subjects"]]


def _organisers(access: Access) -> list[tuple[int, str]]:
    bodies = {
        body
        for agreement in access.agreements
        for body in agreement.parties
        if can_organise(access, body, agreement.pk)
    }
    rows = OrganisationPage.objects.filter(pk__in=bodies).order_by("title")
    return list(rows.values_list("pk", "title"))


def _initial(course: TrainingCourse) -> dict[str, Any]:
    if course.pk is None:
        return {}
    return {
        "title": course.title,
        "agreement": course.agreement_id,
        "organisation": course.organisation_id,
        "about": course.about,
        "audience": course.audience,
        "subjects": list(course.subjects.values_list("pk", flat=True)),
    }


class SessionForm(CarefulForm):
    """When and where, for how many."""

    day = DayField(
        label="Giorno",
        widget=controls.day(),
        error_messages={"required": "Scegli il giorno.", "invalid": "Scrivi una data."},
    )
    begins = forms.TimeField(
        label="Dalle",
        widget=controls.hour(),
        error_messages={"invalid": "Scrivi un’ora."},
    )
    ends = forms.TimeField(
        label="Alle",
        widget=controls.hour(),
        error_messages={"invalid": "Scrivi un’ora."},
    )
    place = FreeText(
        label="Luogo",
        required=False,
        max_length=200,
        widget=controls.line(),
        help_text="Nome della sala e indirizzo. Vuoto se è solo in video.",
    )
    video_url = HttpsField(
        label="Collegamento video",
        required=False,
        help_text="Lo vede solo chi è iscritto, dal giorno prima.",
    )
    seats = forms.IntegerField(
        label="Posti",
        min_value=1,
        max_value=MOST_SEATS,
        widget=forms.NumberInput(controls.CONTROL | {"inputmode": "numeric"}),
    )

    def __init__(
        self, *args: Any, session: TrainingSession, at: dt.datetime, **kw: Any
    ) -> None:
        kw["initial"] = _moments(session)
        super().__init__(*args, **kw)
        self.at, self.session = at, session

    def clean_seats(self) -> int:
        """Nobody loses a place that was given."""
        seats: int = self.cleaned_data["seats"]
        taken = self.session.enrolments.placed().count() if self.session.pk else 0
        if seats < taken:
            raise forms.ValidationError(FEWER.format(taken))
        return seats

    def clean(self) -> dict[str, Any]:
        """To come, somewhere, and not ended before it begins."""
        cleaned = super().clean()
        if not {"day", "begins", "ends"} <= cleaned.keys():
            return cleaned
        # In the night in which clocks are put forward, half past two is after three; two moments
        # of one zone would be compared as clocks show them.
        begins, ends = (
            self._moment(at).astimezone(dt.UTC) for at in ("begins", "ends")
        )
        if ends <= begins:
            self.add_error("ends", "Finisce prima di cominciare: controlla le ore.")
        elif self._moment("begins") <= self.at:
            self.add_error(
                "day", "È già passato: scegli un giorno e un’ora che vengono."
            )
        elif cleaned["day"] > timezone.localdate(self.at) + LONGEST_AHEAD:
            self.add_error("day", TOO_FAR)
        if (
            "video_url" in cleaned
            and not cleaned.get("place")
            and not cleaned["video_url"]
        ):
            self.add_error("place", "Scrivi il luogo, oppure il collegamento video.")
        return cleaned

    def _moment(self, name: str) -> dt.datetime:
        cleaned = self.cleaned_data
        return timezone.make_aware(dt.datetime.combine(cleaned["day"], cleaned[name]))

    @property
    def facts(self) -> dict[str, Any]:
        """What the action writes."""
        cleaned = self.cleaned_data
        return {
            "starts_at": self._moment("begins"),
            "ends_at": self._moment("ends"),
            "place": cleaned["place"],
            "video_url": cleaned["video_url"],
            "seats": cleaned["seats"],
        }


def _moments(session: TrainingSession) -> dict[str, Any]:
    if session.pk is None:
        return {}
    starts, ends = (
        timezone.localtime(moment) for moment in (session.starts_at, session.ends_at)
    )
    return {
        "day": starts.date(),
        "begins": starts.time(),
        "ends": ends.time(),
        "place": session.place,
        "video_url": session.video_url,
        "seats": session.seats,
    }


class CancelForm(CarefulForm):
    """Why a meeting is called off."""

    because = FreeText(
        label="Perché",
        required=False,
        max_length=200,
        widget=controls.line(),
        help_text="Lo legge chi è iscritto. Poche parole, senza dati sulla salute.",
    )
