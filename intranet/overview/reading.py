"""What the home shows: parts register a panel in `ready()`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from intranet.entry.access import Access

# What a panel's template is given; None where there is nothing to say.
Reader = Callable[[Access], dict[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """One panel with what it says: `template` is included with `told` as `panel`."""

    title: str
    template: str
    told: dict[str, Any] = field(default_factory=dict)


_panels: list[tuple[int, str, str, Reader]] = []


def register(order: int, title: str, template: str, read: Reader) -> None:
    """Add a panel; the lower `order` the higher it stands."""
    if all(known[3] is not read for known in _panels):
        _panels.append((order, title, template, read))


def panels_for(access: Access) -> list[Panel]:
    """What there is to say to this person."""
    rows = sorted(_panels, key=lambda row: row[:2])
    asked = ((title, template, read(access)) for _, title, template, read in rows)
    return [Panel(title, template, told) for title, template, told in asked if told]
