"""The texts that the coordinator keeps for all who enter, listed on the home."""

from __future__ import annotations

from typing import Any

from intranet.entry.access import Access
from intranet.overview import reading

TITLE = "Da leggere"
MOST = 12


def register() -> None:
    """Last: they change seldom."""
    reading.register(55, TITLE, "intranet/overview/pages.html", told)


def told(access: Access) -> dict[str, Any] | None:
    """The live ones, by title: one query."""
    from intranet.models import IntranetTextPage

    rows = IntranetTextPage.objects.filter(live=True).order_by("title")
    pages = list(rows.only("title", "summary", "url_path", "path", "depth")[:MOST])
    return {"pages": pages} if pages else None
