"""Meetings for one's own calendar: files to download, never an address that anybody can ask."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse
from django.urls import reverse

from accounts.mail import absolute
from core.calendar_file import CalendarEvent, calendar
from core.office import office
from intranet.training.reading import Meeting

CONTENT_TYPE = "text/calendar; charset=utf-8"
LATER = "In video: il collegamento compare sulla pagina dal giorno prima."


def calendar_answer(meetings: Iterable[Meeting], name: str) -> HttpResponse:
    """The meetings as a file called `name`."""
    answer = HttpResponse(
        calendar(event_of(one) for one in meetings), content_type=CONTENT_TYPE
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def event_of(meeting: Meeting) -> CalendarEvent:
    """One meeting; the video link only where the page would show it now."""
    session = meeting.session
    video = session.video_url if meeting.shows_video else LATER
    return CalendarEvent(
        uid=str(session.uid),
        title=session.course.title,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        changed_at=session.changed_at,
        place=session.place or "In video",
        text=video if session.video_url else "",
        url=absolute(reverse("training_course", args=[session.course_id])),
        is_cancelled=session.is_cancelled,
        sequence=session.version,
        organiser=office(),
    )
