"""The embedded engine: SQLite FTS5 or PostgreSQL tsvector over our own tokens."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db import connection, transaction

from core.search_entry import SearchEntry
from core.text import searchable
from search.engines import statements
from search.engines.counting import facet_counts
from search.engines.dialects import Dialect, Sql, dialect_of
from search.engines.rows import entry_row, facet_rows
from search.engines.statements import Selection
from search.engines.terms import Term
from search.facets import KIND
from search.models import IndexEntry, IndexFacet
from search.request import SearchRequest
from search.result import Hit, SearchResult
from search.text import query_words
from search.text.marking import marks

SHORTEST_PREFIX = 4


def fetch(sql: Sql) -> list[tuple[Any, ...]]:
    """All rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql.text, sql.params)
        return list(cursor.fetchall())


class DatabaseEngine:
    """Keeps entries in the site's own database."""

    @property
    def dialect(self) -> Dialect:
        return dialect_of(connection.vendor)

    def search(self, request: SearchRequest) -> SearchResult:
        """Entries that hold all words; where there are none, those that hold most."""
        if request.is_blank:
            return SearchResult(per_page=request.per_page)
        terms = self._terms(request.text)
        if not terms and request.text.strip():
            return SearchResult(per_page=request.per_page, has_no_words=True)
        required = [term for term in terms if term.is_required]
        missing = tuple(term.typed for term in required if not term.holding)
        selection = self._selection(request, terms, holds_all=True)
        total = 0 if missing else fetch(selection.total())[0][0]
        is_partial = not total and len(required) > 1
        if is_partial:
            selection = self._selection(request, terms, holds_all=False)
            total = fetch(selection.total())[0][0]
        result = self._page(request, selection, terms, total)
        return replace(result, is_partial=is_partial and total > 0, missing=missing)

    def index(self, entries: Iterable[SearchEntry]) -> int:
        """Write entries in place of what their pages had; how many were written."""
        by_page = {entry.page_id: entry for entry in entries}
        with transaction.atomic():
            self.remove(by_page)
            IndexEntry.objects.bulk_create(map(entry_row, by_page.values()))
            IndexFacet.objects.bulk_create(
                row for entry in by_page.values() for row in facet_rows(entry)
            )
        return len(by_page)

    def remove(self, page_ids: Collection[int]) -> None:
        """Forget pages, known or not."""
        with transaction.atomic():
            IndexFacet.objects.filter(entry_id__in=page_ids).delete()
            IndexEntry.objects.filter(pk__in=page_ids).delete()

    def page_ids(self) -> set[int]:
        """Pages that have an entry."""
        return set(IndexEntry.objects.values_list("pk", flat=True))

    def refresh(self) -> None:
        """Fill the full-text index from the entries: a restored copy may come without."""
        if self.dialect.refresh:
            with connection.cursor() as cursor:
                cursor.execute(self.dialect.refresh)

    def _terms(self, text: str) -> list[Term]:
        """The words that count, measured. The last one may be unfinished."""
        words = query_words(text)
        terms = self._measured(
            [Term(w.stem, w.typed, is_required=w.is_required) for w in words]
        )
        if terms and not terms[-1].holding and len(terms[-1].stem) >= SHORTEST_PREFIX:
            prefix = self._measured([replace(terms[-1], is_prefix=True)])
            terms[-1:] = prefix if prefix[0].holding else terms[-1:]
        return terms

    def _measured(self, terms: Sequence[Term]) -> list[Term]:
        if not terms:
            return []
        entries, *holding = fetch(statements.frequencies(self.dialect, terms))[0]
        return [
            replace(term, entries=entries, holding=number)
            for term, number in zip(terms, holding, strict=True)
        ]

    def _selection(
        self, request: SearchRequest, terms: Sequence[Term], *, holds_all: bool
    ) -> Selection:
        required = [term for term in terms if term.is_required]
        if not required:
            candidates = statements.everything()
        elif holds_all:
            candidates = statements.holding_all(self.dialect, required)
        else:
            candidates = statements.holding_most(self.dialect, required)
        chosen = {**request.filters, KIND: request.kinds}
        filters = {
            name: tuple(searchable(code, 100) for code in codes)
            for name, codes in chosen.items()
        }
        return Selection(self.dialect, candidates, request.locale, filters)

    def _page(
        self,
        request: SearchRequest,
        selection: Selection,
        terms: Sequence[Term],
        total: int,
    ) -> SearchResult:
        result = SearchResult(total=total, per_page=request.per_page)
        page = min(max(request.page, 1), result.pages)
        offset = (page - 1) * request.per_page
        found = selection.hits(terms, limit=request.per_page, offset=offset)
        return replace(
            result,
            page=page,
            hits=tuple(_hit(row, terms) for row in fetch(found)) if total else (),
            facets=facet_counts(selection, fetch),
        )


def _hit(row: tuple[Any, ...], terms: Sequence[Term]) -> Hit:
    page_id, kind, title, summary, url, score = row
    stems = {term.stem for term in terms if not term.is_prefix}
    prefixes = {term.stem for term in terms if term.is_prefix}
    return Hit(
        page_id=page_id,
        kind=kind,
        title=title,
        summary=summary,
        url=url,
        score=int(score),
        title_marks=marks(title, stems, prefixes),
        summary_marks=marks(summary, stems, prefixes),
    )
