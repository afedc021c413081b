"""From the address to what is asked. Pure; takes whatever a visitor or a robot sends."""

import re
from typing import Protocol

from core.text import searchable
from search.asking import Asked, Order
from search.facets import FACET_NAMES, KIND, KINDS
from search.places import LONGEST
from search.request import Point, SearchRequest

TEXT_LENGTH = 500
VALUES = 20
LAST_PAGE = 999_999
OPEN, PLACE, ORDER, PAGE = "aperto", "vicino", "ordine", "pagina"
# Some hundred metres: enough to say which desk is near, too little to say which house.
DECIMALS = 3
_CODE = re.compile(r"[\w.:-]{1,100}")
_POSITION = re.compile(r"(-?\d{1,2}(?:\.\d{1,9})?),(-?\d{1,3}(?:\.\d{1,9})?)")


class Parameters(Protocol):
    """What a QueryDict gives."""

    def getlist(self, key: str) -> list[str]: ...


def read_asked(parameters: Parameters, *, locale: str = "it") -> Asked:
    """What an address asks; what cannot be read is left out."""
    return Asked(
        read_request(parameters, locale=locale),
        place=searchable(_last(parameters, PLACE), LONGEST),
        order=_order(_last(parameters, ORDER)),
    )


def read_request(parameters: Parameters, *, locale: str = "it") -> SearchRequest:
    """The request that an address holds, the place apart."""
    kinds = [KINDS[w][0] for w in _codes(parameters.getlist(KIND)) if w in KINDS]
    chosen = {name: _codes(parameters.getlist(name)) for name in FACET_NAMES}
    return SearchRequest(
        text=searchable(_last(parameters, "q"), TEXT_LENGTH),
        kinds=tuple(kinds),
        filters={name: codes for name, codes in chosen.items() if codes},
        page=_page(_last(parameters, PAGE)),
        locale=locale,
        is_open_only=_last(parameters, OPEN) == "1",
    )


def read_position(header: str) -> Point | None:
    """A position `45.133,10.024`, rounded; None where there is none or it is nowhere."""
    found = _POSITION.fullmatch(header.strip()[:40])
    if not found:
        return None
    latitude, longitude = (round(float(number), DECIMALS) for number in found.groups())
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return Point(latitude, longitude)


def _last(parameters: Parameters, name: str) -> str:
    return (parameters.getlist(name) or [""])[-1]


def _codes(values: list[str]) -> tuple[str, ...]:
    """Well-formed codes, each once."""
    return tuple(dict.fromkeys(v for v in values if _CODE.fullmatch(v)))[:VALUES]


def _order(text: str) -> Order | None:
    return Order(text) if text in set(Order) else None


def _page(text: str) -> int:
    """A page number; a huge one means the last page, nonsense the first."""
    if not (text.isascii() and text.isdecimal()):
        return 1
    return min(int(text[:7]), LAST_PAGE) or 1
