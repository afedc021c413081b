"""The SQL of a search: which entries, how many, in which order."""

# Put together from constants; every value that comes from outside is a parameter.
# ruff: noqa: S608

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from search.distance import Vector, on_sphere
from search.engines.dialects import Dialect, Sql
from search.engines.scoring import best_levels, coverage, score
from search.query import Clause
from search.request import SearchRequest
from search.weights import ENOUGH

# Beyond any square of a chord of the unit sphere: entries without a place come last.
FARTHEST = 9


@dataclass(frozen=True)
class Selection:
    """The entries a request asks for.

    `clauses` are those of the query; `filters` maps a facet to the expression of its chosen
    values. Where `least` is given, so many of the required clauses are enough.
    """

    dialect: Dialect
    request: SearchRequest
    clauses: Sequence[Clause]
    locale: str
    filters: Mapping[str, str]
    least: int = 0

    @property
    def is_partial(self) -> bool:
        return self.least > 0

    @property
    def required(self) -> list[Clause]:
        return [clause for clause in self.clauses if clause.is_required]

    def without(self, name: str) -> Selection:
        """The same without the filter `name`."""
        filters = {key: value for key, value in self.filters.items() if key != name}
        return replace(self, filters=filters)

    def expression(self) -> str:
        """What the full-text index is asked."""
        parts = [self.dialect.clause(clause) for clause in self.required]
        if self.is_partial and parts:
            parts = [self.dialect.any_of(self._drivers())]
        return self.dialect.all_of([*parts, *self.filters.values(), self.locale])

    def _drivers(self) -> list[str]:
        """Who answers k of n clauses answers one of any n - k + 1: the rarest are asked."""
        clauses = sorted(self.required, key=lambda clause: -clause.worth)
        count = len(clauses) - self.least + 1
        return [self.dialect.clause(clause) for clause in clauses[:count]]

    def stands_out(self) -> Sql:
        """Condition: a title answers some clause, or another place that weighs as much."""
        places: dict[str, list[str]] = {"exact": []}
        for clause in self.clauses:
            if clause.folded.isalnum():
                places["exact"].append(self.dialect.token(clause.folded))
            for level in best_levels(clause, self.dialect)[0]:
                places.setdefault(level.place, []).append(level.expression)
        return self.dialect.holds_in_places(
            {name: self.dialect.any_of(held) for name, held in places.items()}
        )

    def most_elsewhere(self) -> int:
        """The highest score of an entry that does not stand out."""
        others = (best_levels(clause, self.dialect)[1] for clause in self.clauses)
        return sum(levels[0].points for levels in others if levels)

    def where(self, *, open_only: bool) -> Sql:
        """The condition on an entry."""
        text, params = self.dialect.matching, [self.expression()]
        if self.least > 1:
            held = coverage(self.dialect, self.required, self._scope())
            text += f" AND ({held.text}) >= {self.least:d}"
            params += held.params
        if open_only:
            among = self.dialect.among(self.request.open_ids or ())
            text += f" AND {among.text}"
            params += among.params
        return Sql(text, tuple(params))

    def _scope(self) -> Sequence[str]:
        """What every entry sought holds: asked for again where that makes a set smaller."""
        return list(self.filters.values())

    def total(self) -> Sql:
        """One row: how many entries; how many of them open now; how many, up to `ENOUGH`, with
        no filter at all."""
        where = self.where(open_only=False)
        among = Sql("NULL")
        if self.request.open_ids is not None:
            inside = self.dialect.among(self.request.open_ids)
            among = Sql(f"CASE WHEN {inside.text} THEN 1 END", inside.params)
        free = replace(self, filters={}).where(open_only=False)
        unfiltered = (
            f"SELECT COUNT(*) FROM (SELECT 1 FROM {self.dialect.body}"
            f" WHERE {free.text} LIMIT {ENOUGH:d}) AS u"
        )
        return Sql(
            f"SELECT COUNT(*), COUNT({among.text}), ({unfiltered})"
            f" FROM {self.dialect.body} WHERE {where.text}",
            (*among.params, *free.params, *where.params),
        )

    def facets(self, tag: int, limit: int) -> Sql:
        """(tag, facets) of at most `limit` entries."""
        where = self.where(open_only=self.request.is_open_only)
        return Sql(
            f"SELECT * FROM (SELECT {tag:d} AS tag, r.facets FROM {self.dialect.ranked}"
            f" WHERE {where.text} LIMIT {limit:d}) AS s{tag:d}",
            where.params,
        )

    def hits(self, *, limit: int, offset: int, best: bool = False) -> Sql:
        """One page of hits in their order; with `best` of those alone that stand
        out."""
        where = self.where(open_only=self.request.is_open_only)
        if best:
            extra = self.stands_out()
            text = f"{where.text} AND {extra.text}"
            where = Sql(text, (*where.params, *extra.params))
        columns = self._columns()
        order = self._order()
        ranked = (
            f"SELECT {self.dialect.id} AS id, {columns.text}, r.title_words, r.title_key"
            f" FROM {self.dialect.ranked} WHERE {where.text}"
            f" ORDER BY {order} LIMIT {limit:d} OFFSET {offset:d}"
        )
        return Sql(
            "SELECT e.page_id, e.kind, e.title, e.summary, e.url, t.score, t.chord"
            f" FROM ({ranked}) AS t JOIN search_indexentry AS e ON e.page_id = t.id"
            f" ORDER BY {order}",
            (*columns.params, *where.params),
        )

    def _columns(self) -> Sql:
        """What an entry is ordered by."""
        points = score(
            self.dialect, self.clauses, self._scope(), all_hold=not self.least
        )
        is_open, chord = self._is_open(), self._chord()
        away = f"CASE WHEN r.is_crisis THEN 0 ELSE COALESCE({chord.text}, {FARTHEST:d}) END"
        return Sql(
            f"{points.text} AS score, {is_open.text} AS is_open,"
            f" {chord.text} AS chord, {away} AS away",
            (*points.params, *is_open.params, *chord.params * 2),
        )

    def _is_open(self) -> Sql:
        if self.request.open_ids is None:
            return Sql("0")
        among = self.dialect.among(self.request.open_ids)
        return Sql(
            f"CASE WHEN r.is_crisis OR {among.text} THEN 1 ELSE 0 END", among.params
        )

    def _chord(self) -> Sql:
        """The square of the chord to the nearest of an entry's places."""
        near = self.request.near
        if near is None:
            return Sql("NULL")
        place: Vector = on_sphere(near.latitude, near.longitude)
        square = " + ".join(f"(p.{axis} - %s) * (p.{axis} - %s)" for axis in "xyz")
        return Sql(
            f"(SELECT MIN({square}) FROM search_indexpoint AS p"
            " WHERE p.page_id = r.page_id)",
            tuple(value for value in place for _ in range(2)),
        )

    def _order(self) -> str:
        key = f"title_key {self.dialect.ordered}"
        by = ["score DESC", "is_open DESC", "away", "title_words", key]
        if self.request.by_distance and self.request.near:
            by.remove("away")
            by.insert(0, "away")
        return ", ".join([*by, "id"])
