"""An entry made ready for an index: cleaned, cut into stems, ordered. Pure, for every engine.

Both engines keep exactly this, so that what one holds the other holds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.search_entry import EVERY, SearchEntry
from core.text import searchable
from search.facets import KIND
from search.text.stemming import stem
from search.text.tokens import index_forms, number_that_count

# PostgreSQL's tsvector ends at 1 MB and counts positions up to 16,383.
TOKENS = 10_000
KEY_LENGTH = 255
# No word: words hold letters and digits alone.
BREAK = "|"


# Of entries that answer alike, what helps comes before what is only read: an agreement that names
# the Sportello Sociale must not stand above the desk. More than a title has words.
PAGES_LATER = 1000
READ_ONLY = frozenset({"page", "network"})


@dataclass(frozen=True)
class Prepared:
    """What an index keeps of one entry.

    The token fields bear the names of `search.weights.PLACES`; `BREAK` stands between two
    values, so that no phrase runs from one into the next. `title_forms` are the title's words
    unstemmed, `forms` those of the whole entry, each once. `title_words` and then `title_key`,
    byte by byte, order alike entries. `facets` holds the kind too, and of "every value"
    nothing else.
    """

    page_id: int
    locale: str
    kind: str
    title: str
    title_key: str
    title_words: int
    url: str
    summary: str
    title_forms: tuple[str, ...]
    title_tokens: tuple[str, ...]
    citizen_tokens: tuple[str, ...]
    name_tokens: tuple[str, ...]
    text_tokens: tuple[str, ...]
    facets: Mapping[str, tuple[str, ...]]
    points: tuple[tuple[float, float], ...]
    is_crisis: bool
    forms: frozenset[str]

    @property
    def version(self) -> str:
        """Changes with anything the index keeps, also where the text chain cuts otherwise."""
        kept = {**vars(self), "forms": ()}  # They follow from the rest.
        text = json.dumps(kept, sort_keys=True, ensure_ascii=True)
        return hashlib.blake2b(text.encode("ascii"), digest_size=16).hexdigest()


def prepare(entry: SearchEntry) -> Prepared:
    """`entry` as an index keeps it."""
    title = searchable(entry.title, 255)
    in_title = _forms([title])
    citizen = _forms(entry.citizen_words)
    names = _forms([*entry.names, entry.summary])
    text = _forms([entry.text])
    return Prepared(
        page_id=entry.page_id,
        locale=entry.locale,
        kind=entry.kind,
        title=title,
        title_key=" ".join(in_title)[:KEY_LENGTH],
        title_words=number_that_count(in_title)
        + PAGES_LATER * (entry.kind in READ_ONLY),
        url=searchable(entry.url, 2048),
        summary=searchable(entry.summary, 500),
        title_forms=in_title,
        title_tokens=_stems(in_title),
        citizen_tokens=_stems(citizen),
        name_tokens=_stems(names),
        text_tokens=_stems(text),
        facets=_facets(entry),
        points=tuple((float(lat), float(lon)) for lat, lon in entry.points),
        is_crisis=entry.is_crisis,
        forms=frozenset({*in_title, *citizen, *names, *text} - {BREAK}),
    )


def _forms(parts: Iterable[str]) -> tuple[str, ...]:
    """The folded words of all parts, with a `BREAK` between two."""
    forms: list[str] = []
    for part in parts:
        forms += [BREAK] * bool(forms)
        forms += index_forms(part)
    return tuple(forms[:TOKENS])


def _stems(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(stem, forms))


def _facets(entry: SearchEntry) -> dict[str, tuple[str, ...]]:
    given = {**entry.facets, KIND: (entry.kind,)}
    return {
        name: (EVERY,) if EVERY in codes else tuple(sorted(set(codes)))
        for name, codes in sorted(given.items())
        if codes
    }
