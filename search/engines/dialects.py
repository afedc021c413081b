"""How SQLite and PostgreSQL ask their own full-text index. Pure."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from search.query import Alternative, Clause

# A token that no entry holds.
NEVER = "=0"


@dataclass(frozen=True)
class Sql:
    """A piece of SQL and its parameters."""

    text: str
    params: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Dialect:
    """What differs between the two databases.

    `body` is a source of everything an entry holds, `id` its page, `matching` the condition on it.
    `ranked` joins the list of facets; `scored`, with a condition of its own, what orders entries
    and where words stand; `short` is the same over titles and citizen's words alone: all as `r`.
    `ordered` makes text sort by its bytes, so that both order alike. Where phrases are dear,
    entries that need none are asked for apart.
    """

    body: str
    matching: str
    ranked: str
    scored: str
    scored_matching: str
    short: str
    id: str
    ordered: str
    quote: str
    next_to: str
    prefix: str
    conjunction: str
    disjunction: str
    are_phrases_dear: bool

    def token(self, token: str) -> str:
        """One token: letters and digits, or the mark of a facet's value."""
        return f"{self.quote}{token}{self.quote}"

    def alternative(self, alternative: Alternative) -> str:
        """Stems next to each other; the last may go on."""
        raise NotImplementedError

    def any_of(self, parts: Iterable[str]) -> str:
        """At least one of `parts`; nothing where there is none."""
        return f"({self.disjunction.join(parts) or self.token(NEVER)})"

    def all_of(self, parts: Iterable[str]) -> str:
        """All of `parts`."""
        return self.conjunction.join(parts)

    def clause(self, clause: Clause, *, phrases: bool = True) -> str:
        """Whatever answers `clause`, with or without several words next to each other."""
        ways = clause.alternatives
        return self.any_of(
            self.alternative(way) for way in ways if phrases or len(way.stems) == 1
        )

    def holds(self, expression: str, scope: Sequence[str]) -> Sql:
        """Condition: the entry holds it anywhere. All in question hold `scope` too."""
        raise NotImplementedError

    def answers(self, clause: Clause, scope: Sequence[str]) -> Sql:
        """Condition: the entry answers `clause`."""
        return self.holds(self.clause(clause), scope)

    def holds_late(self, expression: str) -> Sql:
        """Condition on entry `id` of few: it holds a phrase anywhere."""
        raise NotImplementedError

    def holds_in(self, place: str, expression: str) -> Sql:
        """Condition: the entry holds it in one place."""
        raise NotImplementedError

    def holds_in_places(self, expressions: Mapping[str, str]) -> Sql:
        """Condition: some place holds its expression."""
        raise NotImplementedError

    def among(self, ids: Collection[int], column: str = "r.page_id") -> Sql:
        """Condition: the entry is one of `ids`, be they thousands."""
        raise NotImplementedError

    def listed(self, ids: Collection[int]) -> tuple[Sql, Sql]:
        """Source and condition of exactly these entries, `scored`."""
        raise NotImplementedError

    def titled(self, words: Sequence[str], locale: str) -> Sql:
        """Condition on `short`: the title holds all `words`."""
        raise NotImplementedError

    def called(self, words: Sequence[str], locale: str) -> Sql:
        """Condition on `short`: title and citizen's words hold them, the title not all."""
        raise NotImplementedError


class Sqlite(Dialect):
    """FTS5. The `+` keeps SQLite from asking the index again for each of many ids."""

    def alternative(self, alternative: Alternative) -> str:
        end = self.prefix if alternative.is_prefix else ""
        return self.token(" ".join(alternative.stems)) + end

    def holds(self, expression: str, scope: Sequence[str]) -> Sql:
        expression = self.all_of([expression, *scope])
        inner = "SELECT rowid FROM search_body WHERE search_body MATCH %s"
        return Sql(f"+r.page_id IN ({inner})", (expression,))

    def holds_in(self, place: str, expression: str) -> Sql:
        inner = "SELECT rowid FROM search_places WHERE search_places MATCH %s"
        return Sql(f"+r.page_id IN ({inner})", (f"{place} : {expression}",))

    def holds_in_places(self, expressions: Mapping[str, str]) -> Sql:
        inner = "SELECT rowid FROM search_places WHERE search_places MATCH %s"
        held = (f"({place} : {held})" for place, held in expressions.items())
        return Sql(f"+r.page_id IN ({inner})", (self.disjunction.join(held),))

    def among(self, ids: Collection[int], column: str = "r.page_id") -> Sql:
        inner = "SELECT value FROM json_each(%s)"
        return Sql(f"+{column} IN ({inner})", (json.dumps(sorted(ids)),))

    def listed(self, ids: Collection[int]) -> tuple[Sql, Sql]:
        source = "json_each(%s) AS j CROSS JOIN search_indexrank AS r"
        listed = Sql(f"{source} ON r.page_id = j.value", (json.dumps(sorted(ids)),))
        return listed, Sql("1 = 1")

    def titled(self, words: Sequence[str], locale: str) -> Sql:
        held = self.all_of(f"(title : {word})" for word in words)
        return Sql("b.search_places MATCH %s", (f"{held} AND {locale}",))

    def called(self, words: Sequence[str], locale: str) -> Sql:
        held = self.all_of(f"({{title citizen}} : {word})" for word in words)
        titled = self.all_of(f"(title : {word})" for word in words)
        return Sql(
            "b.search_places MATCH %s", (f"({held} AND {locale}) NOT ({titled})",)
        )


class Postgresql(Dialect):
    """`tsvector` columns."""

    def alternative(self, alternative: Alternative) -> str:
        end = self.prefix if alternative.is_prefix else ""
        return f"({self.next_to.join(map(self.token, alternative.stems))}{end})"

    def holds(self, expression: str, scope: Sequence[str]) -> Sql:
        # Asked of the index: the long column lies outside the row and is dear to fetch.
        inner = "SELECT page_id FROM search_indexrank WHERE body @@ %s::tsquery"
        return Sql(f"{self.id} IN ({inner})", (self.all_of([expression, *scope]),))

    def holds_late(self, expression: str) -> Sql:
        one = "SELECT b.body @@ %s::tsquery FROM search_indexrank AS b"
        return Sql(f"({one} WHERE b.page_id = id)", (expression,))

    def answers(self, clause: Clause, scope: Sequence[str]) -> Sql:
        full, plain = self.clause(clause), self.clause(clause, phrases=False)
        if full == plain:
            return self.holds(full, scope)
        inner = "SELECT page_id FROM search_indexrank WHERE body @@ %s::tsquery"
        others = self.all_of([f"{full} & !{plain}", *scope])
        return Sql(
            f"{self.id} IN ({inner} UNION ALL {inner})",
            (self.all_of([plain, *scope]), others),
        )

    def holds_in(self, place: str, expression: str) -> Sql:
        return Sql(f"r.{place} @@ %s::tsquery", (expression,))

    def holds_in_places(self, expressions: Mapping[str, str]) -> Sql:
        held = (f"r.{place} @@ %s::tsquery" for place in expressions)
        return Sql(f"({' OR '.join(held)})", tuple(expressions.values()))

    def among(self, ids: Collection[int], column: str = "r.page_id") -> Sql:
        return Sql(f"{column} = ANY(%s)", (sorted(ids),))

    def listed(self, ids: Collection[int]) -> tuple[Sql, Sql]:
        return Sql(self.scored), self.among(ids)

    def titled(self, words: Sequence[str], locale: str) -> Sql:
        text = "r.exact @@ %s::tsquery AND r.title @@ %s::tsquery"
        return Sql(text, (locale, self.all_of(words)))

    def called(self, words: Sequence[str], locale: str) -> Sql:
        either = "(r.title @@ %s::tsquery OR r.citizen @@ %s::tsquery)"
        text = " AND ".join(["r.exact @@ %s::tsquery", *[either] * len(words)])
        twice = (word for word in words for _ in range(2))
        return Sql(
            f"{text} AND NOT r.title @@ %s::tsquery",
            (locale, *twice, self.all_of(words)),
        )


SQLITE = Sqlite(
    body="search_body AS b",
    matching="b.search_body MATCH %s",
    ranked="search_body AS b CROSS JOIN search_indexrank AS r ON r.page_id = b.rowid",
    scored="search_body AS b CROSS JOIN search_indexrank AS r ON r.page_id = b.rowid",
    scored_matching="b.search_body MATCH %s",
    short="search_places AS b CROSS JOIN search_indexrank AS r ON r.page_id = b.rowid",
    id="b.rowid",
    ordered="",
    quote='"',
    next_to=" ",
    prefix=" *",
    conjunction=" AND ",
    disjunction=" OR ",
    are_phrases_dear=False,
)
POSTGRESQL = Postgresql(
    body="search_indexrank AS r",
    matching="r.body @@ %s::tsquery",
    ranked="search_indexrank AS r",
    scored="search_places AS r",
    scored_matching="r.page_id IN"
    " (SELECT page_id FROM search_indexrank WHERE body @@ %s::tsquery)",
    short="search_places AS r",
    id="r.page_id",
    ordered='COLLATE "C"',
    quote="'",
    next_to=" <-> ",
    prefix=":*",
    conjunction=" & ",
    disjunction=" | ",
    are_phrases_dear=True,
)


def dialect_of(vendor: str) -> Dialect:
    """The dialect of a Django connection's vendor."""
    return {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]
