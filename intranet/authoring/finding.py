"""Finds rows by their `search_text`, for the search of the restricted part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from intranet.finding.rows import holds_all


def matching(rows: QuerySet, words: Sequence[str], limit: int) -> list[Any]:
    """At most `limit` rows that hold all words, those whose title holds the first one ahead."""
    if not words:
        return []
    found = list(rows.filter(holds_all(words))[: limit * 2])
    first = words[0]
    found.sort(key=lambda row: f" {first}" not in row.search_text[: len(row.title) + 2])
    return found[:limit]
