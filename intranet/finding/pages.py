"""Finds restricted pages by title, summary and text."""

from __future__ import annotations

from collections.abc import Sequence

from intranet.entry.access import Access
from intranet.finding import Hit, register
from intranet.finding.matching import holds, listed_words, snippet
from intranet.models import IntranetTextPage

KIND = "Pagine"
# They are few, and kept by one coordinator: read whole, beyond this none is looked at.
MOST = 500


def add() -> None:
    """In `ready()`."""
    register(KIND, find_pages)


def find_pages(access: Access, words: Sequence[str], limit: int) -> list[Hit]:
    """Those for all who enter; a title that says the words comes first. One query."""
    if not access.enters:
        return []
    pages = IntranetTextPage.objects.filter(live=True).order_by("title")[:MOST]
    held = [(page, _text(page)) for page in pages]
    fits = [
        (not holds(listed_words(page.title), words), page.title, page, text)
        for page, text in held
        if holds(listed_words(page.title, page.summary, text), words)
    ]
    fits.sort(key=lambda row: row[:2])
    return [
        Hit(page.title, page.url, KIND, snippet(f"{page.summary} {text}", words))
        for _, _, page, text in fits[:limit]
    ]


def _text(page: IntranetTextPage) -> str:
    block = page.body.stream_block
    return " ".join(block.get_searchable_content(page.body))
