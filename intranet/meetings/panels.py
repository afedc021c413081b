"""What the home says about meetings to one person today."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from intranet.entry.access import Access
from intranet.meetings.permissions import agenda_is_open, speaks_for
from intranet.meetings.reading import of_person, readable, shown_tasks, tasks_for
from intranet.models import MeetingPerson
from intranet.moments import when

SHOWN = 4


def next_meeting(access: Access) -> dict[str, Any] | None:
    """The first that is to come, and what the person has answered: one query."""
    at = timezone.now()
    mine = MeetingPerson.objects.filter(
        body__meeting=OuterRef("pk"),
        user=access.user,
        body__organisation__in=access.bodies,
    )
    rows = readable(access).convened().to_come(at)
    meeting = rows.annotate(said=Subquery(mine.values("answer")[:1])).first()
    if meeting is None:
        return None
    return {
        "meeting": meeting,
        "when": when(meeting.starts_at, meeting.ends_at),
        # Empty: invited, and has not answered. None: not invited by name.
        "awaits_answer": meeting.said == "",
        "agenda_is_open": agenda_is_open(meeting, at, access.on),
    }


def my_tasks(access: Access) -> dict[str, Any] | None:
    """Open tasks, the first due first, and minutes that wait for the person's body."""
    rows = of_person(tasks_for(access), access).still_open()
    found = list(rows.order_by("due_on", "pk")[: SHOWN + 50])
    waiting = _waiting(access)
    if not found and not waiting:
        return None
    return {
        "tasks": shown_tasks(access, found[:SHOWN]),
        "rest": len(found[SHOWN:]),
        "waiting": waiting,
    }


def _waiting(access: Access) -> list[Any]:
    """Minutes that a body the person speaks for has not approved."""
    mine = speaks_for(access)
    if not mine:
        return []
    out = readable(access).filter(minutes__state="sent")
    unsaid = out.filter(
        bodies__organisation__in=mine,
        bodies__was_present=True,
        bodies__approved_at=None,
    )
    return list(unsaid.distinct()[:SHOWN])
