"""Counts beside the filters, from the short lists of values that entries carry."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from core.search_entry import EVERY
from search.engines.dialects import Sql
from search.engines.facet_values import values_of
from search.engines.statements import Selection
from search.result import FacetCount

Rows = Callable[[Sql], list[tuple[Any, ...]]]
Counts = Mapping[str, Mapping[str, int]]

# Above that many entries the filters come without counts.
COUNTED = 10_000


def facet_counts(
    selection: Selection,
    names: Sequence[str],
    chosen: Mapping[str, tuple[str, ...]],
    rows: Rows,
) -> Mapping[str, tuple[FacetCount, ...]]:
    """Counts of every facet, one statement; one that is filtered without its own filter."""
    filtered = [name for name in names if chosen.get(name)]
    sets = [selection, *(selection.without(name) for name in filtered)]
    counted = _counted(sets, rows)
    own = dict(zip(filtered, counted[1:], strict=True))
    found = {}
    for name in names:
        counts = own.get(name, counted[0])
        if counts is not None:
            found[name] = _values(counts.get(name, {}), chosen.get(name, ()))
    return found


def _counted(sets: Sequence[Selection], rows: Rows) -> list[Counts | None]:
    """Facet → code → entries, for each set; `None` for a set that is too large."""
    parts = [part.facets(tag, COUNTED + 1) for tag, part in enumerate(sets)]
    text = " UNION ALL ".join(part.text for part in parts)
    held: list[list[bytes]] = [[] for _ in sets]
    for tag, facets in rows(Sql(text, tuple(p for part in parts for p in part.params))):
        held[tag].append(facets)
    return [_tally(lists) if len(lists) <= COUNTED else None for lists in held]


def _tally(lists: Sequence[bytes]) -> Counts:
    numbers = Counter(array("I", b"".join(lists)))
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for number, (name, code) in values_of(numbers.keys()).items():
        counts[name][code] = numbers[number]
    return counts


def _values(
    counts: Mapping[str, int], chosen: tuple[str, ...]
) -> tuple[FacetCount, ...]:
    """Values by number, then code; a chosen one without entries stays, to be undone."""
    everywhere = counts.get(EVERY, 0)
    values = [
        FacetCount(code, counts.get(code, 0) + everywhere, code in chosen)
        for code in {*counts, *chosen} - {EVERY}
    ]
    return tuple(sorted(values, key=lambda value: (-value.count, value.code)))
