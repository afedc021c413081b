"""What an address asks: the engine's request, and the place as it was typed. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from search.places import Place
from search.request import SearchRequest

# Stands in the field and in the address for the device's position, which itself never does.
HERE = "La mia posizione"


class Order(StrEnum):
    """Which results come first, as the address says it."""

    NEAREST = "distanza"
    BEST = "attinenza"


@dataclass(frozen=True)
class Asked:
    """What a visitor asks.

    `place` is what distances are reckoned from, as typed; the request's `near` is set only
    where the place is known (`located`).
    """

    request: SearchRequest = SearchRequest()
    place: str = ""
    order: Order | None = None

    @property
    def is_by_distance(self) -> bool:
        """The nearest first: as chosen, else where only places are listed. Words are asked
        for what they mean, and a sheet that fits is worth more than a near one."""
        if self.order:
            return self.order is Order.NEAREST
        return not self.request.text or self.request.kinds == ("desk",)

    def with_request(self, **changes: object) -> Self:
        """The same with changes to the request."""
        return replace(self, request=replace(self.request, **changes))  # type: ignore[arg-type]

    def located(self, place: Place | None) -> Self:
        """The same with the place understood; an unknown place changes nothing."""
        if place is None:
            return self
        return self.with_request(near=place.point, by_distance=self.is_by_distance)

    @property
    def is_here(self) -> bool:
        """Distances are asked for from where the device is."""
        return self.place.casefold() == HERE.casefold()

    @property
    def is_blank(self) -> bool:
        """Nothing was asked at all."""
        return self.request.is_blank and not self.place
