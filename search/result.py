"""What a search engine answers. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

Range = tuple[int, int]


@dataclass(frozen=True)
class Hit:
    """One entry found; the marks are the ranges of the words sought.

    `kilometres` from the place asked for, in a straight line, where both are known.
    """

    page_id: int
    kind: str
    title: str
    summary: str
    url: str
    score: int = 0
    title_marks: tuple[Range, ...] = ()
    summary_marks: tuple[Range, ...] = ()
    kilometres: float | None = None
    is_open: bool = False


@dataclass(frozen=True)
class Suggestion:
    """A way to go on with what is being typed: an entry's title and its address.

    `page_id` lets whoever shows it check that the page is public.
    """

    text: str
    url: str
    kind: str
    marks: tuple[Range, ...] = ()
    page_id: int = 0


@dataclass(frozen=True)
class FacetCount:
    """How many entries hold a value, all filters but this facet's own applied."""

    code: str
    count: int
    is_selected: bool = False


@dataclass(frozen=True)
class SearchResult:
    """One page of hits.

    `is_partial`: no entry held all words, these hold most. `missing`: words, as typed, that no
    entry holds. `has_no_words`: only empty words were typed ("io ho"). `page` is the page shown,
    the last one where a later one was asked for. `facets` is empty where too many entries were
    found to count them in time. `open_total`: how many of the entries found, the filter "open
    now" left out, are among `open_ids` (`None`: not counted). `is_reduced`: the engine that
    should have answered did not, and another one did.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    page: int = 1
    per_page: int = 20
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    is_partial: bool = False
    has_no_words: bool = False
    missing: tuple[str, ...] = ()
    did_you_mean: str | None = None
    open_total: int | None = None
    is_reduced: bool = False

    @property
    def pages(self) -> int:
        """Number of pages, at least one."""
        return max(1, -(-self.total // self.per_page))

    def only(self, visible: Collection[int]) -> Self:
        """The same without the hits whose page is not in `visible`."""
        hits = tuple(hit for hit in self.hits if hit.page_id in visible)
        lost = len(self.hits) - len(hits)
        return replace(self, hits=hits, total=self.total - lost) if lost else self
