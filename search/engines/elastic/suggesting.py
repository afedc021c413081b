"""Ways to go on with what is being typed, from titles and citizen's words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from search.engines.elastic.scoring import Body, holds
from search.query import Alternative
from search.result import Suggestion
from search.text import query_words
from search.text.folding import fold
from search.text.marking import marks
from search.weights import CITIZEN_WORDS, TITLE

PLACES = (TITLE, CITIZEN_WORDS)
SHOWN = ["page_id", "kind", "title", "url"]


def suggesting(text: str, locale: str, limit: int) -> Body | None:
    """The search for entries that hold all words; None where nothing is typed that counts."""
    words = query_words(text)
    if not words:
        return None
    must = [_word(Alternative((word.stem,))) for word in words[:-1]]
    last = Alternative((words[-1].stem,))
    must.append(
        _word(last, replace(last, stems=(fold(words[-1].typed),), is_prefix=True))
    )
    return {
        "query": {"bool": {"must": must, "filter": [{"term": {"locale": locale}}]}},
        "sort": [{"_score": "desc"}, "title_words", "title_key", "page_id"],
        "size": limit,
        "_source": SHOWN,
        "track_total_hits": False,
    }


def _word(*ways: Alternative) -> Body:
    queries = [
        {
            "constant_score": {
                "filter": holds(place.column, way),
                "boost": place.weight,
            }
        }
        for way in ways
        for place in PLACES
    ]
    return {"dis_max": {"queries": queries}}


def suggestions_of(answer: Mapping[str, Any], text: str) -> tuple[Suggestion, ...]:
    """What is offered, with the words that were typed marked."""
    words = query_words(text)
    stems = {word.stem for word in words}
    starts = {fold(word.typed) for word in words[-1:]}
    return tuple(
        Suggestion(
            text=row["_source"]["title"],
            url=row["_source"]["url"],
            kind=row["_source"]["kind"],
            marks=marks(row["_source"]["title"], stems, starts),
            page_id=int(row["_source"]["page_id"]),
        )
        for row in answer["hits"]["hits"]
    )
