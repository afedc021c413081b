"""From a place as people write it to a point. Pure: the places known are an argument.

Nothing is asked of a map service: what somebody types here stays here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from directory.places import KnownPlace
from search.request import Point
from search.text.folding import fold

LONGEST = 120
ALIKE = 82
SUGGESTED = 3
STREETS = frozenset(
    {"via", "viale", "piazza", "piazzale", "piazzetta", "corso", "largo", "vicolo"}
    | {"strada", "contrada", "galleria", "vle", "pza", "pzza"}
)
# The province that people write after the town.
_PROVINCE = re.compile(r"\(\s*[A-Za-z]{2}\s*\)")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Place:
    """A place understood. `unknown_street`: its street is not known, so it is the town's
    centre."""

    label: str
    point: Point
    unknown_street: bool = False


def find_place(text: str, known: Iterable[KnownPlace]) -> Place | None:
    """The place that `text` names: a desk's street before a town, a whole name before a part."""
    words, known = _words(text), list(known)
    if not words:
        return None
    streets = [place for place in known if place.street]
    towns = [place for place in known if not place.street]
    named = [town for town in towns if _words(town.town) == words]
    return _place(named[0]) if named else _street(words, streets) or _town(words, towns)


def alike(text: str, known: Iterable[KnownPlace]) -> list[str]:
    """Names of towns written nearly like `text`."""
    names = {fold(place.town): place.town for place in known if not place.street}
    found = process.extract(
        "".join(_words(text)[-4:]), list(names), scorer=fuzz.ratio, limit=SUGGESTED
    )
    return [names[name] for name, likeness, _ in found if likeness >= ALIKE]


def _words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(_PROVINCE.sub(" ", text[:LONGEST]))]


def _street(words: Sequence[str], places: Iterable[KnownPlace]) -> Place | None:
    """A street whose name holds all that was typed, town and house number apart."""
    best: tuple[int, KnownPlace] | None = None
    for place in places:
        street, town = _words(place.street), _words(place.town)
        names = {w for w in street if not w.isdigit()} - STREETS
        typed = [w for w in words if not w.isdigit() and w not in STREETS]
        sought = [w for w in typed if w in names]
        if not sought or any(w not in names and w not in town for w in typed):
            continue
        worth = 2 * place.is_exact + len(set(words) & set(street))
        if best is None or worth > best[0]:
            best = worth, place
    return _place(best[1]) if best else None


def _town(words: Sequence[str], towns: Sequence[KnownPlace]) -> Place | None:
    """The town with the longest name that stands in the text, or one that begins so."""
    whole = [town for town in towns if _stands(_words(town.town), words)]
    if whole:
        town = max(whole, key=lambda one: len(_words(one.town)))
        rest = len(words) - len(_words(town.town))
        return _place(town, unknown_street=rest > 0 and bool(set(words) & STREETS))
    begun = [town for town in towns if _words(town.town)[: len(words)] == list(words)]
    return _place(begun[0]) if len(begun) == 1 else None


def _stands(name: Sequence[str], words: Sequence[str]) -> bool:
    """True where the name is the text or its end, and not the name of a street."""
    if list(words[-len(name) :]) != list(name):
        return False
    before = words[: -len(name)]
    return not (before and before[-1] in STREETS)


def _place(known: KnownPlace, *, unknown_street: bool = False) -> Place:
    return Place(known.label, Point(*known.coordinates), unknown_street)
