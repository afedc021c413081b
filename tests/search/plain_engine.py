"""The contract of `search.engines.base` word by word, over a list: slow, short, easily read.

Rules of understanding and of ranking are tried with it before any index is asked, and an engine
that differs from it is wrong.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from search.prepared import Prepared, prepare
from search.query import WHOLE, Alternative, Clause, Query
from search.text.stemming import stem
from search.understanding import Vocabulary
from search.weights import ENOUGH, EXACT, PLACES, needed, points


@dataclass(frozen=True)
class PlainHit:
    entry: Prepared
    coverage: int
    score: int


class PlainEngine:
    """Entries in memory, found as every engine must find them."""

    def __init__(self, entries):
        self.entries = [prepare(entry) for entry in entries]
        self.vocabulary = vocabulary_of(self.entries)
        self.texts = {
            (entry.page_id, place): f" {' '.join(getattr(entry, place.column))} "
            for entry in self.entries
            for place in PLACES
        }

    def search(self, query: Query) -> tuple[list[PlainHit], bool]:
        """All hits in their order, and whether some answer most of the words, not all."""
        required = len(query.required)
        if not required:
            return [], False
        found = [self._hit(entry, query) for entry in self.entries]
        full = [hit for hit in found if hit.coverage == required]
        least = needed(required - len(query.missing))
        most = [hit for hit in found if hit.coverage >= least]
        is_partial = len(full) < ENOUGH and len(most) > len(full)
        return sorted(most if is_partial else full, key=_order), is_partial

    def _hit(self, entry: Prepared, query: Query) -> PlainHit:
        best = {clause: self._best(entry, clause) for clause in query.clauses}
        coverage = sum(1 for clause in query.required if best[clause])
        exact = sum(
            points(WHOLE, EXACT, clause.worth)
            for clause in query.clauses
            if clause.folded in entry.title_forms
        )
        return PlainHit(entry, coverage, sum(best.values()) + exact)

    def _best(self, entry: Prepared, clause: Clause) -> int:
        scores = [
            points(way.share, place.weight, clause.worth)
            for way in clause.alternatives
            for place in PLACES
            if _said(way) in self.texts[entry.page_id, place]
        ]
        return max(scores, default=0)


def _said(way: Alternative) -> str:
    return f" {' '.join(way.stems)}" + " " * (not way.is_prefix)


def _order(hit):
    entry = hit.entry
    key = (entry.title_words, entry.title_key, entry.page_id)
    return (-hit.score, *key)


def vocabulary_of(entries) -> Vocabulary:
    """How many of the prepared `entries` hold each word."""
    forms = Counter(form for entry in entries for form in entry.forms)
    stems = Counter(
        found for entry in entries for found in {stem(form) for form in entry.forms}
    )
    return Vocabulary(len(entries), stems, forms)
