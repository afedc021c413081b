"""On the home: files of one's own that nobody uses, and that are about to go."""

from __future__ import annotations

from typing import Any

from intranet.entry.access import Access
from intranet.files.permissions import kept_q
from intranet.files.reading import goes_on
from intranet.models import PrivateFile
from intranet.overview import reading

TITLE = "File che nessuno usa"
SHOWN = 5


def register() -> None:
    """Below what is of today."""
    reading.register(75, TITLE, "intranet/files/panel.html", told)


def told(access: Access) -> dict[str, Any] | None:
    """The first to go; one query."""
    rows = PrivateFile.objects.filter(kept_q(access), told_on__isnull=False)
    listed = rows.defer("text", "words").order_by("told_on", "pk")[:SHOWN]
    files = [{"file": file, "goes_on": goes_on(file)} for file in listed]
    return {"files": files} if files else None
