"""Finds rows by their `search_text`, for the search of the restricted part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from intranet.finding.matching import holds, listed_words
from intranet.finding.rows import CANDIDATES, holds_all


def matching(rows: QuerySet, words: Sequence[str], limit: int) -> list[Any]:
    """At most `limit` rows that hold all words, those whose title holds them ahead; without their
    texts, which are long."""
    if not words:
        return []
    held = rows.filter(holds_all(words)).defer("text", "search_text")
    found = sorted(
        held[:CANDIDATES], key=lambda row: not holds(listed_words(row.title), words)
    )
    return found[:limit]
