"""Which referent somebody means who has typed a few letters. Pure; all words are folded.

A word typed must begin a word of the name, the body, a subject or an area. Whoever's name begins
so comes first, the surname (the last word) before the first name; then whom this person called
lately; then colleagues of other bodies, whom one looks for here; then whoever can be called now.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

SHORTEST = 2
# Places of a word, the better the less.
SURNAME, NAME, OTHER = range(3)


@dataclass(frozen=True)
class Card:
    """What is known of somebody for finding them."""

    pk: int
    name: str  # folded, words apart by a blank
    words: str  # all else, folded


def rank(card: Card, typed: Sequence[str]) -> tuple[int, int] | None:
    """Where the words typed stand: the sum of their places, then how much of a name is left to
    type. None where one is nowhere."""
    names = card.name.split()
    places, left = 0, 0
    for word in typed:
        place = _place(word, names, card.words)
        if place is None:
            return None
        places += place
        left += _left(word, names) if place != OTHER else 0
    return places, left


def _place(word: str, names: Sequence[str], rest: str) -> int | None:
    if names and names[-1].startswith(word):
        return SURNAME
    if any(one.startswith(word) for one in names):
        return NAME
    return OTHER if f" {word}" in f" {rest}" else None


def _left(word: str, names: Sequence[str]) -> int:
    """0 for a whole name, 1 for the beginning of one."""
    return int(word not in names)


def best(
    cards: Sequence[Card],
    typed: Sequence[str],
    *,
    called: Sequence[int] = (),
    present: Collection[int] = (),
    own: Collection[int] = (),
) -> list[int]:
    """Numbers of those meant, the likeliest first. `called`: the latest first; `own`: of the
    bodies of whoever searches."""
    recency = {pk: place for place, pk in enumerate(called)}
    found = []
    for card in cards:
        where = rank(card, typed)
        if where is not None:
            lately = recency.get(card.pk, len(recency))
            is_there = 0 if card.pk in present else 1
            key = (*where, lately, card.pk in own, is_there, card.name, card.pk)
            found.append((key, card.pk))
    return [pk for _, pk in sorted(found)]
