"""A list as it stands in an address: `abcd1234-efgh5678`. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.short_codes import LENGTH, read_code

# More would be no list to carry along, but a directory.
MOST = 12
SEPARATORS = re.compile(r"[\s,;.#+-]+")
LONGEST = (LENGTH + 2) * MOST * 4

Codes = tuple[str, ...]


@dataclass(frozen=True)
class Chosen:
    """The codes of a list, each once; how many pieces were none; whether some were too many."""

    codes: Codes = ()
    strange: int = 0
    is_cut: bool = False


def read(text: str) -> Chosen:
    """A list out of an address, a field or what somebody typed from paper."""
    pieces = [piece for piece in SEPARATORS.split(text[:LONGEST]) if piece]
    codes = list(dict.fromkeys(filter(None, map(read_code, pieces))))
    strange = sum(not read_code(piece) for piece in pieces)
    return Chosen(tuple(codes[:MOST]), strange, len(codes) > MOST)


def written(codes: Sequence[str]) -> str:
    """The list as it stands in an address."""
    return "-".join(codes)


def with_one(codes: Codes, code: str) -> Codes:
    """The list with one more at its end, unless it is there or the list is full."""
    return codes if code in codes or len(codes) >= MOST else (*codes, code)


def without(codes: Codes, code: str) -> Codes:
    """The list without one."""
    return tuple(one for one in codes if one != code)


def moved(codes: Codes, code: str, by: int) -> Codes:
    """The list with one so many places further down (or up), as far as it goes."""
    if code not in codes:
        return codes
    others = without(codes, code)
    place = min(max(codes.index(code) + by, 0), len(others))
    return (*others[:place], code, *others[place:])
