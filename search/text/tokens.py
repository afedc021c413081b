"""From text to words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from search.text.folding import fold
from search.text.stemming import stem
from search.text.word_lists import WEAK_WORDS, elisions, empty_words, optional_words

LONGEST_TOKEN = 40
QUERY_WORDS = 12

# Marks that people type for an apostrophe; one of them counts as a letter in Unicode.
_APOSTROPHES = "’‘ʼ‛`´′ʹ＇"
_MARKS = "\u0300-\u036f"
_LETTER = rf"[^\W\d_][{_MARKS}]*"
# P.I.S. and U.O., but neither the "L." of L.104 nor a sentence's end.
_SIGLA = rf"(?<![^\W_]){_LETTER}(?:\.{_LETTER})+(?![^\W_{_MARKS}])"
_WORD = re.compile(rf"{_SIGLA}|[^\W_]+(?:[{_MARKS}]+[^\W_]*)*")
_WORD_AND_MARK = re.compile(rf"({_WORD.pattern})('?)")


@dataclass(frozen=True)
class Word:
    """A word where it stands in a text."""

    start: int
    end: int
    folded: str

    @property
    def stem(self) -> str:
        return stem(self.folded)


@dataclass(frozen=True)
class QueryWord:
    """A word that is sought: its stem, how it was typed, whether a sheet must hold it."""

    stem: str
    typed: str
    is_required: bool = True


def words(text: str) -> Iterator[Word]:
    """The words of `text` in order; an elided article is not one."""
    text = _with_apostrophes(text)
    for match in _WORD.finditer(text):
        start, end = match.span()
        folded = _folded(match.group())
        if not folded or (text[end : end + 1] == "'" and folded in elisions()):
            continue
        yield Word(start, end, folded)


def index_forms(text: str) -> list[str]:
    """The folded words of `text`, as `words` gives them: quicker, for whole indexes."""
    found = _WORD_AND_MARK.findall(_with_apostrophes(text))
    return [
        folded
        for word, mark in found
        if (folded := _folded(word)) and not (mark and folded in elisions())
    ]


def _with_apostrophes(text: str) -> str:
    for mark in _APOSTROPHES:  # On a long text several times quicker than `translate`.
        text = text.replace(mark, "'")
    return text


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    return fold(word[:LONGEST_TOKEN])[:LONGEST_TOKEN]


def index_tokens(text: str) -> list[str]:
    """Stems of all words of `text`, in order, repeated as they are."""
    return [word.stem for word in words(text)]


def query_words(text: str, limit: int = QUERY_WORDS) -> tuple[QueryWord, ...]:
    """The words of a query that count, each once, at most `limit`.

    Empty where the query holds only words that say nothing.
    """
    found: dict[str, QueryWord] = {}
    for word in words(text):
        if len(found) == limit:
            break
        if word.folded not in empty_words():
            typed = text[word.start : word.end]
            is_required = word.folded not in optional_words()
            found.setdefault(word.stem, QueryWord(word.stem, typed, is_required))
    if found.keys() <= WEAK_WORDS:
        return ()
    if any(word.is_required for word in found.values()):
        return tuple(found.values())
    return tuple(replace(word, is_required=True) for word in found.values())


def query_tokens(text: str) -> tuple[str, ...]:
    """Stems of the words of a query that count."""
    return tuple(word.stem for word in query_words(text))


def number_that_count(forms: Iterable[str]) -> int:
    """How many `query_tokens` gives, of folded words: quicker, for whole indexes."""
    found = {stem(form) for form in forms if form not in empty_words()}
    return 0 if found <= WEAK_WORDS else min(len(found), QUERY_WORDS)
