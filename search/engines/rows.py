"""From a SearchEntry to the rows of the database engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.search_entry import EVERY, SearchEntry
from core.text import searchable
from search.facets import KIND
from search.models import IndexEntry, IndexFacet
from search.text import index_tokens, query_tokens
from search.text.tokens import words

# PostgreSQL's tsvector ends at 1 MB and counts positions up to 16,383.
TOKENS = 10_000


def _tokens(parts: Iterable[str]) -> str:
    # A NUL ends a text in SQLite and is refused by PostgreSQL; tokens hold none.
    tokens = index_tokens("\n".join(parts))[:TOKENS]
    return f" {' '.join(tokens)} "


def entry_row(entry: SearchEntry) -> IndexEntry:
    """The row of an entry."""
    title = searchable(entry.title, 255)
    return IndexEntry(
        page_id=entry.page_id,
        locale=entry.locale,
        kind=entry.kind,
        title=title,
        title_key=" ".join(word.folded for word in words(title))[:255],
        title_words=len(query_tokens(title)),
        url=searchable(entry.url, 2048),
        summary=searchable(entry.summary, 500),
        title_tokens=_tokens([title]),
        citizen_tokens=_tokens(entry.citizen_words),
        name_tokens=_tokens([*entry.names, entry.summary]),
        text_tokens=_tokens([entry.text]),
    )


def facet_rows(entry: SearchEntry) -> Iterator[IndexFacet]:
    """The rows of an entry's facets; its kind is one."""
    for name, codes in {**entry.facets, KIND: (entry.kind,)}.items():
        for code in sorted({EVERY} if EVERY in codes else set(codes)):
            yield IndexFacet(entry_id=entry.page_id, name=name, code=code)
