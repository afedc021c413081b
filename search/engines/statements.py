"""The SQL of a search: candidates, conditions, order, counts."""

# Put together from constants; every value that comes from outside is a parameter.
# ruff: noqa: S608

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.search_entry import EVERY
from search.engines.dialects import Dialect, Sql
from search.engines.terms import Term
from search.weights import PLACES, TEXT, needed

Filters = Mapping[str, tuple[str, ...]]


def _marks(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))


def everything() -> Sql:
    """All entries: a listing by filters alone."""
    return Sql("SELECT page_id AS id, 0 AS coverage, 0 AS base FROM search_indexentry")


def holding_all(dialect: Dialect, terms: Sequence[Term]) -> Sql:
    """Entries that hold every term."""
    ids = dialect.holding(terms)
    base = sum(term.worth for term in terms) * TEXT.weight
    return Sql(
        f"SELECT id, {len(terms):d} AS coverage, {base:d} AS base FROM ({ids.text}) AS a",
        ids.params,
    )


def holding_most(dialect: Dialect, terms: Sequence[Term]) -> Sql:
    """Entries that hold at least the `needed` terms, with how many."""
    branches = [dialect.holding([term]) for term in terms]
    union = " UNION ALL ".join(
        f"SELECT id, {term.worth * TEXT.weight:d} AS worth FROM ({branch.text}) AS b{n:d}"
        for n, (term, branch) in enumerate(zip(terms, branches, strict=True))
    )
    return Sql(
        f"SELECT id, COUNT(*) AS coverage, SUM(worth) AS base FROM ({union}) AS u"
        f" GROUP BY id HAVING COUNT(*) >= {needed(len(terms)):d}",
        tuple(param for branch in branches for param in branch.params),
    )


@dataclass(frozen=True)
class Selection:
    """Candidates narrowed by language and filters."""

    dialect: Dialect
    candidates: Sql
    locale: str
    filters: Filters

    def rows(self, *, leaving_out: str = "") -> Sql:
        """`FROM … WHERE …`; `leaving_out` names a facet whose own filter is not applied."""
        text = (
            f"FROM ({self.candidates.text}) AS m"
            " JOIN search_indexentry AS e ON e.page_id = m.id WHERE e.locale = %s"
        )
        params = [*self.candidates.params, self.locale]
        for name, codes in self.filters.items():
            if codes and name != leaving_out:
                text += (
                    " AND EXISTS (SELECT 1 FROM search_indexfacet AS f"
                    " WHERE f.entry_id = e.page_id AND f.name = %s"
                    f" AND f.code IN ({_marks([*codes, EVERY])}))"
                )
                params += [name, *codes, EVERY]
        return Sql(text, tuple(params))

    def total(self) -> Sql:
        """How many entries there are."""
        rows = self.rows()
        return Sql(f"SELECT COUNT(*) {rows.text}", rows.params)

    def hits(self, terms: Sequence[Term], *, limit: int, offset: int) -> Sql:
        """One page of hits in their order: coverage, score, short titles, title, id."""
        rows = self.rows()
        bonus = self._bonus(terms)
        text = (
            "SELECT e.page_id, e.kind, e.title, e.summary, e.url,"
            f" m.base + {bonus.text} AS score {rows.text}"
            " ORDER BY m.coverage DESC, score DESC, e.title_words,"
            f" e.title_key {self.dialect.ordered}, e.page_id LIMIT %s OFFSET %s"
        )
        return Sql(text, (*bonus.params, *rows.params, limit, offset))

    def counts(self, names: Sequence[str], *, leaving_out: str = "") -> Sql:
        """(facet, code, number of entries) of the facets `names`."""
        inner = self.rows(leaving_out=leaving_out)
        text = (
            "SELECT g.name, g.code, COUNT(*) FROM search_indexfacet AS g"
            f" WHERE g.name IN ({_marks(names)})"
            f" AND g.entry_id IN (SELECT e.page_id {inner.text}) GROUP BY g.name, g.code"
        )
        return Sql(text, (*names, *inner.params))

    def _bonus(self, terms: Sequence[Term]) -> Sql:
        """What the best place of each term adds to its worth in the text.

        A term that is not required adds only where it stands in a better place than the text.
        """
        parts, params = ["0"], []
        for term in terms:
            cases = ""
            for place in PLACES:
                if place is not TEXT:
                    worth = term.worth * (place.weight - TEXT.weight)
                    cases += (
                        f" WHEN {self.dialect.position}(e.{place.column}, %s) > 0"
                        f" THEN {worth:d}"
                    )
                    params.append(term.needle)
            parts.append(f"CASE{cases} ELSE 0 END")
        return Sql(f"({' + '.join(parts)})", tuple(params))


def frequencies(dialect: Dialect, terms: Sequence[Term]) -> Sql:
    """One row: all entries, then how many hold each term."""
    branches = [dialect.holding([term]) for term in terms]
    columns = ["(SELECT COUNT(*) FROM search_indexentry)"] + [
        f"(SELECT COUNT(*) FROM ({branch.text}) AS b{n:d})"
        for n, branch in enumerate(branches)
    ]
    return Sql(
        f"SELECT {', '.join(columns)}",
        tuple(param for branch in branches for param in branch.params),
    )
