"""Who comes and who was there: for the organiser; of one body, for whoever answers for it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from accounts.actions import give_name
from accounts.roles import RoleCode
from core.pdf import PdfUnavailable, render_pdf
from directory.models import OrganisationPage
from intranet.models import Enrolment
from intranet.moments import when
from intranet.training import reporting
from intranet.training.actions.attending import record_attendance
from intranet.training.forms.places import AttendanceForm, NameForm
from intranet.training.permissions import can_read_report, can_record_attendance
from intranet.training.views.frames import FormPage, TrainingMixin, course_url
from intranet.training.words import counted

FIRST_YEAR, LAST_YEAR = 2000, 2100
NAME_KEEPER = "il tuo ente"
NAME_PURPOSE = "per l’attestato e per chiamarti per nome nelle pagine riservate"
NAME_SEEN = "chi lavora con te nelle pagine riservate"


class ParticipantsMixin(TrainingMixin):
    """Those enrolled in a meeting, with their names: for whoever keeps its course."""

    @cached_property
    def enrolments(self) -> list[Enrolment]:
        """All, by name: one query."""
        session = self.kept_session
        rows = list(session.enrolments.select_related("user", "organisation"))
        for row in rows:
            row.session = session
        return sorted(rows, key=lambda row: row.user.name.casefold())

    @property
    def placed(self) -> list[Enrolment]:
        """Who has a place."""
        return [row for row in self.enrolments if not row.is_waiting]

    @property
    def waiting(self) -> list[Enrolment]:
        """Who waits, in the order in which they get a place."""
        rows = [row for row in self.enrolments if row.is_waiting]
        return sorted(rows, key=lambda row: (row.enrolled_at, row.pk))


class ParticipantsView(ParticipantsMixin, FormPage):
    """The list; once the meeting begins, boxes for who is there."""

    template_name = "intranet/training/participants.html"
    title = "Iscritti e presenze"
    button = "Salva le presenze"
    form_class = AttendanceForm

    @property
    def back(self) -> str:
        return course_url(self.kept_session.course_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "enrolments": self.placed}

    def perform(self, form: AttendanceForm) -> str:
        there = record_attendance(
            session=self.kept_session,
            access=self.access,
            attended=form.attended,
            at=self.now,
        )
        return f"Presenze salvate: {counted(there, 'presente', 'presenti')}."

    def get_success_url(self) -> str:
        return self.request.path

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        session = self.kept_session
        self.note_reading("trainingsession", session.pk)
        return super().get_context_data(
            session=session,
            when=when(session.starts_at, session.ends_at),
            placed=self.placed,
            waiting=self.waiting,
            can_record=can_record_attendance(self.access, session, self.now),
            **kwargs,
        )


class SignatureSheetView(ParticipantsMixin, TemplateView):
    """Names with a line to sign on, and empty lines for who comes unannounced."""

    template_name = "intranet/training/signatures.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        session = self.kept_session
        self.note_reading("trainingsession", session.pk)
        return super().get_context_data(
            session=session,
            when=when(session.starts_at, session.ends_at),
            placed=self.placed,
            spare=range(4),
            **kwargs,
        )


class ReportIndexView(TrainingMixin, TemplateView):
    """The bodies that somebody answers for; with one, straight to it."""

    template_name = "intranet/training/report_index.html"

    @cached_property
    def bodies(self) -> list[OrganisationPage]:
        """Those whose report the person may read."""
        keys = self.access.bodies_with(RoleCode.MANAGER)
        if not keys:
            raise Http404
        return list(OrganisationPage.objects.filter(pk__in=keys).order_by("title"))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if len(self.bodies) == 1:
            return redirect("training_report_body", self.bodies[0].pk)
        return self.render_to_response(self.get_context_data(bodies=self.bodies))


class ReportView(TrainingMixin, TemplateView):
    """Who of a body attended what, in one year."""

    template_name = "intranet/training/report.html"

    @property
    def year(self) -> int:
        """The year asked for; this one where it is none."""
        asked = self.request.GET.get("anno", "")
        is_year = asked.isascii() and asked.isdecimal() and len(asked) == 4
        year = int(asked) if is_year else self.today.year
        return year if FIRST_YEAR <= year <= LAST_YEAR else self.today.year

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not can_read_report(self.access, self.kwargs["pk"]):
            raise Http404
        body = get_object_or_404(OrganisationPage, pk=self.kwargs["pk"])
        report = reporting.report_of(body, self.year)
        self.note_reading("trainingreport", body.pk)
        return super().get_context_data(report=report, **kwargs)


class AttestationMixin(TrainingMixin):
    """What I attended of a course; of the own alone, also when the agreement is over."""

    @cached_property
    def attestation(self) -> reporting.Attestation:
        """404 for whoever attended nothing of it."""
        found = reporting.attestation_of(self.person, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def name_first(self) -> HttpResponse | None:
        """To the question how the person is called; None where that is known."""
        if self.attestation.name:
            return None
        return redirect("training_attestation_name", self.kwargs["pk"])


class AttestationNameView(AttestationMixin, FormPage):
    """An attestation prints a name, never a mailbox: whoever has none says it, once."""

    title = "Come ti chiami?"
    lead = "Sull’attestato va il tuo nome, e qui non c’è ancora."
    button = "Salva e vai all’attestato"
    form_class = NameForm
    done = "Nome salvato."

    @property
    def back(self) -> str:
        return reverse("training_mine")

    def get_form_kwargs(self) -> dict[str, Any]:
        if self.attestation.name:
            raise Http404
        return super().get_form_kwargs()

    def perform(self, form: NameForm) -> None:
        give_name(user=self.person, **form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("training_attestation", args=[self.kwargs["pk"]])

    def notice(self) -> dict[str, str]:
        return {"body": NAME_KEEPER, "purpose": NAME_PURPOSE, "seen_by": NAME_SEEN}


class AttestationView(AttestationMixin, TemplateView):
    """The attestation as a page to print."""

    template_name = "intranet/training/attestation.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.name_first() or super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {"attestation": self.attestation, "on": self.today}
        return super().get_context_data(**shown, **kwargs)


class AttestationPdfView(AttestationMixin, View):
    """The same as PDF; where this machine cannot write one, the page, which says so."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if to_the_name := self.name_first():
            return to_the_name
        shown = {"attestation": self.attestation, "on": self.today}
        try:
            content = render_pdf("intranet/training/attestation_paper.html", shown)
        except PdfUnavailable:
            page = reverse("training_attestation", args=[pk])
            return redirect(f"{page}?senza-pdf=1")
        answer = HttpResponse(content, content_type="application/pdf")
        answer.headers["Content-Disposition"] = 'attachment; filename="attestato.pdf"'
        return answer
