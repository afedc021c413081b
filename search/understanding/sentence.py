"""A sentence as the words that count, each where it stands. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from search.text.stemming import stem
from search.text.tokens import QUERY_WORDS, Word, words
from search.text.word_lists import WEAK_WORDS, empty_words, optional_words
from search.understanding.repair import halves, repairs
from search.understanding.synonyms import Synonyms
from search.understanding.vocabulary import Vocabulary

# Letters of a query that are read: a longer one is somebody's letter, or an attack.
LONGEST_QUERY = 1_000

_LETTERS_AND_DIGITS = re.compile(r"([a-z]+)(\d+)|(\d+)([a-z]+)")
# "Ha 85 anni": neither the number nor what it counts is what somebody looks for.
_UNITS = frozenset({"anni", "anno", "mesi", "mese", "giorni", "settimane", "ore"})
_YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True)
class Said:
    """One word that counts.

    `before`: the stems it is said after, up to a word that turns its sense round ("non sono
    autosufficiente"). `is_apart`: it was typed together with the word before. `is_last`: nothing
    comes after it, so it may be unfinished.
    """

    word: Word
    typed: str
    before: tuple[str, ...] = ()
    is_required: bool = True
    is_apart: bool = False
    is_last: bool = False

    @property
    def stem(self) -> str:
        return self.word.stem

    @property
    def folded(self) -> str:
        return self.word.folded


@dataclass(frozen=True)
class Sentence:
    """The words that count, and the stems from the first of them to the last, all told."""

    said: tuple[Said, ...] = ()
    whole: tuple[str, ...] = ()


def sentence(text: str, vocabulary: Vocabulary, synonyms: Synonyms) -> Sentence:
    """The words of `text` that count, each once, at most `QUERY_WORDS`.

    None where it holds only words that say nothing.
    """
    text = text[:LONGEST_QUERY]
    read: list[Word] = []
    said = _counted(text, _cut(text, vocabulary, synonyms), read)
    if not said:
        return Sentence()
    first, last = said[0].word.start, said[-1].word.end
    whole = tuple(
        word.stem for word in read if first <= word.start and word.end <= last
    )
    return Sentence(tuple(said), whole)


def _counted(
    text: str, cut: Iterable[tuple[Word, bool]], read: list[Word]
) -> list[Said]:
    """The words that count; all that were looked at to find them are put into `read`."""
    found: dict[str, Said] = {}
    before: tuple[str, ...] = ()
    for word, is_apart in cut:
        read.append(word)
        if len(found) == QUERY_WORDS:
            break
        if word.folded in WEAK_WORDS:
            before = (word.stem,)
        elif word.folded in empty_words():
            before = before and (*before, word.stem)
        else:
            typed = text[word.start : word.end]
            said = Said(word, typed, before, _is_required(word.folded), is_apart)
            found.setdefault(word.stem, said)
            before = ()
    return _marked(_uncounted(list(found.values())), text)


def _uncounted(said: list[Said]) -> list[Said]:
    """The same without numbers of years and months, unless nothing else was said."""
    counting = {
        n
        for n, (one, other) in enumerate(pairwise(said))
        if one.folded.isdigit() and other.folded in _UNITS
    }
    counted = counting | {n + 1 for n in counting}
    return [one for n, one in enumerate(said) if n not in counted] or said


def _is_required(folded: str) -> bool:
    """A year, or for whom something is sought, lifts a sheet and is not required of it."""
    return folded not in optional_words() and not _YEAR.fullmatch(folded)


def _marked(said: list[Said], text: str) -> list[Said]:
    """The same with the last word marked, and all required where else none would be."""
    if said and not text[said[-1].word.end :].strip():
        said[-1] = replace(said[-1], is_last=True)
    if any(one.is_required for one in said):
        return said
    return [replace(one, is_required=True) for one in said]


def _cut(
    text: str, vocabulary: Vocabulary, synonyms: Synonyms
) -> Iterator[tuple[Word, bool]]:
    """Words, those typed together ("isee2026", "casapopolare") cut in two."""

    def is_known(folded: str) -> bool:
        return stem(folded) in vocabulary.stems or stem(folded) in synonyms.stems

    for word in words(text):
        cut = 0 if is_known(word.folded) else _cut_at(word, vocabulary, is_known)
        if not cut:
            yield word, False
            continue
        middle = word.start + cut
        yield Word(word.start, middle, word.folded[:cut]), False
        yield Word(middle, word.end, word.folded[cut:]), True


def _cut_at(word: Word, vocabulary: Vocabulary, is_known: Callable[[str], bool]) -> int:
    """Where a word that nobody knows falls into two that are known; 0 where it does not."""
    if len(word.folded) != word.end - word.start or word.folded in empty_words():
        return 0
    match = _LETTERS_AND_DIGITS.fullmatch(word.folded)
    if match:
        parts = [part for part in match.groups() if part]
        is_said = all(
            is_known(part) or part in empty_words() or _YEAR.fullmatch(part)
            for part in parts
        )
        return len(parts[0]) if is_said else 0
    pair = halves(word.folded, vocabulary)
    if pair is None or repairs(word.folded, vocabulary):
        return 0
    return len(pair[0])


def joined(one: Said, other: Said) -> str | None:
    """The stem of two words typed apart ("baby sitter"), where they stand side by side."""
    if one.word.end + 1 != other.word.start or other.is_apart:
        return None
    return stem(one.folded + other.folded)
