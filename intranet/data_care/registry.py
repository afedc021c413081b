"""What each part of the restricted area holds of a body; parts register in `ready()`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Min, QuerySet
from django.utils import timezone


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


def held_in(rows: QuerySet, field: str, *, why: str, kept_for: str) -> Held:
    """How many `rows`, and the oldest day or moment in `field`: one query."""
    found = rows.order_by().aggregate(count=Count("pk"), oldest=Min(field))
    oldest = found["oldest"]
    if isinstance(oldest, dt.datetime):
        oldest = timezone.localdate(oldest)
    return Held(found["count"], oldest, why, kept_for)
