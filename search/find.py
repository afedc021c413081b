"""The one way to search: whatever an engine says, a visitor is shown published pages alone."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace

from core.querysets import published_pages
from search.engines import Engine, EngineUnavailable
from search.fallback import answered
from search.request import SearchRequest
from search.result import SearchResult, Suggestion

log = logging.getLogger(__name__)


def find(request: SearchRequest, *, engine: Engine | None = None) -> SearchResult:
    """Ask, and check each hit against `published()`: one query.

    The database answers for an engine that does not, and the result `is_reduced`; an `engine`
    that is given is asked alone, and may raise EngineUnavailable.
    """
    result = engine.search(request) if engine else _found(request)
    if not result.hits:
        return result
    return result.only(_visible(hit.page_id for hit in result.hits))


def _found(request: SearchRequest) -> SearchResult:
    try:
        result, is_reduced = answered(lambda engine: engine.search(request))
    except EngineUnavailable as fault:
        log.warning("the database gave up a search: %s", fault)
        return SearchResult(per_page=request.per_page, is_reduced=True)
    return replace(result, is_reduced=True) if is_reduced else result


def suggestions(
    text: str, *, locale: str = "it", limit: int = 8
) -> tuple[Suggestion, ...]:
    """Ways to go on with what is being typed, each to a published page; none in a fault."""
    try:
        found, _ = answered(
            lambda engine: engine.suggest(text, locale=locale, limit=limit)
        )
    except EngineUnavailable as fault:
        log.warning("the database gave up a suggestion: %s", fault)
        return ()
    visible = _visible(suggestion.page_id for suggestion in found) if found else set()
    return tuple(suggestion for suggestion in found if suggestion.page_id in visible)


def _visible(ids: Iterable[int]) -> set[int]:
    return set(published_pages().filter(pk__in=list(ids)).values_list("pk", flat=True))
