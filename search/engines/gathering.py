"""The entries of a selection with what they hold, one statement: counted, filtered, listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from search.engines.counting import tally, values
from search.engines.dialects import Sql
from search.engines.running import Runner
from search.engines.statements import Selection
from search.request import SearchRequest
from search.result import FacetCount
from search.weights import ENOUGH

# Above that many entries the filters come without counts.
COUNTED = 10_000
UNFILTERED = -1

Held = dict[int, bytes]


@dataclass
class Gathered:
    """Entries by page, each with its list of values, at most `COUNTED` and one more.

    `without` holds those that are found when one facet's own filter is left out; `unfiltered`
    how many, up to `ENOUGH`, when all are.
    """

    request: SearchRequest
    held: Held = field(default_factory=dict)
    without: dict[str, Held] = field(default_factory=dict)
    unfiltered: int = 0

    @property
    def is_complete(self) -> bool:
        """False where there are too many to count."""
        return len(self.held) <= COUNTED

    @property
    def open_total(self) -> int:
        """How many of the entries are open now."""
        return len(self.held.keys() & (self.request.open_ids or frozenset()))

    @property
    def ids(self) -> list[int]:
        """The entries to be shown."""
        return list(self._shown(self.held))

    def facets(
        self, names: Sequence[str], chosen: Mapping[str, tuple[str, ...]]
    ) -> Mapping[str, tuple[FacetCount, ...]]:
        """Counts of every facet; one that is filtered without its own filter.

        A facet is left out where there are too many entries to count.
        """
        free = tally(list(self._shown(self.held).values()))
        found = {}
        for name in names:
            held = self.without.get(name)
            if held is None:
                found[name] = values(free.get(name, {}), chosen.get(name, ()))
            elif len(held) <= COUNTED:
                own = tally(list(self._shown(held).values()))
                found[name] = values(own.get(name, {}), chosen.get(name, ()))
        return found

    def _shown(self, held: Held) -> Held:
        if not self.request.is_open_only:
            return held
        is_open = self.request.open_ids or frozenset()
        return {pk: facets for pk, facets in held.items() if pk in is_open}


def gather(selection: Selection, runner: Runner) -> Gathered:
    """Ask for the entries of a selection."""
    names = list(selection.filters)
    sets = [selection, *(selection.without(name) for name in names)]
    parts = [part.some(tag, COUNTED + 1) for tag, part in enumerate(sets)]
    if names:
        parts.append(selection.unfiltered().some(UNFILTERED, ENOUGH))
    text = " UNION ALL ".join(part.text for part in parts)
    held: dict[int, Held] = {tag: {} for tag in range(UNFILTERED, len(sets))}
    for tag, pk, facets in runner.rows(
        Sql(text, tuple(p for q in parts for p in q.params))
    ):
        held[tag][pk] = facets
    return Gathered(
        selection.request,
        held[0],
        {name: held[tag] for tag, name in enumerate(names, start=1)},
        len(held[UNFILTERED] if names else held[0]),
    )
