"""What courses say on the home of the restricted part: my next meetings, and the next open one."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from intranet.entry.access import Access
from intranet.training.reading import as_seen, next_sessions

MOST = 3


def read(access: Access) -> dict[str, Any] | None:
    """Three queries at most: my next meetings, and the next that I have no place in."""
    at = timezone.now()
    rows = next_sessions(access, at)
    mine = rows.filter(enrolments__user=access.user)[:MOST]
    others = rows.filter(starts_at__gt=at).exclude(enrolments__user=access.user)
    meetings = [as_seen(row, access, at) for row in mine]
    coming = next((as_seen(row, access, at) for row in others[:1]), None)
    if not meetings and coming is None:
        return None
    return {"meetings": meetings, "coming": coming}
