"""The admin's own search: the database's, with the visitor's and editor's input made harmless."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from typing import Any

from django.db import connection
from wagtail.search.backends import database
from wagtail.search.query import MATCH_NONE, And, Or, Phrase, PlainText

from core.text import searchable

# Quoted parts beyond these are left out: 2,500 of them took the stock backend 30 seconds.
MOST_PARTS = 20

_is_paused: ContextVar[bool] = ContextVar("admin_search_is_paused", default=False)


class CleanQueries:
    """A `"` or a NUL in the query is an error 500 in the stock backend (wagtail issue 13227)."""

    def search(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        return super().search(_clean(query), *args, **kwargs)  # type: ignore[misc]

    def autocomplete(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        return super().autocomplete(_clean(query), *args, **kwargs)  # type: ignore[misc]

    def add(self, obj: Any) -> None:
        if not _is_paused.get():
            super().add(obj)  # type: ignore[misc]


@contextmanager
def paused() -> Iterator[None]:
    """Index nothing while much is written; whoever asked indexes it afterwards (`add_bulk`)."""
    token = _is_paused.set(True)
    try:
        yield
    finally:
        _is_paused.reset(token)


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - the name Wagtail asks for
    """The backend of the site's database, with clean queries."""
    backend = database.SearchBackend(params)
    kind = type(backend)
    backend.__class__ = type("SearchBackend", (CleanQueries, kind), {})
    return backend


def _clean(query: Any) -> Any:
    """Text made harmless; of a query that Wagtail has parsed, each of its texts."""
    if isinstance(query, str):
        return _clean_text(query)
    if isinstance(query, And | Or):
        return type(query)([_clean(p) for p in islice(_parts(query), MOST_PARTS)])
    if isinstance(query, PlainText | Phrase):
        query.query_string = _clean_text(query.query_string)
        return query if query.query_string else MATCH_NONE
    return query


def _parts(query: And | Or) -> Iterator[Any]:
    """What is joined by one word, however deep Wagtail has nested it."""
    for part in query.subqueries:
        if isinstance(part, type(query)):
            yield from _parts(part)
        else:
            yield part


def _clean_text(text: str) -> str:
    harmless = text.replace('"', " ") if connection.vendor == "sqlite" else text
    return searchable(harmless)
