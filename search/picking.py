"""What can be added to a list: services and desks, each with its short code.

While somebody types, names that go on like it; where there is none, what the search finds for
all they wrote ("dove faccio l'isee").
"""

from __future__ import annotations

from collections.abc import Iterable

from core.querysets import published_pages
from core.short_codes import code_of
from directory.handout.finding import Found
from search import find
from search.facets import KIND_LABELS
from search.request import SearchRequest
from search.result import Hit, Suggestion

LIST = "lista"
LISTED = ("service", "desk")
SHOWN = 8
ASKED = 32

Picked = tuple[str, Suggestion]


def picked_for(text: str, *, locale: str = "it") -> list[Picked]:
    """At most eight, with their codes: names first."""
    begun = find.suggestions(text, locale=locale, limit=ASKED)
    named = [one for one in begun if one.kind in LISTED][:SHOWN]
    return _coded(named or _hits(text, locale))


def found_for(text: str) -> list[Found]:
    """What the search finds for all the words, then names that go on like them."""
    begun = find.suggestions(text, limit=ASKED)
    every = [*_hits(text, "it"), *(one for one in begun if one.kind in LISTED)]
    return [
        Found(code, one.text, one.url, KIND_LABELS[one.kind])
        for code, one in _coded({one.page_id: one for one in every}.values())
    ]


def _hits(text: str, locale: str) -> list[Suggestion]:
    request = SearchRequest(text, kinds=LISTED, per_page=SHOWN, locale=locale)
    return [_as_suggestion(hit) for hit in find.find(request).hits]


def _as_suggestion(hit: Hit) -> Suggestion:
    return Suggestion(hit.title, hit.url, hit.kind, hit.title_marks, hit.page_id)


def _coded(found: Iterable[Suggestion]) -> list[Picked]:
    found = list(found)
    rows = published_pages().filter(pk__in=[one.page_id for one in found])
    codes = {pk: code_of(key) for pk, key in rows.values_list("pk", "translation_key")}
    return [(codes[one.page_id], one) for one in found if one.page_id in codes]
