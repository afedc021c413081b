"""Files that hang from meetings: whoever reads the meeting reads them."""

from __future__ import annotations

from django.db.models import QuerySet

from intranet.entry.access import Access
from intranet.models import Meeting, MeetingDocument, PrivateFile


def is_of_a_meeting(access: Access, file: PrivateFile) -> bool:
    """True where the file is a document of a meeting that the person may read."""
    meetings = Meeting.objects.readable_by(access).order_by()
    rows = MeetingDocument.objects.filter(file=file)
    return rows.filter(meeting__in=meetings.values("pk")).exists()


def readable(access: Access) -> QuerySet:
    """The same as a queryset of keys."""
    meetings = Meeting.objects.readable_by(access).order_by()
    rows = MeetingDocument.objects.filter(meeting__in=meetings.values("pk"))
    return rows.order_by().values("file")
