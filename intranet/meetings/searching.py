"""Meetings in the restricted search: what they are found by, and who finds them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse

from intranet.entry.access import Access
from intranet.finding import Hit
from intranet.finding.matching import listed_words
from intranet.finding.rows import holds_all
from intranet.models import Meeting
from intranet.moments import when

KIND = "Riunioni"


def find(access: Access, words: Sequence[str], limit: int) -> list[Hit]:
    """Meetings that hold all words, the last first; two queries."""
    rows = Meeting.objects.readable_by(access).filter(holds_all(words))
    return [
        Hit(
            title=meeting.title,
            url=reverse("meeting", args=[meeting.pk]),
            kind=KIND,
            about=when(meeting.starts_at, meeting.ends_at),
        )
        for meeting in rows[:limit]
    ]


def refresh_search(meeting: Meeting) -> None:
    """Write down what a reader may find the meeting by: what it says now."""
    text = listed_words(*_texts(meeting))
    Meeting.objects.filter(pk=meeting.pk).update(search_text=text)


def _texts(meeting: Meeting) -> Iterator[str]:
    """The minutes only once they are out."""
    yield from (meeting.title, meeting.place, meeting.note)
    items = list(meeting.items.all())
    for item in items:
        yield from (item.title, item.text)
    minutes = getattr(meeting, "minutes", None)
    if minutes is not None and minutes.is_out:
        yield minutes.text
        yield from (item.outcome for item in items)
        yield from meeting.decisions.values_list("text", flat=True)
        yield from meeting.tasks.values_list("text", flat=True)
