"""What a page gives to the public search: plain data, no Django."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

# A code that stands for every value of a facet, such as a service for residents anywhere.
EVERY = "*"


@dataclass(frozen=True)
class SearchEntry:
    """One findable page in one language.

    `names` are the bodies and desks it belongs to, `facets` maps a facet's name to the
    codes it holds. `text` is what remains readable of the page, without markup. `points` are
    the places, (latitude, longitude) in degrees, where one can go for it. `is_crisis`: for
    somebody in danger; no order but relevance ever puts it lower.
    """

    page_id: int
    kind: str
    title: str
    url: str
    locale: str = "it"
    summary: str = ""
    citizen_words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    text: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    points: tuple[tuple[float, float], ...] = ()
    is_crisis: bool = False

    @classmethod
    def of(cls, page: Any, kind: str, **more: Any) -> Self:
        """The entry of a page: what every page says of itself, and `more` that is its own."""
        return cls(
            page_id=page.pk,
            kind=kind,
            title=page.title,
            url=page.url or "",
            locale=page.locale.language_code,
            summary=page.summary,
            **more,
        )
