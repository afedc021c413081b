"""Small rules of the frame's templates."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template

register = template.Library()

# Shorter numbers (112, 1522, 116117) and free ones (800 …) are called as they are.
SHORTEST_NATIONAL = 8


@register.filter
def tel_uri(display: str) -> str:
    """The `tel:` address (RFC 3966) of an Italian number as people write it."""
    digits = "".join(char for char in display if char.isdigit())
    if display.strip().startswith("+"):
        return f"tel:+{digits}"
    if len(digits) < SHORTEST_NATIONAL or digits.startswith("800"):
        return f"tel:{digits}"
    return f"tel:+39{digits}"


@register.filter
def lies_under(path: str, url: str) -> bool:
    """Whether the page at `path` is the menu entry at `url` or a page below it."""
    return path == url or (url != "/" and path.startswith(url))


@register.filter
def unknown_facts(facts: Iterable[Any]) -> list[Any]:
    """Those of the facts (objects or mappings with `state`) that nobody has told us."""
    return [fact for fact in facts if _state(fact) == "unknown"]


def _state(fact: Any) -> Any:
    return fact["state"] if isinstance(fact, Mapping) else fact.state
