"""Words about meetings in templates."""

from functools import partial

from django import template

from core.dates import from_day
from intranet.meetings.reading import minutes_of
from intranet.models import Meeting
from intranet.moments import when

register = template.Library()
register.filter("from_day", partial(from_day, with_year=True), expects_localtime=True)


@register.simple_tag
def meeting_when(meeting: Meeting) -> str:
    """`giovedì 3 dicembre 2026, dalle 10:00 alle 12:00`."""
    return when(meeting.starts_at, meeting.ends_at)


@register.simple_tag
def meeting_minutes_state(meeting: Meeting) -> str:
    """How far its minutes are; a draft is nobody's business yet."""
    minutes = minutes_of(meeting)
    if minutes is None or not minutes.is_out:
        return "Non ancora" if meeting.is_convened else "–"
    return str(minutes.get_state_display())
