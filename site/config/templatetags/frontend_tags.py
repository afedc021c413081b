"""Small rules of the frame's templates."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core.frame import Frame
from directory.phones import tel_uri

register = template.Library()

register.filter(tel_uri)


@register.simple_tag
def kept(frame: Frame, name: str, path: str = "", place: str = "") -> SafeString:
    """A part of the frame, rendered once for as long as the frame itself is kept.

    `{% kept frame "layout/footer.html" %}`: its template knows settings, menu and numbers,
    nothing of the visitor or the page. Given the address of the page, it may ask which
    entries of the menu that lies under: each answer makes a part of its own. `place` is the
    section where the page's breadcrumb puts it, which need not be where its address lies.
    """
    place = place or path
    places = (
        (path == entry.url, lies_under(place, entry.url))
        for entry in frame.menu
        if path
    )
    key = (name, get_language(), *places)
    part = frame.parts.get(key)
    if part is None:
        part = frame.parts[key] = render_to_string(
            name,
            {
                "settings": frame.settings,
                "menu": frame.menu,
                "numbers": frame.numbers,
                "path": path,
                "place": place,
            },
        )
    return part


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
