"""How SQLite and PostgreSQL ask their own full-text index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from search.engines.terms import Term


@dataclass(frozen=True)
class Sql:
    """A piece of SQL and its parameters."""

    text: str
    params: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Dialect:
    """What differs between the two databases.

    `ids` selects the entries that match one expression; `position` finds a text in a column;
    `ordered` makes text sort by its bytes, so that both order alike.
    """

    ids: str
    quote: str
    conjunction: str
    prefix: str
    position: str
    ordered: str
    refresh: str

    def expression(self, terms: Iterable[Term]) -> str:
        """The full-text query for all `terms`: a stem holds letters and digits alone."""
        return self.conjunction.join(
            f"{self.quote}{term.stem}{self.quote}{self.prefix if term.is_prefix else ''}"
            for term in terms
        )

    def holding(self, terms: Iterable[Term]) -> Sql:
        """Selects `id` of the entries that hold all `terms`."""
        return Sql(self.ids, (self.expression(terms),))


SQLITE = Dialect(
    ids="SELECT rowid AS id FROM search_fts WHERE search_fts MATCH %s",
    quote='"',
    conjunction=" AND ",
    prefix="*",
    position="instr",
    ordered="",
    refresh="INSERT INTO search_fts(search_fts) VALUES('rebuild')",
)
POSTGRESQL = Dialect(
    ids="SELECT page_id AS id FROM search_indexentry"
    " WHERE vector @@ to_tsquery('simple', %s)",
    quote="'",
    conjunction=" & ",
    prefix=":*",
    position="strpos",
    ordered='COLLATE "C"',
    refresh="",
)


def dialect_of(vendor: str) -> Dialect:
    """The dialect of a Django connection's vendor."""
    return {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]
