"""Forms of meetings. What is wrong is told at its field, and nothing typed is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from core import controls
from directory.models import OrganisationPage
from intranet.days import DayField
from intranet.entry.access import Access
from intranet.files.forms import PrivateUploadField
from intranet.free_text import CarefulForm, FreeText
from intranet.links import HttpsField
from intranet.meetings.actions.convening import Plan
from intranet.meetings.permissions import agreements_to_convene
from intranet.models import Meeting, MeetingKind, MeetingReply
from intranet.moments import LONGEST_AHEAD, TOO_FAR
from network.models import NetworkBodyPage

PAST = "Questo momento è già passato."
ENDS_BEFORE = "Finirebbe prima di cominciare."
NO_PLACE = "Scrivi dove ci si vede, oppure il collegamento video."
NOT_A_PARTY = "Invita solo enti che fanno parte dell'accordo: {} non c'è."
NO_DELEGATE = "Scegli a chi deleghi, tra le persone del tuo ente."
CLOSES_AFTER = "Si propongono punti al massimo fino al giorno della riunione."


class MeetingForm(CarefulForm):
    """What is held, when, where, with whom."""

    kind = forms.ChoiceField(label="Che cos'è", choices=MeetingKind.choices)
    agreement = forms.TypedChoiceField(label="Accordo", coerce=int)
    network_body = forms.TypedChoiceField(
        label="Organo della rete",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Solo per la riunione di un organo, per esempio la cabina di regia.",
    )
    title = FreeText(label="Titolo", max_length=160)
    day = DayField(label="Giorno", widget=controls.day())
    starts = forms.TimeField(label="Dalle", widget=controls.hour())
    ends = forms.TimeField(label="Alle", widget=controls.hour())
    place = FreeText(
        label="Dove",
        max_length=255,
        required=False,
        help_text="Sede, indirizzo e stanza. Lascia vuoto se ci si vede solo in video.",
    )
    video_url = HttpsField(label="Collegamento video", required=False)
    bodies = forms.TypedMultipleChoiceField(
        label="Enti invitati",
        coerce=int,
        widget=controls.Checkboxes,
        error_messages={"required": "Invita almeno un ente."},
    )
    agenda_closes_on = DayField(
        label="Gli enti propongono punti fino al", widget=controls.day()
    )
    note = FreeText(
        label="Nota per chi è invitato",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(
        self, *args: Any, access: Access, at: dt.datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.agreements = agreements_to_convene(access)
        # The agreement of a meeting stays.
        if meeting := kwargs.get("initial", {}).get("agreement"):
            self.agreements = [a for a in access.agreements if a.pk == meeting]
        self._choices()

    def _choices(self) -> None:
        titles = [(a.pk, a.title) for a in self.agreements]
        self._field("agreement").choices = titles
        parties = frozenset[int]().union(*(a.parties for a in self.agreements))
        bodies = OrganisationPage.objects.filter(pk__in=parties).order_by("title")
        self.names = dict(bodies.values_list("pk", "title"))
        self._field("bodies").choices = list(self.names.items())
        organs = NetworkBodyPage.objects.published().order_by("title")
        shown = dict(organs.values_list("pk", "title"))
        self._field("network_body").choices = [("", "Nessuno"), *shown.items()]
        known = self.initial.get("network_body")
        # One that is not public now, which the field does not show, stays.
        self.unshown_body = None if known in shown else known

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def clean(self) -> dict[str, Any]:
        """What two fields say together."""
        cleaned = super().clean()
        self._check_moment(cleaned)
        where = {"place", "video_url"}
        if not any(map(cleaned.get, where)) and not where & self.errors.keys():
            self.add_error("place", NO_PLACE)
        self._check_bodies(cleaned)
        return self.cleaned_data

    def _check_bodies(self, cleaned: dict[str, Any]) -> None:
        parties = {a.pk: a.parties for a in self.agreements}
        allowed = parties.get(cleaned.get("agreement", 0), frozenset())
        foreign = set(cleaned.get("bodies") or ()) - allowed
        if foreign and "agreement" in cleaned:
            names = ", ".join(sorted(self.names[body] for body in foreign))
            self.add_error("bodies", NOT_A_PARTY.format(names))

    def _check_moment(self, cleaned: dict[str, Any]) -> None:
        day, starts, ends = (cleaned.get(name) for name in ("day", "starts", "ends"))
        if not (day and starts and ends):
            return
        # In the night in which clocks are put forward, half past two is after three; two moments
        # of one zone would be compared as clocks show them.
        begins, over = (moment(day, at).astimezone(dt.UTC) for at in (starts, ends))
        if over <= begins:
            self.add_error("ends", ENDS_BEFORE)
        if moment(day, starts) <= self.at:
            self.add_error("day", PAST)
        elif day > timezone.localdate(self.at) + LONGEST_AHEAD:
            self.add_error("day", TOO_FAR)
        if (closes := cleaned.get("agenda_closes_on")) and closes > day:
            self.add_error("agenda_closes_on", CLOSES_AFTER)

    def plan(self) -> Plan:
        """What was filled in; to be asked of a valid form."""
        told = self.cleaned_data
        names = ("kind", "network_body", "title", "place", "video_url", "note")
        facts = {name: told[name] for name in (*names, "agenda_closes_on")}
        return Plan(
            agreement_id=told["agreement"],
            network_body_id=facts.pop("network_body") or self.unshown_body,
            starts_at=moment(told["day"], told["starts"]),
            ends_at=moment(told["day"], told["ends"]),
            bodies=frozenset(told["bodies"]),
            **facts,
        )


def moment(day: dt.date, hour: dt.time) -> dt.datetime:
    """As clocks show it in Italy."""
    return timezone.make_aware(dt.datetime.combine(day, hour))


def filled_from(meeting: Meeting) -> dict[str, Any]:
    """The form as it was filled in."""
    starts, ends = (
        timezone.localtime(at) for at in (meeting.starts_at, meeting.ends_at)
    )
    names = ("kind", "title", "place", "video_url", "note", "agenda_closes_on")
    return {
        **{name: getattr(meeting, name) for name in names},
        "agreement": meeting.agreement_id,
        "network_body": meeting.network_body_id,
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "bodies": [body.organisation_id for body in meeting.bodies.all()],
    }


class ReasonForm(CarefulForm):
    """Why a meeting does not take place: those invited read it."""

    because = FreeText(label="Perché è annullata", max_length=255)


class AnswerForm(forms.Form):
    """Whether somebody comes, or who comes for them."""

    answer = forms.ChoiceField(
        label="La tua risposta",
        choices=MeetingReply.choices,
        widget=controls.Radios,
        error_messages={"required": "Scegli una risposta."},
    )
    delegate = forms.TypedChoiceField(
        label="Se deleghi, a chi", coerce=int, empty_value=None, required=False
    )

    def __init__(
        self, *args: Any, colleagues: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["delegate"]
        field.choices = [("", "Scegli una persona"), *colleagues]

    def clean(self) -> dict[str, Any]:
        """To delegate is to say to whom."""
        told = self.cleaned_data
        lacks = not told.get("delegate") and "delegate" not in self.errors
        if told.get("answer") == MeetingReply.DELEGATES and lacks:
            self.add_error("delegate", NO_DELEGATE)
        return told


class PeopleForm(forms.Form):
    """Who of a body is invited."""

    people = forms.TypedMultipleChoiceField(
        label="Chi invitare",
        coerce=int,
        required=False,
        widget=controls.Checkboxes,
    )

    def __init__(
        self, *args: Any, people: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["people"]
        field.choices = list(people)


class ItemForm(CarefulForm):
    """A point of the agenda."""

    title = FreeText(label="Di che cosa vuoi parlare", max_length=200)
    text = FreeText(
        label="Spiegalo in poche righe",
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
        help_text="Senza nomi né storie di persone assistite.",
    )
    organisation = forms.TypedChoiceField(
        label="A nome di", coerce=int, empty_value=None, required=False
    )

    def __init__(
        self, *args: Any, bodies: Iterable[tuple[Any, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("" if key is None else key, name) for key, name in bodies]
        field: Any = self.fields["organisation"]
        field.choices = choices
        if len(choices) < 2:  # nothing to choose
            field.widget = forms.HiddenInput()
            field.initial = choices[0][0] if choices else None


class DocumentForm(CarefulForm):
    """A document for those invited."""

    title = FreeText(label="Titolo", max_length=160)
    file = PrivateUploadField(label="File")
