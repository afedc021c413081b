"""The SQL of a search: entries in their order, a page at a time."""

# Put together from constants; every value that comes from outside is a parameter.
# ruff: noqa: S608

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from search.distance import on_sphere
from search.engines.dialects import Dialect, Sql
from search.engines.scoring import late_clauses, late_points, score
from search.engines.statements import Selection
from search.request import SearchRequest

# Beyond any square of a chord of the unit sphere: entries without a place come last.
FARTHEST = 9


@dataclass(frozen=True)
class Ranking:
    """A page of a selection. With a `tier` those entries alone are ranked that stand out."""

    selection: Selection
    limit: int
    offset: int
    tier: int = 0

    @property
    def dialect(self) -> Dialect:
        return self.selection.dialect

    @property
    def request(self) -> SearchRequest:
        return self.selection.request

    @cached_property
    def late(self) -> Sql:
        """What is dear to know and adds little to a score: asked of those in reach alone."""
        return late_points(
            self.dialect, late_clauses(self.dialect, self.selection.clauses)
        )

    def statement(self) -> Sql:
        """(page, kind, title, summary, url, score, square of the chord) of each hit."""
        first = self._first()
        page = f"ORDER BY {self._order()} LIMIT {self.limit:d} OFFSET {self.offset:d}"
        ranked = Sql(f"{first.text} {page}", first.params)
        if self.late.text:
            ranked = self._in_reach(first, page)
        return Sql(
            "SELECT e.page_id, e.kind, e.title, e.summary, e.url, t.score, t.chord"
            f" FROM ({ranked.text}) AS t JOIN search_indexentry AS e ON e.page_id = t.id"
            f" ORDER BY {self._order()}",
            ranked.params,
        )

    def _first(self) -> Sql:
        """All entries in question with what they are ordered by."""
        source, condition = self.selection.source()
        if self.tier:
            extra = self.selection.stands_out(self.tier)
            text = f"{condition.text} AND {extra.text}"
            condition = Sql(text, (*condition.params, *extra.params))
        columns = self._columns()
        return Sql(
            f"SELECT r.page_id AS id, {columns.text}, r.title_words, r.title_key"
            f" FROM {source.text} WHERE {condition.text}",
            (*columns.params, *source.params, *condition.params),
        )

    def _in_reach(self, first: Sql, page: str) -> Sql:
        """Who is not within the most that can still be added cannot come onto the page."""
        last = self.offset + self.limit - 1
        most = self.selection.most_late()
        reach = f"SELECT score FROM m ORDER BY score DESC LIMIT 1 OFFSET {last:d}"
        if self.request.by_distance:
            reach = "SELECT 0"
        return Sql(
            f"WITH m AS MATERIALIZED ({first.text}) SELECT id, score + {self.late.text}"
            " AS score, is_open, chord, away, title_words, title_key FROM m"
            f" WHERE score + {most:d} >= COALESCE(({reach}), 0) {page}",
            (*first.params, *self.late.params),
        )

    def _columns(self) -> Sql:
        """What an entry is ordered by."""
        points = score(
            self.dialect,
            self.selection.clauses,
            self.selection.scope(),
            all_hold=not self.selection.least,
        )
        is_open, chord = self._is_open(), self._chord()
        away = "0"
        if self.request.near:
            far = f"COALESCE({chord.text}, {FARTHEST:d})"
            away = f"CASE WHEN r.is_crisis THEN 0 ELSE {far} END"
        return Sql(
            f"{points.text}, {is_open.text} AS is_open, {chord.text} AS chord,"
            f" {away} AS away",
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
        place = on_sphere(near.latitude, near.longitude)
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
