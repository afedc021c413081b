"""What else a thing is called: groups of words and one-way rules, in the plain form of Solr.

    anziano, terza età, over 65            any of them finds any other
    nonno, nonna => nonno, anziano         the left finds the right as well, not the reverse

Both sides may have several words. A rule is compared with a query after both have gone through
the same chain (elision, folding, stemming), so that a group is written once, in good Italian.
Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from search.text import index_tokens
from search.text.tokens import words
from search.text.word_lists import empty_words
from search.understanding.vocabulary import Vocabulary

Stems = tuple[str, ...]
ARROW = "=>"


class SynonymError(ValueError):
    """A group that cannot be used; the message says in Italian what is wrong."""


@dataclass(frozen=True)
class Group:
    """One group as it is written: words sought, words found besides (none: each other)."""

    sought: tuple[str, ...]
    found: tuple[str, ...] = ()

    @property
    def is_one_way(self) -> bool:
        return bool(self.found)


@dataclass(frozen=True)
class Match:
    """Words `start` to `end` (excluded) of a query are also called `others`."""

    start: int
    end: int
    others: tuple[Stems, ...]


@dataclass(frozen=True)
class Synonyms:
    """Groups made ready: stems sought → stems found, by the first stem sought.

    `stems` and `words` are those of all that is sought: a typing error may be meant for one.
    """

    rules: Mapping[str, Mapping[Stems, tuple[Stems, ...]]] = field(default_factory=dict)
    stems: frozenset[str] = frozenset()
    words: Vocabulary = Vocabulary()

    def matches(self, stems: Sequence[str]) -> Iterator[Match]:
        """What `stems` are also called: the longest rule wins, no word is used twice."""
        start = 0
        while start < len(stems):
            match = self._longest(stems, start)
            if match:
                yield match
            start = match.end if match else start + 1

    def _longest(self, stems: Sequence[str], start: int) -> Match | None:
        rules = self.rules.get(stems[start], {})
        for sought in sorted(rules, key=len, reverse=True):
            end = start + len(sought)
            if _is_said(sought, tuple(stems[start:end])):
                return Match(start, end, rules[sought])
        return None


NO_SYNONYMS = Synonyms()


def read_group(line: str) -> Group:
    """The group that `line` writes; `SynonymError` says what is wrong with it."""
    left, *rights = line.split(ARROW)
    if len(rights) > 1:
        raise SynonymError("La freccia «=>» può comparire una volta sola.")
    sought = _terms(left)
    found = _terms(rights[0]) if rights else ()
    if rights and not (sought and found):
        side = "destra" if sought else "sinistra"
        raise SynonymError(f"Manca almeno una parola a {side} della freccia «=>».")
    if not rights and len(sought) < 2:
        raise SynonymError(
            "Servono almeno due parole separate da virgola, per esempio: badante, "
            "assistente familiare."
        )
    return Group(sought, found)


def read_groups(lines: Iterable[str]) -> list[Group]:
    """Groups of a file: one a line; empty lines and those with # say nothing."""
    kept = (line.strip() for line in lines)
    return [read_group(line) for line in kept if line and not line.startswith("#")]


def compiled(groups: Iterable[Group]) -> Synonyms:
    """Groups made ready; what several groups say of the same words adds up."""
    groups = list(groups)
    sums: dict[Stems, dict[Stems, None]] = defaultdict(dict)
    for group in groups:
        found = [_all_stems(term) for term in group.found or group.sought]
        for term in group.sought:
            others = {stems: None for stems in found if stems != _all_stems(term)}
            sums[_sought(term)].update(others)
    sums.pop((), None)
    rules: dict[str, dict[Stems, tuple[Stems, ...]]] = defaultdict(dict)
    for sought, others in sums.items():
        rules[sought[0]][sought] = tuple(others)
        if len(sought) == 2:
            rules[sought[1]][sought] = tuple(others)
    stems = frozenset(stem for sought in sums for stem in sought)
    forms = {
        word.folded
        for group in groups
        for term in group.sought
        if _sought(term)
        for word in words(term)
    }
    return Synonyms(rules, stems, Vocabulary(forms=dict.fromkeys(forms, 0)))


def _is_said(sought: Stems, said: Stems) -> bool:
    """Two words are often said the other way round: "bonus bollette", "bollette bonus"."""
    return said == sought or (len(sought) == 2 and said[::-1] == sought)


def _terms(text: str) -> tuple[str, ...]:
    terms = (" ".join(term.split()) for term in text.replace("\n", ",").split(","))
    kept = tuple(dict.fromkeys(term for term in terms if term))
    for term in kept:
        if not index_tokens(term):
            raise SynonymError(f"«{term}» non contiene lettere né cifre.")
    return kept


def _all_stems(term: str) -> Stems:
    return tuple(index_tokens(term))


def _sought(term: str) -> Stems:
    """The stems of `term` that a query keeps; none where that would leave one of several.

    "Quando è aperto" must not make a synonym of every "aperto".
    """
    said = list(words(term))
    kept = tuple(word.stem for word in said if word.folded not in empty_words())
    return kept if len(kept) > 1 or len(said) == 1 else ()
