"""What is asked of a search engine. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

PER_PAGE = 20


@dataclass(frozen=True)
class SearchRequest:
    """One question: words, kinds of entry, values of facets, page.

    Values of one facet widen ("or"), several facets narrow ("and"). Without words the filters
    alone list entries by title; without either nothing is found.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1
    per_page: int = PER_PAGE
    locale: str = "it"

    @property
    def is_blank(self) -> bool:
        """Nothing was typed and nothing chosen."""
        return not (self.text.strip() or self.kinds or any(self.filters.values()))
