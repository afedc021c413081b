"""What each part of the restricted area holds of a body; parts register in `ready()`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Held:
    """Things of one kind: how many, the oldest day; in Italian, why and how long they are kept."""

    count: int
    oldest_on: dt.date | None
    why: str
    kept_for: str


# Key of the body, or None for what the coordination keeps; one or two queries.
Reader = Callable[[int | None], Held]

_readers: dict[str, Reader] = {}


def register(kind: str, reader: Reader) -> None:
    """Add the things called `kind` (Italian, plural: "Referenti")."""
    _readers[kind] = reader


def held_by(body: int | None) -> dict[str, Held]:
    """All kinds, in the order they registered."""
    return {kind: reader(body) for kind, reader in _readers.items()}
