"""The embedded engine: SQLite FTS5 or PostgreSQL tsvector over our own tokens."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Any

from django.db import connection

from core.search_entry import EVERY, SearchEntry
from search.distance import kilometres_of
from search.engines import writing
from search.engines.base import EngineStatus
from search.engines.counting import COUNTED, facet_counts
from search.engines.dialects import NEVER, dialect_of
from search.engines.facet_values import LOCALE, known_numbers, numbers_of
from search.engines.running import Runner, TooSlow
from search.engines.statements import Selection
from search.engines.suggesting import suggesting, suggestions_of
from search.facets import FACET_NAMES, KIND
from search.models import IndexEntry
from search.prepared import prepare
from search.query import Query
from search.request import SearchRequest
from search.result import Hit, SearchResult, Suggestion
from search.text import query_words
from search.text.marking import marks
from search.understood import understood
from search.weights import ENOUGH, needed
from search.word_counts import recount

# A visitor never waits longer than this for the database, in seconds.
LIMIT = 0.8
NAMES = (KIND, *FACET_NAMES)


class DatabaseEngine:
    """Keeps entries in the site's own database."""

    name = "database"

    def search(self, request: SearchRequest) -> SearchResult:
        """Entries that answer all clauses; where there are none, those that answer most."""
        if request.is_blank:
            return SearchResult(per_page=request.per_page)
        query = understood(request.text)
        if query.has_no_words:
            return SearchResult(per_page=request.per_page, has_no_words=True)
        return _Search(request, query).result()

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
        recount()
        return number

    def refresh(self) -> None:
        """What was written is findable at once."""

    def status(self) -> EngineStatus:
        """How many entries there are."""
        number = IndexEntry.objects.count()
        return EngineStatus(
            self.name, True, number, f"database {connection.vendor}, in linea"
        )


class _Search:
    """One search while it runs."""

    def __init__(self, request: SearchRequest, query: Query) -> None:
        self.request = request
        self.query = query
        self.rows = Runner(LIMIT).rows
        self.chosen = {
            name: codes
            for name, codes in {**request.filters, KIND: request.kinds}.items()
            if codes and name in NAMES
        }

    def result(self) -> SearchResult:
        selection, total, is_open, is_partial = self._selected()
        found = is_open if self.request.is_open_only else total
        return replace(
            self._page(selection, found),
            open_total=None if self.request.open_ids is None else is_open,
            is_partial=is_partial and found > 0,
            missing=self.query.missing,
            did_you_mean=self.query.did_you_mean,
        )

    def _selected(self) -> tuple[Selection, int, int, bool]:
        """Who answers all clauses; where few do, who answers most, if they are more."""
        selection = self._selection()
        total, is_open, unfiltered = self.rows(selection.total())[0]
        if unfiltered < ENOUGH and len(self.query.required) > 1:
            known = len(self.query.required) - len(self.query.missing)
            most = replace(selection, least=needed(known))
            more, more_open, _ = self.rows(most.total())[0]
            if more > total:
                return most, more, more_open, True
        return selection, total, is_open, False

    def _selection(self) -> Selection:
        dialect = dialect_of(connection.vendor)
        wanted = {(name, code) for name, codes in self.chosen.items() for code in codes}
        language = (LOCALE, self.request.locale)
        numbers = numbers_of({*wanted, language})
        numbers |= known_numbers((name, EVERY) for name in self.chosen)
        filters = {
            name: dialect.any_of(
                dialect.token(f"={numbers[name, code]}")
                for code in (*codes, EVERY)
                if (name, code) in numbers
            )
            for name, codes in self.chosen.items()
        }
        locale = numbers.get(language)
        return Selection(
            dialect,
            self.request,
            self.query.clauses,
            dialect.token(f"={locale}" if locale else NEVER),
            filters,
        )

    def _page(self, selection: Selection, total: int) -> SearchResult:
        size = self.request.per_page
        result = SearchResult(total=total, per_page=size)
        page = min(max(self.request.page, 1), result.pages)
        statement = selection.hits(limit=size, offset=(page - 1) * size)
        hits = [self._hit(row) for row in self.rows(statement)] if total else []
        counted = total <= COUNTED
        return replace(
            result,
            page=page,
            hits=tuple(hits),
            facets=facet_counts(selection, NAMES, self.chosen, self.rows)
            if counted
            else {},
        )

    def _hit(self, row: tuple[Any, ...]) -> Hit:
        page_id, kind, title, summary, url, score, chord = row
        said = [a for clause in self.query.clauses for a in clause.alternatives]
        stems = {stem for a in said for stem in a.stems[: -1 if a.is_prefix else None]}
        prefixes = {a.stems[-1] for a in said if a.is_prefix}
        return Hit(
            page_id=page_id,
            kind=kind,
            title=title,
            summary=summary,
            url=url,
            score=int(score),
            title_marks=marks(title, stems, prefixes),
            summary_marks=marks(summary, stems, prefixes),
            kilometres=None if chord is None else kilometres_of(chord),
            is_open=page_id in (self.request.open_ids or ()),
        )
