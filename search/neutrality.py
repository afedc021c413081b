"""A text above the results speaks of a service, never for a body."""

from __future__ import annotations

import re

from core.querysets import published_pages
from directory.models import DeskPage, OrganisationPage
from search.text import index_tokens

# A link or a number would be an advertisement that nobody checks.
_ADDRESS = re.compile(r"\S*(?:@|://|www\.)\S*|\+?\d[\d ./-]{6,}\d")


def names_in(text: str) -> str | None:
    """The first address, number, or name of a published body or desk in `text`."""
    if match := _ADDRESS.search(text):
        return match.group().strip()
    said = _padded(text)
    titles = published_pages().type(OrganisationPage, DeskPage)
    for title in titles.values_list("title", flat=True):
        if (name := _padded(title)).strip() and name in said:
            return str(title)
    return None


def _padded(text: str) -> str:
    return f" {' '.join(index_tokens(text))} "
