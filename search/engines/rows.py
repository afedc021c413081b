"""From prepared entries to the rows of the database engine. Pure."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from core.text import searchable
from search.distance import on_sphere
from search.engines.facet_values import LOCALE, Value
from search.prepared import BREAK, Prepared

# PostgreSQL's tsvector ends at 1 MB and counts positions up to 16,383.
BODY = 20_000
LAST_POSITION = 16_383

Tokens = Sequence[str]


ENTRY = ("page_id", "locale", "kind", "title", "url", "summary", "version", "forms")
RANK = ("page_id", "title_words", "title_key", "is_crisis", "facets")
POINT = ("page_id", "x", "y", "z")
PLACES = ("title", "exact", "citizen", "names")


def entry_row(entry: Prepared) -> tuple[Any, ...]:
    """What is shown: `ENTRY`."""
    return (
        entry.page_id,
        entry.locale,
        entry.kind,
        entry.title,
        entry.url,
        entry.summary,
        entry.version,
        " ".join(entry.forms),
    )


def point_rows(entry: Prepared) -> Iterator[tuple[Any, ...]]:
    """Its places, each once: `POINT`."""
    for latitude, longitude in dict.fromkeys(entry.points):
        yield (entry.page_id, *on_sphere(latitude, longitude))


def facet_values(entry: Prepared) -> Iterator[Value]:
    """The values it holds; its language is one."""
    yield LOCALE, entry.locale
    for name, codes in entry.facets.items():
        for code in codes:
            yield name, searchable(code, 100)


def rank_row(entry: Prepared, facets: Collection[int]) -> tuple[Any, ...]:
    """What orders, filters and counts: `RANK`."""
    packed = array("I", sorted(facets)).tobytes()
    crisis = entry.is_crisis
    return (entry.page_id, entry.title_words, entry.title_key, crisis, packed)


def places(entry: Prepared, locale: int) -> tuple[Tokens, Tokens, Tokens, Tokens]:
    """Tokens of the places that weigh more than the text: `PLACES`.

    The language stands among the exact words, so that suggestions ask for it in one go.
    """
    return (
        entry.title_tokens,
        (*entry.title_forms, f"={locale}"),
        entry.citizen_tokens,
        entry.name_tokens,
    )


def body(entry: Prepared, facets: Collection[int]) -> Tokens:
    """Everything an entry holds: its facets, its words in all places."""
    parts = (
        [f"={number}" for number in sorted(facets)],
        entry.title_tokens,
        entry.citizen_tokens,
        entry.name_tokens,
        entry.text_tokens,
    )
    return list(chain.from_iterable((*part, BREAK) for part in parts))[:BODY]


def tsvector(tokens: Iterable[str]) -> str:
    """Tokens in PostgreSQL's own writing: letters and digits need no escape."""
    at: dict[str, str] = {}
    for position, token in enumerate(tokens, start=1):
        if position > LAST_POSITION:
            position = LAST_POSITION
        at[token] = f"{at[token]},{position}" if token in at else f"{position}"
    at.pop(BREAK, None)
    return " ".join([f"'{token}':{found}" for token, found in at.items()])
