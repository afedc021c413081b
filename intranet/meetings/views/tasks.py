"""Tasks of all meetings: one's own, the body's, all."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import TemplateView, View

from directory.groupings import page_of
from intranet.meetings import actions
from intranet.meetings.reading import of_person, shown_tasks, tasks_for
from intranet.meetings.views.base import NOT_YOURS
from intranet.views import IntranetMixin

WHOSE = {"miei": "I miei", "ente": "Del mio ente", "tutti": "Di tutti gli enti"}


class TasksView(IntranetMixin, TemplateView):
    """What is still to be done, the first due first; what was done on request."""

    template_name = "intranet/meetings/tasks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        whose = self.request.GET.get("di", "miei")
        whose = whose if whose in WHOSE else "miei"
        done = self.request.GET.get("stato") == "fatti"
        rows = self._rows(whose).filter(done_on__isnull=not done)
        page = page_of(
            rows.order_by("-done_on" if done else "due_on", "pk"), self.request
        )
        page.object_list = shown_tasks(self.access, page.object_list)
        state = "fatti" if done else "aperti"
        return super().get_context_data(
            page=page,
            whose=whose,
            is_done=done,
            choices=[(code, name, code == whose) for code, name in WHOSE.items()],
            query=f"di={whose}&stato={state}&",
            **kwargs,
        )

    def _rows(self, whose: str) -> Any:
        rows = tasks_for(self.access)
        if whose == "tutti":
            return rows
        if whose == "ente":
            return rows.filter(organisation__in=self.access.bodies)
        return of_person(rows, self.access)


class FinishView(IntranetMixin, View):
    """Done, or not done after all."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Then back to where the button was."""
        task = get_object_or_404(tasks_for(self.access), pk=pk)
        is_done = request.POST.get("fatto") == "1"
        try:
            actions.finish_task(
                task=task, on=self.today if is_done else None, by=self.access
            )
            says = "Compito segnato come fatto." if is_done else "Compito riaperto."
            messages.success(request, says)
        except PermissionDenied:
            messages.warning(request, NOT_YOURS)
        return redirect(self._back())

    def _back(self) -> str:
        """Only to this site."""
        wanted = self.request.POST.get("torna", "")
        is_own = wanted.startswith("/intranet/") and url_has_allowed_host_and_scheme(
            wanted, None
        )
        return wanted if is_own else reverse("meeting_tasks")
