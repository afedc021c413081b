"""What may be meant by what is being typed: titles first, then citizen's words. One statement.

Every word but the last is sought as a stem; the last one may go on. An entry whose title holds all
of them comes before one that needs its citizen's words.
"""

# Put together from constants; every value that comes from outside is a parameter.
# ruff: noqa: S608

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from search.engines.dialects import Dialect, Sql
from search.query import Alternative
from search.result import Suggestion
from search.text import QueryWord
from search.text.folding import fold
from search.text.marking import marks
from search.text.tokens import LONGEST_TOKEN
from search.weights import CITIZEN_WORDS, TITLE


def suggesting(
    dialect: Dialect, words: Sequence[QueryWord], locale: str, limit: int
) -> Sql:
    """The statement; its second half is not run where titles alone fill the list."""
    sought = [dialect.any_of(map(dialect.alternative, ways)) for ways in _ways(words)]
    full = Sql(f"{len(words) * TITLE.weight:d}")
    first = _best(dialect, dialect.titled(sought, locale), full, limit)
    then = _best(
        dialect, dialect.called(sought, locale), _score(dialect, sought), limit
    )
    return Sql(
        "SELECT e.page_id, e.kind, e.title, e.url, s.score, s.title_words, s.title_key"
        f" FROM (SELECT * FROM ({first.text}) AS s1"
        f" UNION ALL SELECT * FROM ({then.text}) AS s2 LIMIT {limit:d}) AS s"
        " JOIN search_indexentry AS e ON e.page_id = s.id",
        (*first.params, *then.params),
    )


def suggestions_of(
    rows: Iterable[tuple[Any, ...]], words: Sequence[QueryWord]
) -> tuple[Suggestion, ...]:
    """What is offered, in its order, with the words that were typed marked."""
    stems = {word.stem for word in words}
    starts = {_start(words)}
    ordered = sorted(rows, key=lambda row: (-row[4], row[5], row[6].encode(), row[0]))
    return tuple(
        Suggestion(title, url, kind, marks(title, stems, starts), page_id)
        for page_id, kind, title, url, *_ in ordered
    )


def _ways(words: Sequence[QueryWord]) -> Iterator[list[Alternative]]:
    for word in words[:-1]:
        yield [Alternative((word.stem,))]
    start = Alternative((_start(words),), is_prefix=True)
    yield [Alternative((words[-1].stem,)), start]


def _start(words: Sequence[QueryWord]) -> str:
    """The beginning that the last word may be."""
    return fold(words[-1].typed)[:LONGEST_TOKEN]


def _score(dialect: Dialect, sought: Sequence[str]) -> Sql:
    """Words in the title weigh more than citizen's words."""
    held = [dialect.holds_in("title", word) for word in sought]
    cases = [
        f"CASE WHEN {part.text} THEN {TITLE.weight:d} ELSE {CITIZEN_WORDS.weight:d} END"
        for part in held
    ]
    params = tuple(param for part in held for param in part.params)
    return Sql(" + ".join(cases), params)


def _best(dialect: Dialect, condition: Sql, score: Sql, limit: int) -> Sql:
    key = f"r.title_key {dialect.ordered}"
    source = dialect.short
    return Sql(
        f"SELECT {dialect.id} AS id, {score.text} AS score, r.title_words, r.title_key"
        f" FROM {source} WHERE {condition.text}"
        f" ORDER BY score DESC, r.title_words, {key}, {dialect.id} LIMIT {limit:d}",
        (*score.params, *condition.params),
    )
