"""The entries of a selection with what they hold, one statement: counted, filtered, listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from search.engines.counting import tally, values
from search.engines.running import Runner
from search.engines.statements import Selection, united
from search.request import SearchRequest
from search.result import FacetCount
from search.weights import ENOUGH

# Above that many entries the filters come without counts.
COUNTED = 10_000

Held = dict[int, bytes]


@dataclass
class Gathered:
    """Entries by page, each with its list of values, at most `COUNTED` and one more.

    `without` holds those that are found when one facet's own filter is left out.
    """

    request: SearchRequest
    held: Held = field(default_factory=dict)
    without: dict[str, Held] = field(default_factory=dict)

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
    held: list[Held] = [{} for _ in sets]
    statement = united(
        part for tag, one in enumerate(sets) for part in one.some(tag, COUNTED + 1)
    )
    for tag, pk, facets in runner.rows(statement):
        held[tag][pk] = facets
    return Gathered(selection.request, held[0], dict(zip(names, held[1:], strict=True)))


def are_enough(gathered: Gathered, selection: Selection, runner: Runner) -> bool:
    """Whether `ENOUGH` entries answer all clauses, filters left out."""
    if len(gathered.held) >= ENOUGH or not selection.filters:
        return len(gathered.held) >= ENOUGH
    rows = runner.rows(united(selection.unfiltered().some(0, ENOUGH)))
    return len(rows) >= ENOUGH
