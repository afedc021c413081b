"""Rows that hold what was sought, in a column of folded words."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

# Of those found the best are chosen, titles first: with fewer, something old of that very title
# would be lost behind what was written later and only mentions it.
CANDIDATES = 500


def holds_all(words: Iterable[str], column: str = "search_text") -> Q:
    """Rows whose `column` holds a word that begins with each of these folded ones.

    Each word of the column has a space before it (`intranet.finding.matching`).
    """
    found = Q()
    for word in words:
        found &= Q(**{f"{column}__contains": f" {word}"})
    return found
