"""On the home: a look at the data that is due."""

from __future__ import annotations

from typing import Any

from intranet.data_care.reading import due_for
from intranet.entry.access import Access
from intranet.overview import reading

TITLE = "Verifica dei dati"


def register() -> None:
    """Low on the page: it is due twice a year."""
    reading.register(80, TITLE, "intranet/data_care/panel.html", told)


def told(access: Access) -> dict[str, Any] | None:
    """Bodies that this person answers for, and whose look is due."""
    rows = due_for(access)
    return {"rows": rows} if rows else None
