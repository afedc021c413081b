"""The form in which minutes are written: what was said, decisions, tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from core import controls
from intranet.days import DayField
from intranet.free_text import CarefulForm, FreeText
from intranet.meetings.actions.minutes import Task, Written, mark_of
from intranet.models import AgendaItem, Meeting, Minutes

MOST = 60
ANOTHER_BODY = "Questa persona non è tra gli invitati dell'ente scelto."
NO_TEXT = "Scrivi che cosa c'è da fare."
NO_BODY = "Scegli l'ente che se ne occupa."
NO_DAY = "Scrivi entro quando."
NO_CORRECTION = "Scrivi che cosa va corretto."


class TextForm(CarefulForm):
    """The account, and what was said on each point."""

    text = FreeText(
        label="Resoconto",
        required=False,
        max_length=20000,
        widget=forms.Textarea({"rows": 6}),
        help_text="Quello che non sta sotto un punto.",
    )

    def __init__(self, *args: Any, items: list[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[_name(item)] = FreeText(
                label=f"{item.number}. {item.title}",
                required=False,
                max_length=10000,
                initial=item.outcome,
                widget=forms.Textarea({"rows": 4}),
            )

    def points(self) -> Iterator[forms.BoundField]:
        """The fields of the agenda's points."""
        return (self[_name(item)] for item in self.items)

    def outcomes(self) -> Mapping[int, str]:
        """What was said, by the number of the row."""
        return {item.pk: self.cleaned_data[_name(item)] for item in self.items}


def _name(item: AgendaItem) -> str:
    return f"item-{item.pk}"


class DecisionForm(CarefulForm):
    """One decision; empty, it is none."""

    text = FreeText(
        label="Decisione",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )


class TaskForm(CarefulForm):
    """One task; empty, it is none. People are those invited: each body shows no others."""

    text = FreeText(label="Che cosa c'è da fare", max_length=300, required=False)
    organisation = forms.TypedChoiceField(
        label="Se ne occupa", coerce=int, empty_value=None, required=False
    )
    person = forms.TypedChoiceField(
        label="In particolare", coerce=int, empty_value=None, required=False
    )
    due_on = DayField(label="Entro il", widget=controls.day(), required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = [body for body in meeting.bodies.all() if body.organisation_id]
        self.people = {
            row.user_id: body.organisation_id
            for body in bodies
            for row in body.people.all()
            if row.user_id
        }
        names = [
            (row.user_id, f"{row.user.name} ({body.name})")
            for body in bodies
            for row in body.people.all()
            if row.user
        ]
        chosen = [(body.organisation_id, body.name) for body in bodies]
        self._choices("organisation", [("", "Scegli l'ente"), *chosen])
        self._choices("person", [("", "Nessuno in particolare"), *names])

    def _choices(self, name: str, choices: list[tuple[Any, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    @property
    def is_empty(self) -> bool:
        """Nothing was filled in."""
        return not any(self.cleaned_data.get(name) for name in self.fields)

    def clean(self) -> dict[str, Any]:
        """A task says what, who and by when."""
        told = super().clean()
        if self.is_empty:
            return told
        for name, says in (("text", NO_TEXT), ("organisation", NO_BODY)):
            if not told.get(name) and name not in self.errors:
                self.add_error(name, says)
        if not told.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", NO_DAY)
        person = told.get("person")
        if person and self.people.get(person) != told.get("organisation"):
            self.add_error("person", ANOTHER_BODY)
        return self.cleaned_data

    def task(self) -> Task:
        """What was filled in."""
        told = self.cleaned_data
        return Task(
            told["text"], told["organisation"], told["due_on"], told.get("person")
        )


def _set(form: type[forms.Form], extra: int) -> Any:
    return formset_factory(form, extra=extra, max_num=MOST, absolute_max=MOST)


class MinutesForm:
    """All three together; empty rows are left out. `seen` is `mark_of` what its writer has read."""

    def __init__(self, meeting: Meeting, minutes: Minutes | None, data: Any) -> None:
        self.is_late = False
        self.now = mark_of(meeting, minutes)
        self.seen = self.now if data is None else data.get("seen", "")
        decisions = [{"text": d.text} for d in meeting.decisions.all()]
        tasks = [
            {
                "text": task.text,
                "organisation": task.organisation_id,
                "person": task.person_id,
                "due_on": task.due_on,
            }
            for task in meeting.tasks.all()
        ]
        initial = {"text": minutes.text if minutes else ""}
        items = list(meeting.items.all())
        self.text = TextForm(data, initial=initial, items=items)
        self.decisions: BaseFormSet = _set(DecisionForm, 3)(
            data, initial=decisions, prefix="decisions"
        )
        for number, row in enumerate(self.decisions.forms, 1):
            row.fields["text"].label = f"Decisione {number}"
        self.tasks: BaseFormSet = _set(TaskForm, 3)(
            data,
            initial=tasks,
            prefix="tasks",
            form_kwargs={"meeting": meeting},
        )

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """What is wrong: at which field (its id), of which row, in words."""
        named = [("", form) for form in (self.text, *self.decisions.forms)]
        named += [(f"Compito {n}, ", row) for n, row in enumerate(self.tasks.forms, 1)]
        return [
            (field.id_for_label, f"{row}{field.label}", error)
            for row, form in named
            for field in form
            for error in field.errors
        ]

    def is_valid(self) -> bool:
        """All are asked, so that all errors show at once."""
        asked = (self.text, self.decisions, self.tasks)
        return all([part.is_valid() for part in asked])  # noqa: C419 - none is skipped

    def come_late(self) -> None:
        """Somebody else wrote meanwhile: said, and what was typed is kept when sent again."""
        self.is_late, self.seen = True, self.now

    def written(self) -> Written:
        """What minutes say; to be asked of a valid form."""
        decisions = (form.cleaned_data.get("text", "") for form in self.decisions)
        tasks = (form for form in self.tasks if not form.is_empty)
        return Written(
            text=self.text.cleaned_data["text"],
            outcomes=self.text.outcomes(),
            decisions=[text for text in decisions if text],
            tasks=[form.task() for form in tasks],
        )


class ApprovalForm(CarefulForm):
    """Whether minutes are right, in the name of a body that was there."""

    says = forms.ChoiceField(
        label="Che cosa dici",
        choices=[
            ("approve", "Approvo il verbale"),
            ("correct", "Chiedo una correzione"),
        ],
        widget=controls.Radios,
        error_messages={"required": "Scegli se approvare o chiedere una correzione."},
    )
    correction = FreeText(
        label="Che cosa va corretto",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """A correction says what."""
        told = super().clean()
        lacks = not told.get("correction") and "correction" not in self.errors
        if told.get("says") == "correct" and lacks:
            self.add_error("correction", NO_CORRECTION)
        return self.cleaned_data
