"""What the pages of one meeting share."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from intranet.meetings.actions.convening import AlreadyOver
from intranet.meetings.actions.minutes import NotReady
from intranet.meetings.reading import meeting_for, minutes_of
from intranet.models import FrozenMinutes, Meeting, Minutes
from intranet.views import IntranetMixin

NOT_YOURS = "Questo non lo puoi fare, oppure non è più il momento."
OVER = "La riunione è già cominciata, o è stata annullata: non si cambia più."
FROZEN = "Il verbale è approvato: non si cambia più."


class MeetingMixin(IntranetMixin):
    """A page of a meeting that the person may read; what they may not do leads back to it."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def at(self) -> dt.datetime:
        """The moment of the request."""
        return timezone.now()

    @cached_property
    def meeting(self) -> Meeting:
        """With its bodies and people. Raises Http404."""
        return meeting_for(self.access, self.kwargs["pk"])

    @property
    def minutes(self) -> Minutes | None:
        """Its minutes, if begun."""
        return minutes_of(self.meeting)

    @property
    def own_url(self) -> str:
        """The page of the meeting."""
        return reverse("meeting", args=[self.kwargs["pk"]])

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Says in words why something cannot be done."""
        try:
            answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
            return answer
        except PermissionDenied:
            return self.refused(NOT_YOURS)
        except AlreadyOver:
            return self.refused(OVER)
        except FrozenMinutes:
            return self.refused(FROZEN)
        except NotReady as error:
            return self.refused(str(error))

    def refused(self, why: str) -> HttpResponse:
        """Back to the meeting, with the reason."""
        messages.warning(self.request, why)
        return redirect(self.own_url)

    def done(self, says: str, to: str = "") -> HttpResponse:
        """Back to the meeting (or `to`), with what was done."""
        messages.success(self.request, says)
        return redirect(to or self.own_url)

    def insist(self, may: object) -> None:
        """Raises PermissionDenied."""
        if not may:
            raise PermissionDenied


class ActView(MeetingMixin, View):
    """Something that a button does."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it and say so."""
        return self.act()

    def act(self) -> HttpResponse:
        """What the button does."""
        raise NotImplementedError


class MeetingFormView(MeetingMixin, FormView):
    """A page with one form. `heading`, `lead` and `button` are its words."""

    template_name = "intranet/meetings/form.html"
    heading = ""
    lead = ""
    button = "Salva"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The empty form, for whom may fill it in."""
        self.check()
        return super().get(request, *args, **kwargs)

    def check(self) -> None:
        """Raises PermissionDenied; who sends the form is asked by the action."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = {"heading": self.heading, "lead": self.lead, "button": self.button}
        return super().get_context_data(**words, back=self.back, **kwargs)

    @property
    def back(self) -> str:
        """Where "Lascia com'è" leads."""
        return self.own_url


class SureView(MeetingFormView):
    """Asks before something is gone: what somebody wrote does not come back."""

    template_name = "intranet/meetings/sure.html"
    form_class = Form

    @property
    def what(self) -> str:
        """The name of what is going to be gone."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(what=self.what, **kwargs)
