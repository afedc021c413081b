"""Who was there, the minutes, their approval, the document, the public statement."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import slugify
from django.views.generic import TemplateView, View

from core.pdf import PdfUnavailable, render_pdf
from core.text import as_number
from intranet.meetings import actions
from intranet.meetings.actions.evidence import stated, title_of
from intranet.meetings.actions.minutes import WrittenMeanwhile
from intranet.meetings.minutes_forms import ApprovalForm, MinutesForm
from intranet.meetings.permissions import (
    can_attest,
    can_read_minutes,
    can_write_minutes,
    to_approve,
)
from intranet.meetings.showing import minutes_context
from intranet.meetings.views.base import ActView, MeetingFormView, MeetingMixin
from intranet.models import Meeting, Minutes
from network.actions import UnknownDuty

NO_DUTY = "L'accordo pubblicato non ha l'impegno «incontri-di-aggiornamento»."
SENT = "Verbale mandato agli enti presenti."
AGREED = "Verbale approvato: da ora non si cambia più."


def numbers(request: HttpRequest, name: str) -> list[int]:
    """Numbers that were ticked; what no row could have is left out."""
    sent = map(as_number, request.POST.getlist(name))
    return [number for number in sent if number is not None]


class MinutesMixin(MeetingMixin):
    """A page about minutes that are there."""

    @property
    def known_minutes(self) -> Minutes:
        """Minutes that the person may read. Raises PermissionDenied."""
        minutes = self.minutes
        self.insist(can_read_minutes(self.access, self.meeting, minutes))
        assert minutes is not None  # noqa: S101 - none may not be read
        minutes.meeting = self.meeting
        return minutes

    @property
    def minutes_url(self) -> str:
        """The page of the minutes."""
        return reverse("meeting_minutes", args=[self.meeting.pk])


class AttendanceView(MeetingMixin, TemplateView):
    """Which bodies and people were there."""

    template_name = "intranet/meetings/attendance.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        minutes = self.minutes
        self.insist(can_write_minutes(self.access, self.meeting, minutes, self.at))
        return super().get_context_data(meeting=self.meeting, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Keep what was ticked."""
        chosen = {name: numbers(request, name) for name in ("bodies", "people")}
        actions.note_attendance(
            meeting=self.meeting, **chosen, by=self.access, at=self.at
        )
        return self.done("Presenze salvate.")


class MinutesView(MinutesMixin, TemplateView):
    """The minutes, to read and to print."""

    template_name = "intranet/meetings/minutes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = minutes_context(self.access, self.known_minutes, self.at)
        return super().get_context_data(**told, **kwargs)


class WriteView(MeetingMixin, TemplateView):
    """Write the minutes."""

    template_name = "intranet/meetings/write.html"

    def form(self, data: Any = None) -> MinutesForm:
        """The form, empty or as it was sent."""
        minutes = self.minutes
        self.insist(can_write_minutes(self.access, self.meeting, minutes, self.at))
        return MinutesForm(self.meeting, minutes, data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", self.form() if "form" not in kwargs else None)
        return super().get_context_data(
            meeting=self.meeting, minutes=self.minutes, **kwargs
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Keep it as a draft."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            actions.write_minutes(
                meeting=self.meeting,
                written=form.written(),
                by=self.access,
                at=self.at,
                seen=form.seen,
            )
        except WrittenMeanwhile:
            form.come_late()
            return self.render_to_response(self.get_context_data(form=form))
        to = reverse("meeting_minutes", args=[self.meeting.pk])
        return self.done("Bozza salvata: la vede solo chi organizza.", to)


class SendView(MinutesMixin, ActView):
    """Ask those who were there to approve."""

    def act(self) -> HttpResponse:
        minutes = actions.send_minutes(
            minutes=self.known_minutes, by=self.access, at=self.at
        )
        return self.done(AGREED if minutes.is_approved else SENT, self.minutes_url)


class ApproveView(MinutesMixin, MeetingFormView):
    """A body's word about the minutes."""

    form_class = ApprovalForm
    template_name = "intranet/meetings/approve.html"
    heading = "Approva il verbale"

    @property
    def body(self) -> Any:
        """The body of this address, if its word is awaited from this person."""
        waiting = to_approve(self.access, self.meeting, self.known_minutes)
        found = next((b for b in waiting if b.pk == self.kwargs["body"]), None)
        self.insist(found)
        return found

    @property
    def back(self) -> str:
        return self.minutes_url

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {"body": self.body, "meeting": self.meeting}
        return super().get_context_data(**more, **kwargs)

    def form_valid(self, form: ApprovalForm) -> HttpResponse:
        body, minutes = self.body, self.known_minutes
        if form.cleaned_data["says"] == "correct":
            text = form.cleaned_data["correction"]
            actions.ask_correction(
                minutes=minutes, body=body, text=text, by=self.access
            )
            says = "Richiesta salvata: la legge chi ha scritto il verbale."
            return self.done(says, self.minutes_url)
        held = actions.approve(minutes=minutes, body=body, by=self.access, at=self.at)
        says = AGREED if held.is_approved else f"Approvato per {body.name}."
        return self.done(says, self.minutes_url)


class ApproveInView(MinutesMixin, ActView):
    """Approved by those who sat in a later meeting."""

    def act(self) -> HttpResponse:
        later = as_number(self.request.POST.get("riunione"))
        rows = Meeting.objects.organised_by(self.access)
        found = get_object_or_404(rows, pk=later)
        actions.approve_in(
            minutes=self.known_minutes, later=found, by=self.access, at=self.at
        )
        return self.done(AGREED, self.minutes_url)


class MinutesPdfView(MinutesMixin, View):
    """The minutes as a document."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Where the machine cannot make it, the page that can be printed says so."""
        told = minutes_context(self.access, self.known_minutes, self.at)
        try:
            document = render_pdf("intranet/meetings/minutes_paper.html", told)
        except PdfUnavailable as error:
            messages.warning(request, f"{error} Intanto puoi stampare questa pagina.")
            return redirect(self.minutes_url)
        name = f"verbale-{slugify(self.meeting.title)[:60]}.pdf"
        return HttpResponse(
            document,
            content_type="application/pdf",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


class AttestView(MeetingMixin, TemplateView):
    """What the agreement's public page will say; then it says so, or no longer."""

    template_name = "intranet/meetings/attest.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.insist(can_attest(self.access, self.meeting, self.at))
        return super().get_context_data(
            meeting=self.meeting,
            evidence=stated(self.meeting),
            title=title_of(self.meeting),
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Say so in public, or take it back."""
        told: dict[str, Any] = {
            "meeting": self.meeting,
            "by": self.access,
            "at": self.at,
        }
        if request.POST.get("che") == "ritira":
            actions.take_back(**told)
            return self.done("Attestazione ritirata dalla pagina dell'accordo.")
        try:
            actions.attest(**told)
        except UnknownDuty:
            return self.refused(NO_DUTY)
        return self.done("Attestato: si legge sulla pagina dell'accordo.")
