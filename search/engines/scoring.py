"""The score of an entry, in SQL: integers, the same as every engine's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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


def score(
    dialect: Dialect, clauses: Sequence[Clause], scope: Sequence[str], *, all_hold: bool
) -> Sql:
    """The sum over `clauses`; with `all_hold` every required one is known to be answered."""
    parts = [Sql("0")]
    for clause in clauses:
        is_held = all_hold and clause.is_required
        parts.append(_earned(dialect, clause, scope, is_held=is_held))
        parts.append(_exact(dialect, clause))
    return Sql(
        " + ".join(part.text for part in parts),
        tuple(param for part in parts for param in part.params),
    )


def _earned(
    dialect: Dialect, clause: Clause, scope: Sequence[str], *, is_held: bool
) -> Sql:
    found = levels(clause, dialect)
    least = found.pop().points if is_held and found else 0
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
