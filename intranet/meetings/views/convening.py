"""Prepare, convene, change, call off; who of a body goes; the answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import FormView, TemplateView

from intranet.meetings import actions
from intranet.meetings.forms import (
    AnswerForm,
    MeetingForm,
    PeopleForm,
    ReasonForm,
    filled_from,
)
from intranet.meetings.people import people_of, usual_people
from intranet.meetings.permissions import (
    agreements_to_convene,
    can_choose_people,
    can_organise,
)
from intranet.meetings.reading import own_invitation
from intranet.meetings.showing import meeting_context
from intranet.meetings.views.base import ActView, MeetingFormView, MeetingMixin
from intranet.models import MeetingReply
from intranet.views import IntranetMixin

DAYS_AHEAD = 14
AGENDA_DAYS = 2


class PrepareView(IntranetMixin, FormView):
    """A new meeting."""

    template_name = "intranet/meetings/edit.html"
    form_class = MeetingForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Whoever convenes for nobody goes back to the list."""
        if not agreements_to_convene(self.access):
            return redirect("meetings")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        more = {"access": self.access, "at": timezone.now()}
        return super().get_form_kwargs() | more

    def get_initial(self) -> dict[str, Any]:
        """In two weeks, in the morning, with all parties of the agreement."""
        agreements = agreements_to_convene(self.access)
        day = self.today + dt.timedelta(days=DAYS_AHEAD)
        return {
            "title": "Incontro di aggiornamento",
            "day": day,
            "starts": dt.time(10),
            "ends": dt.time(12),
            "agenda_closes_on": day - dt.timedelta(days=AGENDA_DAYS),
            "bodies": sorted(agreements[0].parties) if len(agreements) == 1 else [],
        }

    def form_valid(self, form: MeetingForm) -> HttpResponse:
        meeting = actions.prepare_meeting(
            plan=form.plan(), by=self.access, at=timezone.now()
        )
        says = "Riunione preparata: la vedi solo tu e chi la organizza con te."
        messages.success(self.request, says)
        return redirect("meeting", meeting.pk)


class ChangeView(MeetingFormView):
    """Another moment, place or text."""

    template_name = "intranet/meetings/edit.html"
    form_class = MeetingForm

    def check(self) -> None:
        self.insist(can_organise(self.access, self.meeting))
        self.insist(self.at < self.meeting.starts_at)

    def get_form_kwargs(self) -> dict[str, Any]:
        more = {"access": self.access, "at": self.at}
        return super().get_form_kwargs() | more

    def get_initial(self) -> dict[str, Any]:
        return filled_from(self.meeting)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(meeting=self.meeting, **kwargs)

    def form_valid(self, form: MeetingForm) -> HttpResponse:
        meeting = actions.change_meeting(
            meeting=self.meeting, plan=form.plan(), by=self.access, at=self.at
        )
        told = " Se è cambiato quando o dove, gli invitati ricevono un'e-mail."
        return self.done(f"Salvato.{told if meeting.is_convened else ''}")


class ConveneView(MeetingMixin, TemplateView):
    """Whom the invitation goes to; then it goes."""

    template_name = "intranet/meetings/convene.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.insist(can_organise(self.access, self.meeting))
        bodies = list(self.meeting.bodies.all())
        chosen = {
            b.organisation_id: len(b.people.all()) for b in bodies if b.people.all()
        }
        others = [b.organisation_id for b in bodies if b.organisation_id not in chosen]
        for body, _ in usual_people(others, self.at):
            chosen[body] = chosen.get(body, 0) + 1
        rows = [(body.name, chosen.get(body.organisation_id, 0)) for body in bodies]
        return super().get_context_data(
            meeting=self.meeting, rows=rows, total=sum(chosen.values()), **kwargs
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Send the invitations."""
        actions.convene(meeting=self.meeting, by=self.access, at=self.at)
        return self.done("Riunione convocata: gli inviti partono adesso.")


class CallOffView(MeetingFormView):
    """It does not take place."""

    form_class = ReasonForm
    heading = "Annulla la riunione"
    lead = "Chi è invitato riceve un'e-mail, e la riunione sparisce dal suo calendario."
    button = "Annulla la riunione"

    def check(self) -> None:
        self.insist(can_organise(self.access, self.meeting))

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        because = form.cleaned_data["because"]
        actions.call_off(
            meeting=self.meeting, because=because, by=self.access, at=self.at
        )
        return self.done("Riunione annullata.")


class PeopleView(MeetingFormView):
    """Who of one's own body is invited."""

    template_name = "intranet/meetings/people.html"
    form_class = PeopleForm
    heading = "Chi va alla riunione"

    @property
    def body(self) -> Any:
        """The invited body of this address. Raises Http404."""
        rows = self.meeting.bodies.all()
        found = next((b for b in rows if b.pk == self.kwargs["body"]), None)
        if found is None:
            raise Http404
        return found

    def check(self) -> None:
        self.insist(can_choose_people(self.access, self.body, self.at))

    def get_form_kwargs(self) -> dict[str, Any]:
        self.check()
        people = people_of(self.body.organisation_id, self.today)
        names = [(user.pk, user.name) for user in people]
        return super().get_form_kwargs() | {"people": names}

    def get_initial(self) -> dict[str, Any]:
        return {"people": [person.user_id for person in self.body.people.all()]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {"body": self.body, "meeting": self.meeting}
        return super().get_context_data(**more, **kwargs)

    def form_valid(self, form: PeopleForm) -> HttpResponse:
        actions.choose_people(
            body=self.body,
            users=form.cleaned_data["people"],
            by=self.access,
            at=self.at,
        )
        return self.done(f"Salvato chi va per {self.body.name}.")


class AnswerView(ActView):
    """One's own word; a form that is not right comes back on the page of the meeting."""

    def act(self) -> HttpResponse:
        person = own_invitation(self.access, self.meeting)
        self.insist(person)
        assert person is not None  # noqa: S101 - insisted on above
        told = meeting_context(self.access, self.meeting, self.at)
        form = AnswerForm(self.request.POST, colleagues=told["colleagues"])
        if not form.is_valid():
            template = TemplateView(request=self.request)
            template.template_name = "intranet/meetings/meeting.html"
            return template.render_to_response(
                told | {"answer_form": form, "form": form}
            )
        actions.answer(
            person=person,
            says=MeetingReply(form.cleaned_data["answer"]),
            delegate=form.cleaned_data["delegate"],
            by=self.access,
            at=self.at,
        )
        return self.done("Risposta salvata. Fino all'inizio la puoi cambiare.")
