"""From a request to the body of a search: filters, counts, order, page. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.search_entry import EVERY
from core.text import searchable
from search.engines.elastic.scoring import Body, Scoring, first
from search.facets import FACET_NAMES, KIND
from search.request import SearchRequest

# Elasticsearch's own limit: what lies beyond is narrowed by words and filters.
WINDOW = 10_000
# Above so many, counts would take longer than the search.
COUNTED = 10_000
CODES = 2_000
NAMES = (KIND, *FACET_NAMES)
SHOWN = ["page_id", "kind", "title", "summary", "url", "points"]

# Metres in a straight line to the nearest place, 0 for whom danger does not let choose.
DISTANCE = """
if (doc['is_crisis'].value) { return 0; }
double best = params.beyond;
for (point in doc['points']) {
  double a = Math.toRadians(point.lat), b = Math.toRadians(params.lat);
  double up = Math.sin((a - b) / 2);
  double across = Math.sin(Math.toRadians(point.lon - params.lon) / 2);
  double h = up * up + Math.cos(a) * Math.cos(b) * across * across;
  best = Math.min(best, 2 * params.radius * Math.asin(Math.min(1.0, Math.sqrt(h))));
}
return best;
"""
BEYOND = 1e9
RADIUS = 6_371_008.8


@dataclass(frozen=True)
class Selection:
    """One request, its scoring and the codes chosen by facet."""

    request: SearchRequest
    scoring: Scoring
    chosen: Mapping[str, tuple[str, ...]]

    def body(self, page: int, *, least: int) -> Body:
        """The search for one page of hits, with totals."""
        filters = self._filters()
        return {
            "query": {"bool": self._query(least)},
            "post_filter": {"bool": {"filter": filters}},
            "aggs": self._totals(),
            "sort": self._order(),
            "from": (page - 1) * self.request.per_page,
            "size": self.request.per_page,
            "_source": SHOWN,
            "track_total_hits": True,
            "track_scores": True,
        }

    def _query(self, least: int) -> Body:
        body = self.scoring.query(least=least)
        if self.request.open_ids is not None:
            body["should"] = [*body["should"], first(self.request.open_ids)]
        locale = {"term": {"locale": self.request.locale}}
        return {**body, "filter": [locale], "minimum_should_match": 0}

    def _filters(self, *, leaving_out: str = "", is_open_only: bool = True) -> list:
        found = [
            {"terms": {f"facets.{name}": [*codes, EVERY]}}
            for name, codes in self.chosen.items()
            if name != leaving_out
        ]
        if is_open_only and self.request.is_open_only:
            found.append(self._open())
        return found

    def _open(self) -> Body:
        return {"terms": {"page_id": sorted(self.request.open_ids or ())}}

    def counting(self, *, least: int) -> Body:
        """The counts of every facet, each without its own filter; nothing that only orders."""
        return {
            "query": {"bool": {**self._query(least), "should": []}},
            "aggs": {f"facet.{name}": self._codes(name) for name in NAMES},
            "size": 0,
            "track_total_hits": False,
        }

    def _codes(self, name: str) -> Body:
        codes = {"terms": {"field": f"facets.{name}", "size": CODES}}
        filters = self._filters(leaving_out=name)
        if not filters:
            return codes
        return {"filter": {"bool": {"filter": filters}}, "aggs": {"codes": codes}}

    def _totals(self) -> Body:
        totals: Body = {"unfiltered": {"filter": {"match_all": {}}}}
        if self.request.open_ids is not None:
            among = [*self._filters(is_open_only=False), self._open()]
            totals["open"] = {"filter": {"bool": {"filter": among}}}
        return totals

    def _order(self) -> list[Any]:
        order: list[Any] = [{"_score": "desc"}]
        if self.request.near:
            distance = self._distance()
            order = (
                [distance, *order] if self.request.by_distance else [*order, distance]
            )
        return [*order, "title_words", "title_key", "page_id"]

    def _distance(self) -> Body:
        near = self.request.near
        params = {
            "lat": near.latitude if near else 0,
            "lon": near.longitude if near else 0,
            "beyond": BEYOND,
            "radius": RADIUS,
        }
        script = {"source": DISTANCE, "params": params}
        return {"_script": {"type": "number", "script": script, "order": "asc"}}


def select(request: SearchRequest, scoring: Scoring) -> Selection:
    """The selection for a request; codes are made harmless."""
    chosen = {**request.filters, KIND: request.kinds}
    return Selection(
        request,
        scoring,
        {
            name: tuple(searchable(code, 100) for code in codes)
            for name, codes in chosen.items()
            if codes and name in NAMES
        },
    )


def last_page(per_page: int) -> int:
    """The last page that can be asked for."""
    return max(1, WINDOW // per_page)
