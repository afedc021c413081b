"""The embedded engine: SQLite FTS5 or PostgreSQL tsvector over our own tokens."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from django.db import connection

from core.search_entry import SearchEntry
from search.engines import writing
from search.engines.base import EngineStatus
from search.engines.dialects import dialect_of
from search.engines.facet_values import LOCALE, numbers_of
from search.engines.running import Runner, TooSlow
from search.engines.searching import LIMIT, Search
from search.engines.suggesting import suggesting, suggestions_of
from search.models import IndexEntry
from search.prepared import prepare
from search.request import SearchRequest
from search.result import SearchResult, Suggestion
from search.text import query_words
from search.understood import understood


class DatabaseEngine:
    """Keeps entries in the site's own database."""

    name = "database"

    def search(self, request: SearchRequest) -> SearchResult:
        """Entries that answer all clauses; where they are few, those that answer most."""
        if request.is_blank:
            return SearchResult(per_page=request.per_page)
        query = understood(request.text)
        if query.has_no_words:
            return SearchResult(per_page=request.per_page, has_no_words=True)
        return Search(request, query).result()

    def suggest(
        self, text: str, *, locale: str = "it", limit: int = 8
    ) -> tuple[Suggestion, ...]:
        """Entries whose title or citizen's words hold what is typed."""
        words = query_words(text)
        number = numbers_of({(LOCALE, locale)}).get((LOCALE, locale))
        if not words or number is None:
            return ()
        dialect = dialect_of(connection.vendor)
        token = dialect.token(f"={number}")
        statement = suggesting(dialect, words, token, limit)
        try:
            return suggestions_of(Runner(LIMIT).rows(statement), words)
        except TooSlow:
            return ()

    def index(self, entries: Iterable[SearchEntry]) -> int:
        """Write entries in place of what their pages had; how many were written."""
        by_page = {entry.page_id: prepare(entry) for entry in entries}
        writing.write(list(by_page.values()))
        return len(by_page)

    def remove(self, page_ids: Collection[int]) -> None:
        """Forget pages, known or not."""
        writing.erase(page_ids)

    def page_ids(self) -> set[int]:
        """Pages that have an entry."""
        return set(IndexEntry.objects.values_list("pk", flat=True))

    def versions(self) -> dict[int, str]:
        """Pages that have an entry, and the version of what is kept of each."""
        return dict(IndexEntry.objects.values_list("pk", "version"))

    def is_to_rebuild(self) -> bool:
        """The tables come with the migrations."""
        return False

    def rebuild(self, write: Callable[[], int]) -> int:
        """In place: searches find the old row or the new one. Words are counted anew."""
        number = write()
        writing.count_anew()
        return number

    def refresh(self) -> None:
        """What was written is findable at once."""

    def status(self) -> EngineStatus:
        """How many entries there are."""
        number = IndexEntry.objects.count()
        return EngineStatus(
            self.name, True, number, f"database {connection.vendor}, in linea"
        )
