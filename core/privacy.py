"""Personal data of those who work here: what is held of a user, and how it is erased.

Apps register in `ready()` what they hold. Nothing is erased by halves: all that is registered goes
in one transaction. Whatever keeps the history of pages (who wrote what) stays and names a user
without a name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction


class CannotErase(Exception):
    """Why somebody cannot be erased now, in Italian."""


@dataclass(frozen=True)
class Holding:
    """What an app holds: as plain data, and its erasure (how many rows it touched)."""

    export: Callable[[Any], Any]
    erase: Callable[[Any], int]


_holdings: dict[str, Holding] = {}


def register(
    name: str, *, export: Callable[[Any], Any], erase: Callable[[Any], int]
) -> None:
    """Add what an app holds of a user, under the Italian name it is told by."""
    _holdings[name] = Holding(export, erase)


def export(user: Any) -> dict[str, Any]:
    """All that is held of the user, by name; plain data that JSON can carry."""
    return {name: holding.export(user) for name, holding in _holdings.items()}


@transaction.atomic
def erase(user: Any) -> dict[str, int]:
    """Erase all that is held; how many rows of each. Raises CannotErase: nothing is changed."""
    return {name: holding.erase(user) for name, holding in _holdings.items()}


def rehearse(user: Any) -> dict[str, int]:
    """What `erase` would do, without doing it."""
    with transaction.atomic():
        found = erase(user)
        transaction.set_rollback(True)
    return found
