"""Counts beside the filters, from the short lists of values that entries carry."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from core.search_entry import EVERY
from search.engines.facet_values import values_of
from search.result import FacetCount

Counts = Mapping[str, Mapping[str, int]]


def tally(lists: Sequence[bytes]) -> Counts:
    """Facet → code → entries, of entries given by their lists of values."""
    numbers = Counter(array("I", b"".join(lists)))
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for number, (name, code) in values_of(numbers.keys()).items():
        counts[name][code] = numbers[number]
    return counts


def values(counts: Mapping[str, int], chosen: Sequence[str]) -> tuple[FacetCount, ...]:
    """Values by number, then code; a chosen one without entries stays, to be undone."""
    everywhere = counts.get(EVERY, 0)
    found = [
        FacetCount(code, counts.get(code, 0) + everywhere, code in chosen)
        for code in {*counts, *chosen} - {EVERY}
    ]
    return tuple(sorted(found, key=lambda value: (-value.count, value.code)))
