"""From a `Query` to Elasticsearch's, with whole numbers for scores. Pure.

The server adds scores as 32-bit floats, which hold whole numbers exactly up to 2^24. So a score
carries two numbers at once: points, and whether somebody is there now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from search.query import WHOLE, Alternative, Clause
from search.weights import EXACT, PLACES, points

Body = dict[str, Any]
# A start of few letters after whole words: more ways to go on than the index has.
EXPANSIONS = 1000
# The lowest digit says whether somebody is there now.
OPEN = 2


@dataclass(frozen=True)
class Score:
    """A server's score taken apart."""

    points: int
    is_first: bool


@dataclass(frozen=True)
class Scoring:
    """The clauses of one query."""

    clauses: tuple[Clause, ...]

    @property
    def required(self) -> list[Clause]:
        return [clause for clause in self.clauses if clause.is_required]

    def query(self, *, least: int) -> Body:
        """Entries that answer at least so many of the required clauses."""
        optional = [clause for clause in self.clauses if not clause.is_required]
        lifting = [_clause(clause) for clause in optional]
        lifting += [_as_typed(clause) for clause in self.clauses if _exact(clause)]
        body: Body = {"should": lifting}
        if self.required:
            answers = {
                "should": [_clause(clause) for clause in self.required],
                "minimum_should_match": least,
            }
            body["must"] = [{"bool": answers}]
        return body

    def read(self, score: float) -> Score:
        """The numbers in a score."""
        earned, first = divmod(round(score), OPEN)
        return Score(earned, bool(first))


def _exact(clause: Clause) -> int:
    return points(WHOLE, EXACT, clause.worth)


def _as_typed(clause: Clause) -> Body:
    """What a title earns that holds the word as it was typed, not inflected."""
    found = {"term": {"title_forms": {"value": clause.folded}}}
    return {"constant_score": {"filter": found, "boost": _exact(clause) * OPEN}}


def _clause(clause: Clause) -> Body:
    """The best of all ways to say it and all places to stand."""
    return {"dis_max": {"queries": list(_ways(clause)), "tie_breaker": 0}}


def _ways(clause: Clause) -> Iterator[Body]:
    for alternative in clause.alternatives:
        for place in PLACES:
            earned = points(alternative.share, place.weight, clause.worth)
            if earned:
                found = holds(place.column, alternative)
                yield {"constant_score": {"filter": found, "boost": earned * OPEN}}


def holds(field: str, alternative: Alternative) -> Body:
    """Documents whose `field` holds the stems of `alternative` one after the other."""
    text = " ".join(alternative.stems)
    if len(alternative.stems) == 1:
        return {"prefix" if alternative.is_prefix else "term": {field: {"value": text}}}
    if alternative.is_prefix:
        more = {"query": text, "max_expansions": EXPANSIONS}
        return {"match_phrase_prefix": {field: more}}
    return {"match_phrase": {field: {"query": text}}}


def first(pages: Iterable[int]) -> Body:
    """One point for entries where somebody is now, or that are for somebody in danger."""
    either = [{"terms": {"page_id": sorted(pages)}}, {"term": {"is_crisis": True}}]
    return {"constant_score": {"filter": {"bool": {"should": either}}, "boost": 1}}
