"""What operators read beside a public sheet, desk or body: fetched apart, closed at first.

The page itself stays what every visitor gets. First come the referents; parts register a
provider in `ready()`: `provider(access, page)` answers with safe HTML about a published page, or
with nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from intranet.entry.access import Access

# page: a ServicePage, a DeskPage or an OrganisationPage.
Provider = Callable[[Access, Any], str]

_providers: list[tuple[int, Provider]] = []


def register(provider: Provider, order: int = 50) -> None:
    """Add what a part has to say; the lower `order` the higher it stands."""
    if all(known is not provider for _, known in _providers):
        _providers.append((order, provider))


def pieces(access: Access, page: Any) -> list[str]:
    """What all parts have to say to this person about a page."""
    ordered = sorted(_providers, key=lambda pair: pair[0])
    asked = (provider(access, page) for _, provider in ordered)
    return [piece for piece in asked if piece]
