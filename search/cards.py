"""A hit as the page shows it: what the index holds, and what is true of it now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from directory.found import DeskFacts, Facts, ServiceFacts, facts_of
from directory.opening_hours import Patron
from search.facets import KIND_LABELS
from search.result import Hit


@dataclass(frozen=True)
class Card:
    """A hit with the facts of its service or desk, where it is one."""

    hit: Hit
    service: ServiceFacts | None = None
    desk: DeskFacts | None = None

    @property
    def kind(self) -> str:
        """What it is, in a word or two."""
        if self.desk:
            return str(self.desk.view.desk.get_kind_display())
        return KIND_LABELS.get(self.hit.kind, "")

    @property
    def bodies(self) -> str:
        """Whose it is: `INPS, CGIL Cremona`."""
        if self.desk:
            return self.desk.body
        return ", ".join(self.service.bodies) if self.service else ""

    @property
    def state(self) -> str:
        """Open, closed, by appointment; nothing where the hours are not known."""
        view = self.desk.view if self.desk else None
        return view.state_label if view and view.state_code != "unknown" else ""

    @property
    def distance(self) -> str:
        """How far it is in a straight line, in words; empty where it is not known."""
        if self.hit.kilometres is None:
            return ""
        far = distance_in_words(self.hit.kilometres, is_exact=self.marker is not None)
        return far if self.desk else f"lo sportello più vicino è {far}"

    @property
    def marker(self) -> tuple[str, str] | None:
        """Where a desk stands on the map."""
        return self.desk.view.marker if self.desk else None


def distance_in_words(kilometres: float, *, is_exact: bool) -> str:
    """`a meno di 1 km`, `a 3,4 km`, `a circa 23 km`; exact only where the very place is known
    and not only its town."""
    if kilometres < 1:
        return "a meno di 1 km" if is_exact else "nello stesso comune o lì vicino"
    if is_exact and kilometres < 10:
        return f"a {kilometres:.1f} km".replace(".", ",")
    return f"a {'' if is_exact else 'circa '}{kilometres:.0f} km"


def cards_of(
    hits: Iterable[Hit], at: dt.datetime, patron: Patron | None
) -> tuple[Card, ...]:
    """The hits in their order: five queries at most."""
    hits = tuple(hits)
    facts = facts_of(_ids(hits, "service"), _ids(hits, "desk"), at, patron)
    return tuple(_card(hit, facts) for hit in hits)


def _ids(hits: Iterable[Hit], kind: str) -> list[int]:
    return [hit.page_id for hit in hits if hit.kind == kind]


def _card(hit: Hit, facts: Facts) -> Card:
    return Card(hit, facts.services.get(hit.page_id), facts.desks.get(hit.page_id))
