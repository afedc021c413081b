"""What every search engine can do."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from core.search_entry import SearchEntry
from search.request import SearchRequest
from search.result import SearchResult, Suggestion


class EngineUnavailable(Exception):
    """The engine did not answer, answered wrongly or too late. Never because of what was typed."""


@dataclass(frozen=True)
class EngineStatus:
    """How an engine is doing: `detail` is one Italian line for whoever keeps the site."""

    name: str
    is_available: bool
    entries: int = 0
    detail: str = ""


class Engine(Protocol):
    """A place that keeps entries and finds them. It knows no pages and no visibility.

    Every method may raise `EngineUnavailable`, and nothing else because of a fault outside.
    """

    name: str

    def search(self, request: SearchRequest) -> SearchResult:
        """One page of hits. Never raises because of what was typed.

        Entries that answer all required clauses of the query. Where fewer than `weights.ENOUGH`
        of the language do, filters and kinds left out, those that answer most (`weights.needed`)
        as well, and the result `is_partial` if that adds any. Order: score, open, distance,
        words in the title, `title_key` by its bytes, id; not how many clauses are answered. The
        score is the sum over all clauses of the best `weights.points(share, weight, worth)`
        among its alternatives and the places that hold them. Entries for somebody in
        danger (`is_crisis`) count as open and at distance 0 in that order.
        """

    def suggest(
        self, text: str, *, locale: str = "it", limit: int = 8
    ) -> tuple[Suggestion, ...]:
        """Entries whose title or citizen's words hold what is typed; the last word may go on."""

    def index(self, entries: Iterable[SearchEntry]) -> int:
        """Write entries in place of what their pages had; how many were written."""

    def remove(self, page_ids: Collection[int]) -> None:
        """Forget pages, known or not."""

    def page_ids(self) -> set[int]:
        """Pages that have an entry."""

    def versions(self) -> dict[int, str]:
        """Pages that have an entry, and `Prepared.version` of what is kept of each."""

    def is_to_rebuild(self) -> bool:
        """True where there is no index, or one of a form that is no longer written."""

    def rebuild(self, write: Callable[[], int]) -> int:
        """Make the index anew while searches go on; `write` calls `index` for every entry.

        Until `write` has returned, searches see the old entries or a mix of old and new, never
        an empty index. Returns what `write` returns.
        """

    def refresh(self) -> None:
        """Make what was written findable at once: to compare, to test, to measure."""

    def status(self) -> EngineStatus:
        """How it is doing; never raises."""
