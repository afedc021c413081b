"""Take a place, give it back, take places for people of the own body; what one thought."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View

from directory.models import OrganisationPage
from intranet.models import Enrolment
from intranet.moments import when
from intranet.training import reading
from intranet.training.actions import attending, enrolling
from intranet.training.calendars import calendar_answer
from intranet.training.forms.places import (
    EnrolForm,
    FeedbackForm,
    PeopleForm,
    SureForm,
)
from intranet.training.permissions import (
    bodies_to_attend_for,
    bodies_to_enrol,
    can_enrol,
    can_give_feedback,
)
from intranet.training.post import send_letters
from intranet.training.views.frames import FormPage, TrainingMixin, course_url
from intranet.training.words import counted

ASKED = "per organizzare l’incontro e attestare la presenza"
SEEN = "chi organizza il corso e chi è responsabile del tuo ente"


class EnrolView(FormPage):
    """Look once more, then take the place."""

    template_name = "intranet/training/enrol.html"
    form_class = EnrolForm
    done = (
        "Sei iscritto. Trovi l’incontro in «I miei incontri» e nella pagina iniziale."
    )

    @property
    def back(self) -> str:
        return course_url(self.session.course_id)

    @cached_property
    def meeting(self) -> reading.Meeting:
        """As the person sees it before they decide."""
        return reading.as_seen(self.session, self.access, self.now)

    @property
    def title(self) -> str:  # type: ignore[override]
        """A place, or a wait for one."""
        return "Ti metti in lista d’attesa?" if self.meeting.is_full else "Ti iscrivi?"

    @property
    def button(self) -> str:  # type: ignore[override]
        """The same."""
        is_full = self.meeting.is_full
        return "Mettimi in lista d’attesa" if is_full else "Conferma l’iscrizione"

    def get_form_kwargs(self) -> dict[str, Any]:
        if not can_enrol(self.access, self.session, self.now):
            raise Http404
        bodies = sorted(bodies_to_attend_for(self.access, self.session.course))
        return {**super().get_form_kwargs(), "bodies": bodies}

    def perform(self, form: EnrolForm) -> str | None:
        enrolment = enrolling.enrol(
            session=self.session,
            access=self.access,
            organisation_id=form.organisation_id,
            at=self.now,
        )
        if not enrolment.is_waiting:
            return None
        return "I posti sono finiti: sei in lista d’attesa. Se si libera un posto ti scriviamo."

    def notice(self) -> dict[str, str]:
        body = self.session.course.organisation
        name = body.title if body else "il Comune"
        return {"body": name, "purpose": ASKED, "seen_by": SEEN}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(meeting=self.meeting, **kwargs)


class OwnPlace(FormPage):
    """Something about one's own place in a meeting."""

    @cached_property
    def enrolment(self) -> Enrolment:
        """Mine; for others there is nothing here."""
        rows = Enrolment.objects.filter(user=self.person).select_related(
            "session__course"
        )
        found: Enrolment = get_object_or_404(rows, session=self.kwargs["pk"])
        return found

    @property
    def lead(self) -> str:  # type: ignore[override]
        """Which meeting."""
        session = self.enrolment.session
        return f"{session.course.title}, {when(session.starts_at, session.ends_at)}."

    @property
    def back(self) -> str:
        return reverse("training_mine")


class WithdrawView(OwnPlace):
    """Ask before a place is given back."""

    title = "Rinunci al posto?"
    button = "Sì, rinuncio"
    is_danger = True
    done = "Hai lasciato il posto: lo prende chi era in attesa."

    form_class = SureForm

    def get_form_kwargs(self) -> dict[str, Any]:
        if not self.enrolment.session.is_open_at(self.now):
            raise Http404
        return super().get_form_kwargs()

    def perform(self, form: Any) -> None:
        session = self.enrolment.session
        enrolling.withdraw(enrolment=self.enrolment, by=self.person, at=self.now)
        send_letters(at=self.now, session=session)


class FeedbackView(OwnPlace):
    """Two questions after a meeting."""

    title = "Com’è andata?"
    button = "Manda il parere"
    form_class = FeedbackForm
    template_name = "intranet/training/feedback.html"
    done = "Grazie: il tuo parere è arrivato, senza il tuo nome."

    def get_form_kwargs(self) -> dict[str, Any]:
        if not can_give_feedback(self.enrolment, self.person, self.now):
            raise Http404
        return super().get_form_kwargs()

    def perform(self, form: FeedbackForm) -> None:
        attending.give_feedback(
            enrolment=self.enrolment,
            by=self.person,
            usefulness=form.cleaned_data["usefulness"],
            comment=form.cleaned_data["comment"],
            at=self.now,
        )


class EnrolPeopleView(FormPage):
    """Take places for people of the own body; with several, first which."""

    template_name = "intranet/training/enrol_people.html"
    title = "Iscrivi persone del tuo ente"
    button = "Iscrivi"
    form_class = PeopleForm

    @property
    def back(self) -> str:
        return course_url(self.session.course_id)

    @cached_property
    def bodies(self) -> list[OrganisationPage]:
        """Those for which the person may do it."""
        keys = bodies_to_enrol(self.access, self.session.course)
        if not keys or not can_enrol(self.access, self.session, self.now):
            raise PermissionDenied
        return list(OrganisationPage.objects.filter(pk__in=keys).order_by("title"))

    @cached_property
    def body(self) -> OrganisationPage:
        """The one that is asked for, or the only one."""
        asked = self.request.GET.get("ente") or self.bodies[0].pk
        found = next((one for one in self.bodies if str(one.pk) == str(asked)), None)
        if found is None:
            raise Http404
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        there = set(self.session.enrolments.values_list("user_id", flat=True))
        people = enrolling.people_of(self.body.pk, self.access.on)
        self.already = [row.user.name for row in people if row.user_id in there]
        rest = [row for row in people if row.user_id not in there]
        return {**super().get_form_kwargs(), "people": rest}

    def perform(self, form: PeopleForm) -> str:
        made = enrolling.enrol_people(
            session=self.session,
            access=self.access,
            organisation_id=self.body.pk,
            user_ids=form.cleaned_data["people"],
            at=self.now,
        )
        send_letters(at=self.now, session=self.session)
        waiting = sum(one.is_waiting for one in made)
        placed = counted(len(made) - waiting, "persona iscritta", "persone iscritte")
        more = f", {waiting} in lista d’attesa" if waiting else ""
        return f"{placed}{more}. Ricevono un’e-mail."

    def notice(self) -> dict[str, str]:
        return {"body": self.body.title, "purpose": ASKED, "seen_by": SEEN}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        meeting = reading.as_seen(self.session, self.access, self.now)
        context = super().get_context_data(meeting=meeting, body=self.body, **kwargs)
        return context | {"bodies": self.bodies, "already": self.already}


class SessionCalendarView(TrainingMixin, View):
    """One meeting, as a file."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting = reading.as_seen(self.session, self.access, self.now)
        return calendar_answer([meeting], "incontro.ics")
