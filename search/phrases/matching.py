"""Phrases found in what a visitor typed, whatever the inflection and the spelling. Pure.

A phrase is a row of words that must come in this order; up to two other words may stand between
two of them ("mi vuole proprio ammazzare"). Words go through the chain of the search (elision,
folding, stemming); doubled letters count once, and a long word may have one letter wrong. In a
phrase `a/b` is a choice, `picchi*` any word that begins so, `=ammazzo` this form and no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import OSA

from search.text.folding import fold
from search.text.stemming import stem
from search.text.tokens import words

WIDEST_GAP = 2
# A shorter word with one letter wrong is too often another word.
SHORTEST_MISSPELT = 6
QUERY_WORDS = 60

# Left out on both sides: nobody types them alike, and nothing hangs on them.
_LOOSE_WORDS = (
    "il lo la i gli le un uno una l di a da in su del dello della dei degli delle al allo alla "
    "ai agli alle dal dalla dai nel nella nei sul sulla e ed ad"
)
# They do not make "aiuto" another query.
_FILLER_WORDS = (
    "io per tanto tanta molto molta tropo tropa proprio davero adeso ora sempre subito ancora "
    "grazie favore prego qualcuno vi"
)
_LOOSE = frozenset(_LOOSE_WORDS.split())
_FILLERS = frozenset(_FILLER_WORDS.split())
_PRONOUN = re.compile(r"\b([mts])['’`´](?=\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Typed:
    """A word of the query: its stem and its form, doubled letters once."""

    stem: str
    form: str


@dataclass(frozen=True)
class Choice:
    """The words that may stand at one place of a phrase."""

    stems: frozenset[str]
    forms: frozenset[str]
    starts: tuple[str, ...]
    tolerant: frozenset[str]

    def admits(self, word: Typed) -> bool:
        """Whether `word` is one of them, or nearly."""
        return (
            word.stem in self.stems
            or word.form in self.forms
            or word.form.startswith(self.starts)
            or self._nearly(word.form)
        )

    def _nearly(self, form: str) -> bool:
        return len(form) >= SHORTEST_MISSPELT and any(
            form[0] == other[0]
            and abs(len(form) - len(other)) <= 1
            and OSA.distance(form, other, score_cutoff=1) <= 1
            for other in self.tolerant
        )


@dataclass(frozen=True)
class Phrase:
    """Words in order, words that make them harmless, whether nothing else may stand there."""

    choices: tuple[Choice, ...]
    unless: Choice
    is_whole: bool = False

    def is_in(self, query: tuple[Typed, ...]) -> bool:
        """Whether the query holds the phrase, and no word that makes it harmless."""
        if not self.choices or (self.is_whole and self._has_more(query)):
            return False
        return self._runs(query) and not any(map(self.unless.admits, query))

    def _has_more(self, query: tuple[Typed, ...]) -> bool:
        counted = [word for word in query if word.form not in _FILLERS]
        return len(counted) > len(self.choices)

    def _runs(self, query: tuple[Typed, ...]) -> bool:
        reached = {n for n, word in enumerate(query) if self.choices[0].admits(word)}
        for choice in self.choices[1:]:
            near = {at + step for at in reached for step in range(1, WIDEST_GAP + 2)}
            reached = {n for n in near if n < len(query) and choice.admits(query[n])}
        return bool(reached)


def read_query(text: str) -> tuple[Typed, ...]:
    """The words of a query that phrases are sought in, in their order."""
    return tuple(
        Typed(squeezed(stem(folded)), squeezed(folded))
        for folded in _folded(text)[:QUERY_WORDS]
    )


def read_phrase(text: str, unless: str = "", *, is_whole: bool = False) -> Phrase:
    """The phrase written in the notation above; `unless` is words in the same notation."""
    choices = tuple(choice for part in text.split() for choice in _choices(part))
    return Phrase(choices, _choice(re.split(r"[\s,;/]+", unless)), is_whole)


def squeezed(word: str) -> str:
    """`word` with each doubled letter once: "amazzare" is typed for "ammazzare"."""
    return "".join(letter for letter, _ in groupby(word))


def _folded(text: str) -> list[str]:
    apart = _PRONOUN.sub(r"\1i ", text)
    return [word.folded for word in words(apart) if word.folded not in _LOOSE]


def _choices(part: str) -> Iterator[Choice]:
    if "/" in part or part.startswith("=") or part.endswith("*"):
        yield _choice(part.split("/"))
        return
    for folded in _folded(part):
        yield _choice([folded])


def _choice(alternatives: Iterable[str]) -> Choice:
    stems, forms, starts, tolerant = set(), set(), set(), set()
    for alternative in filter(fold, alternatives):
        folded = fold(alternative)
        if alternative.endswith("*"):
            starts.add(squeezed(folded))
        elif alternative.startswith("="):
            forms.add(squeezed(folded))
        else:
            stems.add(squeezed(stem(folded)))
            tolerant.add(squeezed(folded))
    long = frozenset(form for form in tolerant if len(form) >= SHORTEST_MISSPELT)
    return Choice(frozenset(stems), frozenset(forms), tuple(sorted(starts)), long)
