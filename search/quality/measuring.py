"""Success and rank of a list of queries. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from search.quality.queries import Expected
from search.result import Hit, SearchResult

# Nobody reads further; a service found below counts as missed.
DEPTH = 20
SHOWN = 3

Ask = Callable[[str], SearchResult]


@dataclass(frozen=True)
class Outcome:
    """What a query found: the rank of the first right hit (from 1), titles of the first hits."""

    expected: Expected
    rank: int | None
    first: tuple[str, ...]
    is_helped: bool

    def is_found(self, among: int) -> bool:
        """A right hit stands among the first ones."""
        return self.rank is not None and self.rank <= among


@dataclass(frozen=True)
class Quality:
    """The outcome of all queries."""

    outcomes: Sequence[Outcome]

    @property
    def scored(self) -> list[Outcome]:
        """Those that should find a service."""
        return [one for one in self.outcomes if not one.expected.wants_help]

    @property
    def helped(self) -> list[Outcome]:
        """Those that no service answers."""
        return [one for one in self.outcomes if one.expected.wants_help]

    @property
    def misses(self) -> list[Outcome]:
        """Those whose service is not among the first three."""
        return [one for one in self.scored if not one.is_found(SHOWN)]

    def success(self, among: int) -> float:
        """Share of the queries with a right hit among the first ones; 1 where there are none."""
        found = sum(one.is_found(among) for one in self.scored)
        return found / len(self.scored) if self.scored else 1.0

    @property
    def mean_reciprocal_rank(self) -> float:
        """MRR: the mean of 1 / rank."""
        total = sum(1 / one.rank for one in self.scored if one.rank)
        return total / len(self.scored) if self.scored else 1.0


def measure(queries: Iterable[Expected], ask: Ask) -> Quality:
    """Ask all `queries`."""
    return Quality([_outcome(expected, ask(expected.query)) for expected in queries])


def plain(text: str) -> str:
    """`text` without case, accents and doubled spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = (char for char in decomposed if not unicodedata.combining(char))
    return " ".join("".join(kept).split())


def _outcome(expected: Expected, result: SearchResult) -> Outcome:
    ranks = (
        rank
        for rank, hit in enumerate(result.hits, start=1)
        if _is_right(hit, expected)
    )
    return Outcome(
        expected,
        next(ranks, None),
        tuple(hit.title for hit in result.hits[:SHOWN]),
        _is_helped(result),
    )


def _is_right(hit: Hit, expected: Expected) -> bool:
    shown = plain(f"{hit.title} \n {hit.summary}")
    return any(plain(expression) in shown for expression in expected.expressions)


def _is_helped(result: SearchResult) -> bool:
    """The page tells what it did not find, or how to search: it neither fails nor pretends."""
    return result.has_no_words or bool(result.missing) or not result.hits
