"""The score of an entry, in SQL: integers, the same as every engine's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from search.engines.dialects import Dialect, Sql
from search.query import WHOLE, Clause
from search.weights import EXACT, PLACES, TEXT, TITLE, points

# Place of the table of weights → its column in the full-text index.
COLUMNS = {
    "title_tokens": "title",
    "citizen_tokens": "citizen",
    "name_tokens": "names",
}


@dataclass(frozen=True)
class Level:
    """What holding an expression in a place earns; `place` is empty for anywhere."""

    points: int
    place: str
    expression: str


def levels(clause: Clause, dialect: Dialect) -> list[Level]:
    """What a clause can earn, the most first."""
    by_share: dict[int, list[str]] = defaultdict(list)
    for alternative in clause.alternatives:
        by_share[alternative.share].append(dialect.alternative(alternative))
    found = [
        Level(
            points(share, place.weight, clause.worth),
            "" if place is TEXT else COLUMNS[place.column],
            dialect.any_of(expressions),
        )
        for share, expressions in by_share.items()
        for place in PLACES
    ]
    return sorted(found, key=lambda level: -level.points)


def tiers(
    clause: Clause, dialect: Dialect, tier: int
) -> tuple[list[Level], list[Level]]:
    """The levels of a clause, parted: as good as the least of a title, or, in tier 2, in any
    place but the running text; and all others."""
    found = levels(clause, dialect)
    title = COLUMNS[TITLE.column]
    titles = (level.points for level in found if level.place == title)
    least = min(titles, default=0) if tier == 1 else 0
    best = [level for level in found if level.place and level.points >= least]
    return best, [level for level in found if level not in best]


def late_clauses(dialect: Dialect, clauses: Sequence[Clause]) -> list[Clause]:
    """Clauses that only lift and are all phrases, where phrases in the text are dear."""
    return [
        clause
        for clause in clauses
        if dialect.are_phrases_dear
        and not clause.is_required
        and clause.alternatives
        and all(len(way.stems) > 1 for way in clause.alternatives)
    ]


def score(
    dialect: Dialect, clauses: Sequence[Clause], scope: Sequence[str], *, all_hold: bool
) -> Sql:
    """Columns: `score`, the sum over `clauses`, without what late clauses earn in the text, and
    what each of these has earned so far. With `all_hold` required ones are known to be answered.
    """
    late = late_clauses(dialect, clauses)
    parts, columns = [Sql("0")], []
    for clause in clauses:
        found = levels(clause, dialect)
        if clause in late:
            found = [level for level in found if level.place]
            columns.append(_earned(dialect, found, scope, least=0))
        is_held = all_hold and clause.is_required and found
        least = found.pop().points if is_held else 0
        parts.append(_earned(dialect, found, scope, least=least))
        parts.append(_exact(dialect, clause))
    text = " + ".join(part.text for part in parts) + " AS score"
    text += "".join(f", {part.text} AS late{n:d}" for n, part in enumerate(columns))
    return Sql(text, tuple(p for part in (*parts, *columns) for p in part.params))


def late_points(dialect: Dialect, late: Sequence[Clause]) -> Sql:
    """What late clauses still add, asked of entry `id`; empty where there are none."""
    parts = []
    for n, clause in enumerate(late):
        cases = ""
        params: list[Any] = []
        for level in levels(clause, dialect):
            if not level.place:
                held = dialect.holds_late(level.expression)
                cases += (
                    f" WHEN late{n:d} >= {level.points:d} THEN 0"
                    f" WHEN {held.text} THEN {level.points:d} - late{n:d}"
                )
                params += held.params
        parts.append(Sql(f"CASE{cases} ELSE 0 END", tuple(params)))
    return Sql(
        " + ".join(part.text for part in parts),
        tuple(param for part in parts for param in part.params),
    )


def _earned(
    dialect: Dialect, found: Sequence[Level], scope: Sequence[str], *, least: int
) -> Sql:
    conditions = list(_conditions(dialect, found, scope))
    if not conditions:
        return Sql(f"{least:d}")
    cases = " ".join(
        f"WHEN {condition.text} THEN {level.points:d}"
        for level, condition in conditions
    )
    params = tuple(param for _, part in conditions for param in part.params)
    return Sql(f"CASE {cases} ELSE {least:d} END", params)


def _conditions(
    dialect: Dialect, found: Sequence[Level], scope: Sequence[str]
) -> Iterator[tuple[Level, Sql]]:
    for level in found:
        if level.place:
            yield level, dialect.holds_in(level.place, level.expression)
        else:
            yield level, dialect.holds(level.expression, scope)


def _exact(dialect: Dialect, clause: Clause) -> Sql:
    """A little more where the title holds the word as it was typed."""
    if not clause.folded.isalnum():
        return Sql("0")
    held = dialect.holds_in("exact", f"({dialect.token(clause.folded)})")
    extra = points(WHOLE, EXACT, clause.worth)
    return Sql(f"CASE WHEN {held.text} THEN {extra:d} ELSE 0 END", held.params)


def coverage(dialect: Dialect, clauses: Sequence[Clause], scope: Sequence[str]) -> Sql:
    """How many of `clauses` an entry answers."""
    held = [dialect.answers(clause, scope) for clause in clauses]
    return Sql(
        " + ".join(f"CASE WHEN {part.text} THEN 1 ELSE 0 END" for part in held),
        tuple(param for part in held for param in part.params),
    )
