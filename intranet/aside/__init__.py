"""What a person logged in reads beside a public sheet or desk, fetched apart.

Parts register a provider in `ready()`; what it returns is safe HTML, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from intranet.entry.access import Access

# `provider(access, page)`: what this person may read about the page.
Provider = Callable[[Access, Any], str]

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add what a part has to say beside a page."""
    if provider not in _providers:
        _providers.append(provider)


def pieces(access: Access, page: Any) -> list[str]:
    """What all parts have to say to this person about a page."""
    asked = (provider(access, page) for provider in _providers)
    return [piece for piece in asked if piece]
