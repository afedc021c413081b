"""From prepared entries to the rows of the database engine. Pure but for the models."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from core.text import searchable
from search.distance import on_sphere
from search.engines.facet_values import LOCALE, Value
from search.models import IndexEntry, IndexPoint
from search.prepared import BREAK, Prepared

# PostgreSQL's tsvector ends at 1 MB and counts positions up to 16,383.
BODY = 20_000
LAST_POSITION = 16_383

Tokens = Sequence[str]


def entry_row(entry: Prepared) -> IndexEntry:
    """What is shown."""
    return IndexEntry(
        page_id=entry.page_id,
        locale=entry.locale,
        kind=entry.kind,
        title=entry.title,
        url=entry.url,
        summary=entry.summary,
        version=entry.version,
        forms=" ".join(sorted(entry.forms)),
    )


def point_rows(entry: Prepared) -> Iterator[IndexPoint]:
    """Its places, each once."""
    for latitude, longitude in dict.fromkeys(entry.points):
        x, y, z = on_sphere(latitude, longitude)
        yield IndexPoint(page_id=entry.page_id, x=x, y=y, z=z)


def facet_values(entry: Prepared) -> Iterator[Value]:
    """The values it holds; its language is one."""
    yield LOCALE, entry.locale
    for name, codes in entry.facets.items():
        for code in codes:
            yield name, searchable(code, 100)


def rank_row(entry: Prepared, facets: Collection[int]) -> tuple[Any, ...]:
    """What orders, filters and counts."""
    packed = array("I", sorted(facets)).tobytes()
    return (
        entry.page_id,
        entry.title_words,
        entry.title_key,
        entry.is_crisis,
        packed,
    )


def places(entry: Prepared) -> tuple[Tokens, Tokens, Tokens, Tokens]:
    """Tokens of the places that weigh more than the text: title, exact, citizen, names."""
    return (
        entry.title_tokens,
        entry.title_forms,
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
    at: Mapping[str, list[str]] = defaultdict(list)
    for position, token in enumerate(tokens, start=1):
        if token != BREAK:
            at[token].append(str(min(position, LAST_POSITION)))
    return " ".join(f"'{token}':{','.join(found)}" for token, found in at.items())
