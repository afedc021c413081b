"""Asks all finders, and orders what they found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from intranet.entry.access import Access
from intranet.finding import Hit, finders
from intranet.finding.matching import holds, listed_words, marked, sought

PER_KIND = 10
SUGGESTED = 8


@dataclass(frozen=True)
class Shown:
    """A thing found with the words marked."""

    hit: Hit
    title: SafeString


@dataclass(frozen=True)
class Group:
    """Things of one kind, the best first; `is_cut`: there may be more."""

    kind: str
    hits: list[Shown] = field(default_factory=list)
    is_cut: bool = False


def found(access: Access, text: str) -> list[Group]:
    """What the person may read for the words typed; kinds whose best title says them all first."""
    words = sought(text)
    if not words:
        return []
    groups = []
    for kind, finder in finders().items():
        hits = list(finder(access, words, PER_KIND + 1))
        if hits:
            shown = [Shown(hit, marked(hit.title, words)) for hit in hits[:PER_KIND]]
            groups.append(Group(kind, shown, len(hits) > PER_KIND))
    return sorted(groups, key=lambda group: not _says(group.hits[0].hit, words))


def suggested(access: Access, text: str) -> list[Hit]:
    """A few things of all kinds that hold what is typed, those whose title says it first."""
    words = sought(text)
    if not words:
        return []
    hits = [hit for finder in finders().values() for hit in finder(access, words, 4)]
    hits.sort(key=lambda hit: not _says(hit, words))
    return hits[:SUGGESTED]


def _says(hit: Hit, words: Sequence[str]) -> bool:
    return holds(listed_words(hit.title), words)
