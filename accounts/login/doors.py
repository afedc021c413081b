"""Where people go after login who have no business in the admin: apps above say so.

A registry, because nothing below `intranet` may import it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Door = Callable[[Any], str | None]

_doors: list[Door] = []


def register(door: Door) -> None:
    """`door(user)` is an address, or None where it is not for them."""
    if door not in _doors:
        _doors.append(door)


def door_for(user: Any) -> str | None:
    """The first that is for them."""
    return next((url for door in _doors if (url := door(user))), None)
