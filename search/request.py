"""What is asked of a search engine. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

PER_PAGE = 20


@dataclass(frozen=True)
class Point:
    """A place on the map, in degrees (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class SearchRequest:
    """One question: words, kinds of entry, values of facets, page.

    Values of one facet widen ("or"), several facets narrow ("and"). Without words the filters
    alone list entries by title; without either nothing is found.

    `open_ids` are the pages where somebody can be found now (`None`: not asked for); they come
    first among entries of equal relevance, and alone with `is_open_only`. With `near`, the nearer
    of equal entries come first; with `by_distance` distance comes before relevance, and entries
    without a place last.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1
    per_page: int = PER_PAGE
    locale: str = "it"
    open_ids: frozenset[int] | None = None
    is_open_only: bool = False
    near: Point | None = None
    by_distance: bool = False

    @property
    def is_blank(self) -> bool:
        """Nothing was typed and nothing chosen."""
        return not (
            self.text.strip()
            or self.kinds
            or any(self.filters.values())
            or self.is_open_only
            or self.near
        )
