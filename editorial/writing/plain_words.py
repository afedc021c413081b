"""Bureaucratic words found in a text, each with the plain one. Pure.

The list is `data/plain-words.tsv`. A word with a capital that begins no sentence is taken for a
name ("Agenzia per l'Erogazione …") and left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from editorial.writing.word_lists import plain_words

# What a mark of the list stands for; an elided article takes no space after it.
MARKS = {
    "{a}": r"(?:(?:ad?|al|allo|alla|ai|agli|alle)\b|all['’])",
    "{di}": r"(?:(?:di|del|dello|della|dei|degli|delle)\b|(?:dell|d)['’])",
    "{da}": r"(?:(?:da|dal|dallo|dalla|dai|dagli|dalle)\b|dall['’])",
    "{in}": r"(?:(?:in|nel|nello|nella|nei|negli|nelle)\b|nell['’])",
    "{il}": r"(?:(?:il|lo|la|i|gli|le|un|uno|una)\b|(?:l|un)['’])",
}
_START = re.compile(
    r"(?<![\w'’])[^\W\d_]{2}|(?<=['’])[^\W\d_]{2}|(?<!\w)[aèi](?=\s)", re.I
)
_SENTENCE_START = re.compile(r"(?:^|[.!?…:»”\"(\n–-])\s*[«“\"'(*]*$")


@dataclass(frozen=True)
class Bureaucratic:
    """A word of the office as it stands in the text, and what people say."""

    found: str
    plain: str


def bureaucratic(text: str) -> list[Bureaucratic]:
    """Each such word of `text`, where it stands first; the longest match counts."""
    known: dict[str, Bureaucratic] = {}
    for start, end, plain in _matches(text):
        found = text[start:end]
        is_name = found[0].isupper() and not _SENTENCE_START.search(
            text[max(0, start - 12) : start]
        )
        if plain and not is_name:
            known.setdefault(found.lower(), Bureaucratic(found, plain))
    return list(known.values())


def _matches(text: str) -> Iterator[tuple[int, int, str]]:
    reached = 0
    for word in _START.finditer(text):
        if word.start() < reached:
            continue
        candidates = _by_start().get(word.group().lower(), ())
        for pattern, plain in candidates:
            if match := pattern.match(text, word.start()):
                reached = match.end()
                yield word.start(), reached, plain
                break


@cache
def _by_start() -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """Patterns by the two letters that they begin with, the longest first."""
    every = [(form, plain) for forms, plain in plain_words() for form in forms]
    found: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for form, plain in sorted(every, key=lambda pair: -len(pair[0])):
        start = form[:2].strip().removesuffix("'").lower()
        found.setdefault(start, []).append((_pattern(form), plain))
    return found


def _pattern(form: str) -> re.Pattern[str]:
    parts: list[str] = []
    is_first = True
    for token in form.split():
        parts.append(
            "" if is_first else r"\s*" if parts[-1] in MARKS.values() else r"\s+"
        )
        parts.append(MARKS.get(token) or _word(token))
        is_first = False
    return re.compile("".join(parts), re.I)


def _word(token: str) -> str:
    stem = re.escape(token.removesuffix("*")).replace("'", "['’]")
    return rf"{stem}\w*" if token.endswith("*") else rf"{stem}\b"
