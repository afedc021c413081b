"""What changed between two lists of services. Pure.

Two lists differ where a line does, the day of its last check apart: that a sheet was found right
is no news. `CONFIRMED` are the kinds that send somebody to the wrong place if they are not known:
only these ask a body to confirm that it read them. A suspension is a closure for a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from editorial.releases.rows import Line


class Kind(StrEnum):
    """Kinds of change, those that matter most first."""

    CLOSED = "closed"
    SUSPENDED = "suspended"
    ACCESS = "access"
    NEW = "new"
    REOPENED = "reopened"
    BODIES = "bodies"
    COST = "cost"
    TEXT = "text"


LABELS = {
    Kind.CLOSED: "Chiuso",
    Kind.SUSPENDED: "Sospeso",
    Kind.ACCESS: "Cambia come si accede",
    Kind.NEW: "Nuovo",
    Kind.REOPENED: "Di nuovo attivo",
    Kind.BODIES: "Cambia chi lo gestisce",
    Kind.COST: "Cambia il costo",
    Kind.TEXT: "Testo aggiornato",
}
ORDER = {kind: place for place, kind in enumerate(Kind)}
CONFIRMED = frozenset({Kind.CLOSED, Kind.SUSPENDED, Kind.ACCESS})
BODIES = ("keeper", "owner", "manager", "management")
TEXTS = ("title", "url", "summary", "category", "texts")
# Told together with a new state; alone they are a text like others.
OF_STATUS = ("status_reason", "status_until")


@dataclass(frozen=True)
class Change:
    """What became of one service; `before` or `after` is None where it was not listed."""

    before: Line | None
    after: Line | None
    kinds: tuple[Kind, ...]

    @property
    def line(self) -> Line:
        """The service as it is now, or as it last was."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - a change has one of the two
        return found

    @property
    def labels(self) -> list[str]:
        """The kinds in words."""
        return [LABELS[kind] for kind in self.kinds]

    @property
    def asks_confirmation(self) -> bool:
        """True for a closure or a changed access."""
        return not CONFIRMED.isdisjoint(self.kinds)

    def concerns(self, body_key: str) -> bool:
        """Whether the body keeps, answers for, runs or offers the service, now or before."""
        return any(
            body_key in line.bodies for line in (self.before, self.after) if line
        )


def compare(before: Iterable[Line], after: Iterable[Line]) -> list[Change]:
    """The changes from one list to another, the most important first."""
    old = {line.key: line for line in before}
    new = {line.key: line for line in after}
    keys = dict.fromkeys((*old, *new))
    found = (change(old.get(key), new.get(key)) for key in keys)
    return sorted_changes(filter(None, found))


def sorted_changes(changes: Iterable[Change]) -> list[Change]:
    """The most important first, then by name."""
    return sorted(changes, key=_order)


def change(before: Line | None, after: Line | None) -> Change | None:
    """What became of one service; None where nothing did."""
    kinds = tuple(sorted(set(_kinds(before, after)), key=ORDER.__getitem__))
    return Change(before, after, kinds) if kinds else None


def counted(changes: Iterable[Change]) -> list[tuple[str, int]]:
    """(kind in words, number of services), without those that are none."""
    counts = Counter(kind for change in changes for kind in change.kinds)
    return [(LABELS[kind], counts[kind]) for kind in Kind if counts[kind]]


def _order(change: Change) -> tuple[int, str, str]:
    return ORDER[change.kinds[0]], change.line.title.casefold(), change.line.key


def _kinds(before: Line | None, after: Line | None) -> Iterator[Kind]:
    if before is None or after is None:
        yield from _come_or_gone(before, after)
        return
    if before.status != after.status:
        yield _turn(after.status)
    # In which order desks are listed is nobody's news.
    if before.access != after.access or set(before.desks) != set(after.desks):
        yield Kind.ACCESS
    if _differ(before, after, BODIES):
        yield Kind.BODIES
    if before.cost != after.cost:
        yield Kind.COST
    texts = TEXTS if before.status != after.status else TEXTS + OF_STATUS
    if _differ(before, after, texts):
        yield Kind.TEXT


def _come_or_gone(before: Line | None, after: Line | None) -> Iterator[Kind]:
    if after is not None:
        yield Kind.NEW
    elif before is not None:
        # Of a service that was over already, only the sheet went.
        yield Kind.TEXT if before.status == "closed" else Kind.CLOSED


def _turn(status: str) -> Kind:
    return {"closed": Kind.CLOSED, "suspended": Kind.SUSPENDED}.get(
        status, Kind.REOPENED
    )


def _differ(before: Line, after: Line, names: Iterable[str]) -> bool:
    return any(getattr(before, name) != getattr(after, name) for name in names)
