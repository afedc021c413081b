"""Who was given which file, for the security log: once, not once for each part of a video.

A part counts as a further one only where the file was noted lately: whoever asks for all but the
first byte, or for the last million of a shorter file, has read it as well.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from accounts.audit.kinds import Kind
from accounts.audit.recording import record
from accounts.models import AuditEntry
from intranet.files.giving import range_of
from intranet.models import PrivateFile

# A film may be left and taken up again on the same day.
LATELY = dt.timedelta(hours=12)


def note_given(file: PrivateFile, *, by: Any, wanted: str, at: dt.datetime) -> None:
    """`wanted` is the `Range` header that was answered."""
    part = range_of(wanted, file.size)
    is_further = part is not None and part[0] > 0
    if is_further and _is_noted(file, by, at - LATELY):
        return
    record(Kind.READING, user=by, obj=file, at=at)


def _is_noted(file: PrivateFile, by: Any, since: dt.datetime) -> bool:
    """By the index on kinds and moments."""
    lately = AuditEntry.objects.filter(kind=Kind.READING, at__gte=since)
    about = {"object_type": file._meta.label_lower, "object_id": str(file.pk)}
    return lately.filter(user_number=by.pk, **about).exists()
