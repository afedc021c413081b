"""From what the server answers to a result. Pure.

Whatever is not there where it must be raises KeyError, TypeError, ValueError or AttributeError.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.search_entry import EVERY
from search.distance import kilometres
from search.engines.elastic.scoring import Scoring
from search.engines.elastic.selecting import NAMES, Selection
from search.query import Query
from search.result import FacetCount, Hit
from search.text.marking import marks


def refuse_parts(answer: Mapping[str, Any]) -> None:
    """An answer that is not whole is none."""
    if answer["timed_out"] or answer["_shards"]["failed"]:
        raise ValueError("a part of the index did not answer")


def total_of(answer: Mapping[str, Any]) -> int:
    """How many entries were found."""
    refuse_parts(answer)
    return int(answer["hits"]["total"]["value"])


def unfiltered_of(answer: Mapping[str, Any]) -> int:
    """How many the words alone find in the language."""
    return int(answer["aggregations"]["unfiltered"]["doc_count"])


def hits_of(
    answer: Mapping[str, Any], selection: Selection, query: Query
) -> tuple[Hit, ...]:
    """The page of hits."""
    stems, prefixes = sought(query)
    found = []
    for row in answer["hits"]["hits"]:
        source = row["_source"]
        found.append(
            Hit(
                page_id=int(source["page_id"]),
                kind=source["kind"],
                title=source["title"],
                summary=source["summary"],
                url=source["url"],
                score=_points(row["_score"], selection.scoring),
                title_marks=marks(source["title"], stems, prefixes),
                summary_marks=marks(source["summary"], stems, prefixes),
                kilometres=_kilometres(source["points"], selection),
                is_open=int(source["page_id"]) in (selection.request.open_ids or ()),
            )
        )
    return tuple(found)


def _points(score: float | None, scoring: Scoring) -> int:
    return scoring.read(score or 0).points


def _kilometres(points: list[Any], selection: Selection) -> float | None:
    places = [(float(point["lat"]), float(point["lon"])) for point in points]
    return kilometres(selection.request.near, places)


def sought(query: Query) -> tuple[set[str], set[str]]:
    """Whole stems and beginnings that are marked where they stand."""
    stems: set[str] = set()
    prefixes: set[str] = set()
    for clause in query.clauses:
        for alternative in clause.alternatives:
            *whole, last = alternative.stems
            stems.update(whole)
            (prefixes if alternative.is_prefix else stems).add(last)
    return stems, prefixes


def facets_of(
    answer: Mapping[str, Any], selection: Selection
) -> dict[str, tuple[FacetCount, ...]]:
    """Counts of every facet, each without its own filter."""
    refuse_parts(answer)
    return {
        name: _values(_buckets(answer, name), selection.chosen.get(name, ()))
        for name in NAMES
    }


def _buckets(answer: Mapping[str, Any], name: str) -> list[Any]:
    counted = answer["aggregations"][f"facet.{name}"]
    return counted.get("codes", counted)["buckets"]


def _values(buckets: list[Any], chosen: tuple[str, ...]) -> tuple[FacetCount, ...]:
    """Values by number, then code; a chosen one without entries stays, to be undone."""
    counts = {str(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets}
    everywhere = counts.pop(EVERY, 0)
    values = [
        FacetCount(code, counts.get(code, 0) + everywhere, code in chosen)
        for code in {*counts, *chosen}
    ]
    return tuple(sorted(values, key=lambda value: (-value.count, value.code)))


def open_of(answer: Mapping[str, Any]) -> int | None:
    """How many of those found are open now, where that was asked."""
    counted = answer["aggregations"].get("open")
    return None if counted is None else int(counted["doc_count"])
