"""The SQL of a search: which entries, and how many."""

# Put together from constants; every value that comes from outside is a parameter.
# ruff: noqa: S608

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from search.engines.dialects import Dialect, Sql
from search.engines.scoring import coverage, late_clauses, levels, tiers
from search.query import Clause
from search.request import SearchRequest


@dataclass(frozen=True)
class Selection:
    """The entries a request asks for.

    `clauses` are those of the query; `filters` maps a facet to the expression of its chosen
    values; `locale` is the language's, left out where `is_only_language`. Where `least` is given,
    so many of the required clauses are enough. `ids` are its entries where they are known.
    """

    dialect: Dialect
    request: SearchRequest
    clauses: Sequence[Clause]
    locale: str
    filters: Mapping[str, str]
    is_only_language: bool = False
    least: int = 0
    ids: Collection[int] | None = None

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

    def unfiltered(self) -> Selection:
        """The same without any filter."""
        return replace(self, filters={})

    def expressions(self) -> list[str]:
        """What the full-text index is asked; no entry answers two of them."""
        everything = self._expression()
        ways = (way for clause in self.required for way in clause.alternatives)
        has_phrases = any(len(way.stems) > 1 for way in ways)
        if not (has_phrases and self.dialect.are_phrases_dear):
            return [everything]
        plain = self._expression(phrases=False)
        return [plain, f"({everything}) & !({plain})"]

    def _expression(self, *, phrases: bool = True) -> str:
        said = [
            self.dialect.clause(clause, phrases=phrases) for clause in self.required
        ]
        if self.is_partial and said:
            # Who answers k of n clauses answers one of any n - k + 1: the rarest are asked.
            by_worth = sorted(zip(self.required, said, strict=True), key=_common)
            number = len(said) - self.least + 1
            said = [self.dialect.any_of(part for _, part in by_worth[:number])]
        parts = [*said, *self.filters.values()]
        if not (parts and self.is_only_language):
            parts.append(self.locale)
        return self.dialect.all_of(parts)

    def stands_out(self, tier: int) -> Sql:
        """Condition: some clause is answered by a title or what weighs as much (tier 1), or by
        any place but the running text (tier 2)."""
        places: dict[str, list[str]] = {"exact": []}
        for clause in self.clauses:
            if clause.folded.isalnum():
                places["exact"].append(self.dialect.token(clause.folded))
            for level in tiers(clause, self.dialect, tier)[0]:
                places.setdefault(level.place, []).append(level.expression)
        return self.dialect.holds_in_places(
            {name: self.dialect.any_of(held) for name, held in places.items()}
        )

    def most_elsewhere(self, tier: int) -> int:
        """The highest score of an entry that does not stand out so far."""
        others = (tiers(clause, self.dialect, tier)[1] for clause in self.clauses)
        return sum(levels[0].points for levels in others if levels)

    def most_late(self) -> int:
        """The most that late clauses can still add to a score."""
        late = late_clauses(self.dialect, self.clauses)
        return sum(
            max(
                level.points
                for level in levels(clause, self.dialect)
                if not level.place
            )
            for clause in late
        )

    def where(self, expression: str, *, scored: bool = False) -> Sql:
        """The condition on an entry; whether it is open now is not part of it."""
        dialect = self.dialect
        text = dialect.scored_matching if scored else dialect.matching
        params: tuple[Any, ...] = (expression,)
        if self.least > 1:
            held = coverage(self.dialect, self.required, self.scope())
            text = f"{text} AND ({held.text}) >= {self.least:d}"
            params += held.params
        return Sql(text, params)

    def scope(self) -> Sequence[str]:
        """What every entry sought holds: asked for again where that makes a set smaller."""
        return list(self.filters.values())

    def some(self, tag: int, limit: int) -> list[Sql]:
        """Statements that give (tag, id, facets) of at most `limit` entries each."""
        return [
            Sql(
                f"SELECT * FROM (SELECT {tag:d} AS tag, {self.dialect.id} AS id, r.facets"
                f" FROM {self.dialect.ranked} WHERE {where.text} LIMIT {limit:d}) AS s",
                where.params,
            )
            for where in map(self.where, self.expressions())
        ]

    def total(self) -> Sql:
        """Rows to add up: how many entries; how many of them open now."""
        among = Sql("NULL")
        if self.request.open_ids is not None:
            inside = self.dialect.among(self.request.open_ids, self.dialect.id)
            among = Sql(f"CASE WHEN {inside.text} THEN 1 END", inside.params)
        source = self.dialect.ranked if self.least > 1 else self.dialect.body
        return united(
            Sql(
                f"SELECT COUNT(*), COUNT({among.text}) FROM {source} WHERE {where.text}",
                (*among.params, *where.params),
            )
            for where in map(self.where, self.expressions())
        )

    def source(self) -> tuple[Sql, Sql]:
        """Where hits come from, and the condition on them."""
        if self.ids is not None:
            return self.dialect.listed(self.ids)
        scored = bool(self.clauses)
        conditions = [self.where(asked, scored=scored) for asked in self.expressions()]
        text = f"({' OR '.join(f'({part.text})' for part in conditions)})"
        if len(conditions) == 1:
            text = conditions[0].text
        params = tuple(param for part in conditions for param in part.params)
        if self.request.is_open_only:
            among = self.dialect.among(self.request.open_ids or ())
            text, params = f"{text} AND {among.text}", (*params, *among.params)
        source = self.dialect.scored if scored else self.dialect.ranked
        return Sql(source), Sql(text, params)


def united(statements: Iterable[Sql]) -> Sql:
    """The rows of all `statements`."""
    parts = list(statements)
    return Sql(
        " UNION ALL ".join(part.text for part in parts),
        tuple(param for part in parts for param in part.params),
    )


def _common(pair: tuple[Clause, str]) -> int:
    return -pair[0].worth
