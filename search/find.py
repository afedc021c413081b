"""The one way to search: whatever the engine says, a visitor is shown published pages alone."""

from core.querysets import published_pages
from search.engines import Engine, current_engine
from search.request import SearchRequest
from search.result import SearchResult


def find(request: SearchRequest, *, engine: Engine | None = None) -> SearchResult:
    """Ask the engine, and check each hit against `published()`: one query."""
    result = (engine or current_engine()).search(request)
    ids = [hit.page_id for hit in result.hits]
    if not ids:
        return result
    visible = published_pages().filter(pk__in=ids).values_list("pk", flat=True)
    return result.only(set(visible))
