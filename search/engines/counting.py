"""Counts beside the filters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from core.search_entry import EVERY
from search.engines.dialects import Sql
from search.engines.statements import Selection
from search.facets import FACET_NAMES, KIND
from search.result import FacetCount

Fetch = Callable[[Sql], list[tuple[Any, ...]]]


def facet_counts(
    selection: Selection, fetch: Fetch
) -> Mapping[str, tuple[FacetCount, ...]]:
    """Counts of every facet; one that is filtered is counted without its own filter.

    One statement for all facets without a choice, one more for each with a choice.
    """
    names = (KIND, *FACET_NAMES)
    chosen = [name for name in names if selection.filters.get(name)]
    free = [name for name in names if name not in chosen]
    rows = fetch(selection.counts(free)) if free else []
    for name in chosen:
        rows += fetch(selection.counts([name], leaving_out=name))
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for name, code, number in rows:
        counts[name][code] = number
    return {
        name: _values(counts[name], selection.filters.get(name, ())) for name in names
    }


def _values(counts: dict[str, int], chosen: tuple[str, ...]) -> tuple[FacetCount, ...]:
    """Values by number, then code; a chosen one without entries stays, to be undone."""
    everywhere = counts.pop(EVERY, 0)
    values = [
        FacetCount(code, counts.get(code, 0) + everywhere, code in chosen)
        for code in {*counts, *chosen}
    ]
    return tuple(sorted(values, key=lambda value: (-value.count, value.code)))
