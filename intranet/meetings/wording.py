"""Words about meetings: when, and what the search reads."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

from core.dates import in_full
from search.text.folding import fold

if TYPE_CHECKING:
    from intranet.models import Meeting

WEEKDAYS = (
    *("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
)


def when(starts_at: dt.datetime, ends_at: dt.datetime) -> str:
    """`giovedì 3 dicembre 2026, dalle 10:00 alle 12:00`, as clocks show it in Italy."""
    starts, ends = timezone.localtime(starts_at), timezone.localtime(ends_at)
    day = f"{WEEKDAYS[starts.weekday()]} {in_full(starts.date())}"
    until = f"alle {ends:%H:%M}"
    if ends.date() != starts.date():
        until = (
            f"alle {ends:%H:%M} di {WEEKDAYS[ends.weekday()]} {in_full(ends.date())}"
        )
    return f"{day}, dalle {starts:%H:%M} {until}"


def searched_text(meeting: Meeting) -> str:
    """All that a reader of the meeting may find it by; minutes once they are out."""
    texts = [meeting.title, meeting.place, meeting.note]
    items = list(meeting.items.all())
    texts += [text for item in items for text in (item.title, item.text)]
    minutes = getattr(meeting, "minutes", None)
    if minutes is not None and minutes.is_out:
        texts += [minutes.text, *(item.outcome for item in items)]
        texts += meeting.decisions.values_list("text", flat=True)
        texts += meeting.tasks.values_list("text", flat=True)
    return " ".join(fold(word) for text in texts for word in text.split())
