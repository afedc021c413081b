"""What every search engine can do."""

from collections.abc import Collection, Iterable
from typing import Protocol

from core.search_entry import SearchEntry
from search.request import SearchRequest
from search.result import SearchResult


class Engine(Protocol):
    """A place that keeps entries and finds them. It knows no pages and no visibility."""

    def search(self, request: SearchRequest) -> SearchResult:
        """One page of hits. Never raises because of what was typed."""

    def index(self, entries: Iterable[SearchEntry]) -> int:
        """Write entries in place of what their pages had; how many were written."""

    def remove(self, page_ids: Collection[int]) -> None:
        """Forget pages, known or not."""

    def page_ids(self) -> set[int]:
        """Pages that have an entry."""

    def refresh(self) -> None:
        """Make what belongs to the index beside the entries anew, before a rebuild."""
