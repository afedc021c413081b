"""Meetings in the restricted search."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from intranet.entry.access import Access
from intranet.finding import Hit
from intranet.meetings.wording import when
from intranet.models import Meeting

KIND = "Riunioni"


def find(access: Access, words: Sequence[str], limit: int) -> list[Hit]:
    """Meetings that hold all words, the last first; two queries."""
    rows = Meeting.objects.readable_by(access)
    for word in words:
        rows = rows.filter(search_text__contains=word)
    return [
        Hit(
            title=meeting.title,
            url=reverse("meeting", args=[meeting.pk]),
            kind=KIND,
            about=when(meeting.starts_at, meeting.ends_at),
        )
        for meeting in rows[:limit]
    ]
