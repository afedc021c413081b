"""What views about courses share: their moment, their objects, one form on a page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from accounts.audit.kinds import Kind
from accounts.audit.recording import record
from intranet.models import TrainingCourse, TrainingSession
from intranet.training import reading
from intranet.training.actions.refusals import Gone, NotNow
from intranet.views import IntranetMixin

GONE = "Nel frattempo qualcuno l’ha tolto: non c’è più."


class TrainingMixin(IntranetMixin):
    """Knows the moment, and finds what an address names; what is hidden is not there."""

    kwargs: dict[str, Any]

    def gone(self) -> HttpResponse:
        """To the courses, with the reason."""
        messages.warning(self.request, GONE)
        return redirect("training")

    @cached_property
    def now(self) -> dt.datetime:
        """One moment for the whole answer."""
        return timezone.now()

    @cached_property
    def course(self) -> TrainingCourse:
        """The course of the address, for a reader."""
        try:
            return reading.course_for(self.access, self.kwargs["pk"])
        except reading.NotThere as error:
            raise Http404 from error

    @cached_property
    def kept_course(self) -> TrainingCourse:
        """The course of the address, for whoever keeps it."""
        try:
            return reading.kept_course(self.access, self.kwargs["pk"])
        except reading.NotThere as error:
            raise Http404 from error

    @cached_property
    def session(self) -> TrainingSession:
        """The meeting of the address, for a reader."""
        try:
            return reading.session_for(self.access, self.kwargs["pk"])
        except reading.NotThere as error:
            raise Http404 from error

    @cached_property
    def kept_session(self) -> TrainingSession:
        """The meeting of the address, for whoever keeps its course."""
        try:
            return reading.kept_session(self.access, self.kwargs["pk"])
        except reading.NotThere as error:
            raise Http404 from error

    def note_reading(self, kind: str, number: int) -> None:
        """Names of people were shown: the security log says to whom."""
        record(Kind.READING, user=self.person, about=(f"intranet.{kind}", str(number)))


def course_url(pk: int) -> str:
    """Where one goes back to."""
    return reverse("training_course", args=[pk])


class FormPage(TrainingMixin, FormView):
    """A form on a page of its own: title, button, way back, what it says when done."""

    template_name = "intranet/training/form.html"
    title = ""
    lead = ""
    button = "Salva"
    is_danger = False
    done = ""

    @property
    def back(self) -> str:
        """Where the way back leads, and where one is sent when it is done."""
        raise NotImplementedError

    def perform(self, form: Any) -> str | None:
        """Do it; what to say instead of `done`. Raises NotNow, Gone."""
        raise NotImplementedError

    def notice(self) -> dict[str, str]:
        """Controller, purpose and readers of personal data asked for here; empty: none are."""
        return {}

    def get_success_url(self) -> str:
        return self.back

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            says = self.perform(form)
        except NotNow as reason:
            form.add_error(None, str(reason))
            return self.form_invalid(form)
        except Gone:
            return self.gone()
        messages.success(self.request, says or self.done)
        return redirect(self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {
            "title": self.title,
            "lead": self.lead,
            "button": self.button,
            "is_danger": self.is_danger,
            "back": self.back,
            "notice": self.notice(),
        }
        return super().get_context_data(**shown, **kwargs)


class Deed(TrainingMixin, View):
    """A button: something is done by POST, and one is sent back with a message."""

    http_method_names = ["post"]
    done = ""

    @property
    def back(self) -> str:
        """Where one is sent."""
        raise NotImplementedError

    def perform(self) -> None:
        """Do it. Raises NotNow, Gone."""
        raise NotImplementedError

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        back = self.back
        try:
            self.perform()
        except NotNow as reason:
            messages.error(request, str(reason))
        except Gone:
            return self.gone()
        else:
            messages.success(request, self.done)
        return redirect(back)
