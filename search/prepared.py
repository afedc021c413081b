"""An entry made ready for an index: cleaned, cut into stems, ordered. Pure, for every engine.

Both engines keep exactly this, so that what one holds the other holds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from core.search_entry import EVERY, SearchEntry
from core.text import searchable
from search.facets import KIND
from search.text import index_tokens, query_tokens
from search.text.tokens import words

# PostgreSQL's tsvector ends at 1 MB and counts positions up to 16,383.
TOKENS = 10_000
KEY_LENGTH = 255


@dataclass(frozen=True)
class Prepared:
    """What an index keeps of one entry.

    The token fields bear the names of `search.weights.PLACES`. `title_key` orders alike
    entries, byte by byte. `facets` holds the kind too, and of "every value" nothing else.
    """

    page_id: int
    locale: str
    kind: str
    title: str
    title_key: str
    title_words: int
    url: str
    summary: str
    title_tokens: tuple[str, ...]
    citizen_tokens: tuple[str, ...]
    name_tokens: tuple[str, ...]
    text_tokens: tuple[str, ...]
    facets: Mapping[str, tuple[str, ...]]
    points: tuple[tuple[float, float], ...]
    is_crisis: bool

    @property
    def version(self) -> str:
        """Changes with anything the index keeps, also where the text chain cuts otherwise."""
        text = json.dumps(asdict(self), sort_keys=True, ensure_ascii=True)
        return hashlib.blake2b(text.encode("ascii"), digest_size=16).hexdigest()


def prepare(entry: SearchEntry) -> Prepared:
    """`entry` as an index keeps it."""
    title = searchable(entry.title, 255)
    return Prepared(
        page_id=entry.page_id,
        locale=entry.locale,
        kind=entry.kind,
        title=title,
        title_key=" ".join(word.folded for word in words(title))[:KEY_LENGTH],
        title_words=len(query_tokens(title)),
        url=searchable(entry.url, 2048),
        summary=searchable(entry.summary, 500),
        title_tokens=_tokens([title]),
        citizen_tokens=_tokens(entry.citizen_words),
        name_tokens=_tokens([*entry.names, entry.summary]),
        text_tokens=_tokens([entry.text]),
        facets=_facets(entry),
        points=tuple((float(lat), float(lon)) for lat, lon in entry.points),
        is_crisis=entry.is_crisis,
    )


def _tokens(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(index_tokens("\n".join(parts))[:TOKENS])


def _facets(entry: SearchEntry) -> dict[str, tuple[str, ...]]:
    given = {**entry.facets, KIND: (entry.kind,)}
    return {
        name: (EVERY,) if EVERY in codes else tuple(sorted(set(codes)))
        for name, codes in sorted(given.items())
        if codes
    }
