"""Places that the directory knows: main towns of municipalities, streets of desks."""

from __future__ import annotations

from dataclasses import dataclass

from core import memo
from core.querysets import published_q
from directory.reading import model_named
from directory.vocabulary import terms

KEY = "directory.places"
Coordinates = tuple[float, float]


@dataclass(frozen=True)
class KnownPlace:
    """A town (no `street`) or a desk's street; `is_exact` where the street itself is known
    and not only its town."""

    town: str
    coordinates: Coordinates
    street: str = ""
    is_exact: bool = True

    @property
    def label(self) -> str:
        """`Crema`, or `Via Mantova 25, Cremona`."""
        return ", ".join(filter(None, [self.street, self.town]))


def known_places() -> tuple[KnownPlace, ...]:
    """Towns by name, then streets; kept a minute. One query besides the vocabulary."""
    return memo.remembered(KEY, lambda: (*_towns(), *_streets()))


def _towns() -> list[KnownPlace]:
    towns = terms(model_named("Municipality"))
    found = [(town.name, _coordinates(town.latitude, town.longitude)) for town in towns]
    return [KnownPlace(name, place) for name, place in found if place]


def _streets() -> list[KnownPlace]:
    """Streets of public desks, each once; a protected place keeps none."""
    desks = model_named("DeskPage").objects.filter(published_q()).exclude(street="")
    rows = desks.order_by("street", "pk").values_list(
        "street",
        "municipality__name",
        "latitude",
        "longitude",
        "municipality__latitude",
        "municipality__longitude",
    )
    found: dict[str, KnownPlace] = {}
    for street, town, latitude, longitude, *of_town in rows:
        own = _coordinates(latitude, longitude)
        place = own or _coordinates(*of_town)
        if place:
            known = KnownPlace(town or "", place, street, is_exact=own is not None)
            if known.label not in found or known.is_exact:
                found[known.label] = known
    return list(found.values())


def _coordinates(latitude: object, longitude: object) -> Coordinates | None:
    if latitude is None or longitude is None:
        return None
    return float(str(latitude)), float(str(longitude))
