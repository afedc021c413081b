"""Search inside the restricted part, apart from the public index. Words sought are not logged.

Each kind of thing registers a finder in `ready()`, which answers with what the person may read
and with nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from intranet.entry.access import Access


@dataclass(frozen=True)
class Hit:
    """One thing found: its title, its address, what kind it is, and a line about it."""

    title: str
    url: str
    kind: str
    about: str = ""


# Words are folded (`search.text.folding`); at most `limit` hits, the best first.
Finder = Callable[[Access, Sequence[str], int], Sequence[Hit]]

_finders: dict[str, Finder] = {}


def register(kind: str, finder: Finder) -> None:
    """Add the things called `kind` (Italian, plural: "Referenti")."""
    _finders[kind] = finder


def finders() -> dict[str, Finder]:
    """All, by the Italian name of their kind, in the order they registered."""
    return dict(_finders)
