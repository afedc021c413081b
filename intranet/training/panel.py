"""What courses say on the home of the restricted part: my next meetings, and the next open one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from intranet.entry.access import Access
from intranet.models import TrainingSession
from intranet.training.reading import Meeting, as_seen, next_sessions

MOST = 3


def read(access: Access) -> dict[str, Any] | None:
    """Three queries: my next meetings, the next that I have no place in, and what I organised
    whose attendance is not recorded yet."""
    at = timezone.now()
    rows = next_sessions(access, at)
    mine = rows.filter(enrolments__user=access.user)[:MOST]
    others = rows.filter(starts_at__gt=at).exclude(enrolments__user=access.user)
    meetings = [as_seen(row, access, at) for row in mine]
    coming = next((as_seen(row, access, at) for row in others[:1]), None)
    to_record = _to_record(access, at)
    if not meetings and coming is None and not to_record:
        return None
    return {"meetings": meetings, "coming": coming, "to_record": to_record}


def _to_record(access: Access, at: dt.datetime) -> list[Meeting]:
    """Meetings of the own bodies' courses that are over and wait for their attendance."""
    rows = TrainingSession.objects.readable(access).lacking_attendance(at)
    own = rows.filter(course__organisation__in=access.spoken_for)
    few = own.select_related("course").order_by("-starts_at")[:MOST]
    return [Meeting(row, is_over=True) for row in few]
