"""From the address to a SearchRequest. Pure; takes whatever a visitor or a robot sends."""

import re
from typing import Protocol

from core.text import searchable
from search.facets import FACET_NAMES, KIND, KINDS
from search.request import SearchRequest

TEXT_LENGTH = 500
VALUES = 20
LAST_PAGE = 999_999
_CODE = re.compile(r"[A-Za-z0-9_.:-]{1,100}")


class Parameters(Protocol):
    """What a QueryDict gives."""

    def getlist(self, key: str) -> list[str]: ...


def read_request(parameters: Parameters, *, locale: str = "it") -> SearchRequest:
    """The request that an address holds; what cannot be read is left out."""
    kinds = [KINDS[w][0] for w in _codes(parameters.getlist(KIND)) if w in KINDS]
    chosen = {name: _codes(parameters.getlist(name)) for name in FACET_NAMES}
    return SearchRequest(
        text=searchable(_last(parameters, "q"), TEXT_LENGTH),
        kinds=tuple(kinds),
        filters={name: codes for name, codes in chosen.items() if codes},
        page=_page(_last(parameters, "pagina")),
        locale=locale,
    )


def _last(parameters: Parameters, name: str) -> str:
    return (parameters.getlist(name) or [""])[-1]


def _codes(values: list[str]) -> tuple[str, ...]:
    """Well-formed codes, each once."""
    return tuple(dict.fromkeys(v for v in values if _CODE.fullmatch(v)))[:VALUES]


def _page(text: str) -> int:
    """A page number; a huge one means the last page, nonsense the first."""
    if not (text.isascii() and text.isdecimal()):
        return 1
    return min(int(text[:7]), LAST_PAGE) or 1
