"""Lists: the next meetings, one's own, all material."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView, View

from accounts.roles import RoleCode
from intranet.training import reading
from intranet.training.calendars import calendar_answer
from intranet.training.permissions import can_attest, can_create_course
from intranet.training.views.frames import TrainingMixin

ON_A_PAGE = 20


class NextView(TrainingMixin, TemplateView):
    """The next meetings first, each with its button."""

    template_name = "intranet/training/next.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = reading.next_sessions(self.access, self.now)
        page = Paginator(rows, ON_A_PAGE).get_page(self.request.GET.get("pagina"))
        meetings = [reading.as_seen(row, self.access, self.now) for row in page]
        return super().get_context_data(
            page=page,
            meetings=meetings,
            drafts=reading.drafts_of(self.access),
            can_create=can_create_course(self.access),
            can_attest=can_attest(self.access),
            has_report=bool(self.access.bodies_with(RoleCode.MANAGER)),
            **kwargs,
        )


class PastView(TrainingMixin, TemplateView):
    """Courses whose meetings are over: their material stays."""

    template_name = "intranet/training/past.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = reading.past_courses(self.access, self.now)
        page = Paginator(rows, ON_A_PAGE).get_page(self.request.GET.get("pagina"))
        return super().get_context_data(page=page, **kwargs)


class MineView(TrainingMixin, TemplateView):
    """Where I have a place, wait for one, or was."""

    template_name = "intranet/training/mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        meetings = reading.own_meetings(self.access, self.now)
        return super().get_context_data(
            coming=[one for one in reversed(meetings) if not one.is_over],
            past=[one for one in meetings if one.is_over],
            **kwargs,
        )


class MyCalendarView(TrainingMixin, View):
    """My meetings to come, as a file."""

    def get(self, request: HttpRequest) -> HttpResponse:
        meetings = reading.own_meetings(self.access, self.now)
        mine = [one for one in meetings if one.session.is_mine and not one.is_over]
        return calendar_answer(mine, "formazione.ics")


class MaterialsView(TrainingMixin, TemplateView):
    """All material, by subject."""

    template_name = "intranet/training/materials.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        groups = reading.materials_by_subject(self.access)
        return super().get_context_data(groups=groups, **kwargs)
