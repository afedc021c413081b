"""What the home shows: parts register a panel in `ready()`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from intranet.entry.access import Access
from intranet.sections import ways

# What a panel's template is given; None where there is nothing to say.
Reader = Callable[[Access], dict[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """One panel with what it says: `template` is included with `told` as `panel`."""

    title: str
    template: str
    told: dict[str, Any] = field(default_factory=dict)


_panels: list[tuple[int, str, str, Reader]] = []


# From here on it is of no day: what is kept up, on a page of its own.
CARE = 60


def register(order: int, title: str, template: str, read: Reader) -> None:
    """Add a panel; the lower `order` the higher it stands, from `CARE` on the page of upkeep."""
    if all(known[3] is not read for known in _panels):
        _panels.append((order, title, template, read))


def panels_for(access: Access, *, of_care: bool = False) -> list[Panel]:
    """What there is to say to this person: of today, or of what their bodies keep up."""
    rows = sorted(_panels, key=lambda row: row[:2])
    rows = [row for row in rows if (row[0] >= CARE) is of_care]
    asked = ((title, template, read(access)) for _, title, template, read in rows)
    return [Panel(title, template, told) for title, template, told in asked if told]


def home_context(access: Access) -> dict[str, Any]:
    """Context of `intranet/intranet_page.html`."""
    return {"access": access, "ways": ways(), "panels": panels_for(access)}
