"""The words by which a referent is found, folded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from search.text.folding import fold

if TYPE_CHECKING:
    from intranet.models import Referent

INSIDE = re.compile(r"['’\-/.()]+")
MOST_TYPED = 6


def folded(texts: Iterable[str]) -> list[str]:
    """Each word whole, and its parts where an apostrophe or a hyphen joins some."""
    found: dict[str, None] = {}
    for text in texts:
        for word in text.replace(",", " ").split():
            for part in (word, *INSIDE.split(word)):
                found[fold(part)] = None
    return [word for word in found if word]


def typed(text: str) -> list[str]:
    """What somebody has typed, as words."""
    words = (fold(word) for word in text[:100].replace(",", " ").split())
    return [word for word in words if word][:MOST_TYPED]


def name_key(name: str) -> str:
    """The name folded, in its order."""
    return " ".join(filter(None, map(fold, name.split())))[:160]


def search_text(referent: Referent) -> str:
    """All words of a referent, a blank before each. The contacts are none of them."""
    desk = referent.desk
    place = desk.title if desk and desk.live else ""
    areas = [one.name for one in referent.municipalities.all()]
    texts = [referent.name, referent.role, referent.organisation.title, place]
    words = folded([*texts, *referent.subjects, *areas])
    return "".join(f" {word}" for word in words)
