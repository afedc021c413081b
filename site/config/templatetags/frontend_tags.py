"""Small rules of the frame's templates."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template

from directory.phones import tel_uri

register = template.Library()

register.filter(tel_uri)


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
