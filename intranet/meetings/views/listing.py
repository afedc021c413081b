"""The list of meetings, one meeting, and what to talk about in it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.generic import TemplateView, View

from core.calendar_file import calendar
from directory.groupings import page_of
from intranet.meetings.gathering import gathered_for
from intranet.meetings.letters import event_of
from intranet.meetings.permissions import can_convene, can_propose
from intranet.meetings.reading import (
    duties_of,
    earlier_tasks,
    facts_for,
    gathering_for,
    minutes_of,
    readable,
    shown_tasks,
)
from intranet.meetings.showing import meeting_context
from intranet.meetings.views.base import MeetingMixin
from intranet.views import IntranetMixin

MOST_TO_COME = 40
MOST_TASKS = 60


class MeetingsView(IntranetMixin, TemplateView):
    """Those to come, then those that were."""

    template_name = "intranet/meetings/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        at, rows = timezone.now(), readable(self.access)
        return super().get_context_data(
            to_come=rows.to_come(at)[:MOST_TO_COME],
            past=page_of(rows.filter(ends_at__lte=at), self.request),
            can_convene=can_convene(self.access),
            **kwargs,
        )


class MeetingView(MeetingMixin, TemplateView):
    """One meeting: when, where, who, the agenda, the answer."""

    template_name = "intranet/meetings/meeting.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = meeting_context(self.access, self.meeting, self.at)
        return super().get_context_data(**told, **kwargs)


class GatheredView(MeetingMixin, TemplateView):
    """What there is to talk about, gathered from all parts."""

    template_name = "intranet/meetings/gathered.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        meeting = gathering_for(self.access, self.kwargs["pk"])
        facts = facts_for(meeting, self.today)
        tasks = earlier_tasks(self.access, meeting)[:MOST_TASKS]
        return super().get_context_data(
            meeting=meeting,
            meeting_facts=facts,
            tasks=shown_tasks(self.access, tasks),
            sides=duties_of(meeting, self.today),
            gathered=gathered_for(self.access, facts),
            year=self.today.year,
            can_propose=can_propose(self.access, meeting, self.at),
            minutes=minutes_of(meeting),
            **kwargs,
        )


class CalendarView(MeetingMixin, View):
    """The meeting for one's own calendar."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The file; no person is named in it, only the office."""
        text = calendar([event_of(self.meeting)])
        name = slugify(self.meeting.title)[:60] or "riunione"
        return HttpResponse(
            text,
            content_type="text/calendar; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}.ics"'},
        )
