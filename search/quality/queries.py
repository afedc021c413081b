"""A table of queries with what each should find. Pure.

Columns, separated by tabs: `query`, `intent`, `expected service keywords` (expressions separated
by `;`; `(nessuno)`: nothing can be expected, the visitor must get help).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass

QUERY, EXPECTED = "query", "expected service keywords"
NOTHING = "(nessuno)"


class QueriesError(ValueError):
    """A table that cannot be used; the message says in Italian what is wrong."""


@dataclass(frozen=True)
class Expected:
    """A query, and the expressions of which one must stand in a hit's title or summary."""

    query: str
    expressions: tuple[str, ...]

    @property
    def wants_help(self) -> bool:
        """No service answers it."""
        return self.expressions == (NOTHING,)


def read_queries(lines: Iterable[str]) -> list[Expected]:
    """The queries of a table; `QueriesError` says what is wrong with it."""
    reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    columns = reader.fieldnames or ()
    for column in (QUERY, EXPECTED):
        if column not in columns:
            raise QueriesError(
                f"Manca la colonna «{column}»: la prima riga deve avere le colonne "
                f"«{QUERY}» e «{EXPECTED}», separate da tabulazioni."
            )
    queries = [
        _expected(row, number)
        for number, row in enumerate(reader, start=2)
        if any(value for value in row.values() if isinstance(value, str))
    ]
    if not queries:
        raise QueriesError("Il file non contiene nessuna ricerca.")
    return queries


def _expected(row: dict[str, str | None], number: int) -> Expected:
    query = (row[QUERY] or "").strip()
    parts = (part.strip() for part in (row[EXPECTED] or "").split(";"))
    expressions = tuple(part for part in parts if part)
    if not (query and expressions):
        column = EXPECTED if query else QUERY
        raise QueriesError(f"Riga {number}: la colonna «{column}» è vuota.")
    return Expected(query, expressions)
