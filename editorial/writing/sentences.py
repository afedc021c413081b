"""Italian text cut into sentences and words. Pure.

A text is made of blocks, one a line: a paragraph, an item of a list. A full stop ends a
sentence unless it belongs to an abbreviation ("art. 5", "D.Lgs. 66/2017", "sig.ra Rossi").
"""

from __future__ import annotations

import re

from editorial.writing.word_lists import abbreviations

_END = re.compile(r"[.!?…]+[»”\"')\]]*(?=\s+[«“\"'(]*[A-ZÀ-ÖØ-Þ0-9])|;(?=\s)")
_LAST_WORD = re.compile(r"([^\W\d_]+(?:\.[^\W\d_]+)*)\.$")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.)]|[-•*–])\s+")
_WORD = re.compile(
    r"\S*(?:@|://|www\.)\S*"  # an address is one word
    r"|\d+(?:[\s.,:/'’–-]{0,2}\d+)*"  # so is a number, an hour, a phone
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"
)


def sentences(text: str) -> list[str]:
    """The sentences of `text`, in order, none of them empty."""
    return [one for line in text.splitlines() for one in _of_block(line)]


def words(text: str) -> list[str]:
    """The words of `text`: "dell'ente" is one, and so is "0372 407 111"."""
    return _WORD.findall(text)


def _of_block(line: str) -> list[str]:
    line = _NUMBERED.sub("", line)
    found, start = [], 0
    for match in _END.finditer(line):
        if _is_abbreviation(line[start : match.end()]):
            continue
        found.append(line[start : match.end()].strip())
        start = match.end()
    found.append(line[start:].strip())
    return [one for one in found if words(one)]


def _is_abbreviation(so_far: str) -> bool:
    match = _LAST_WORD.search(so_far[-24:])
    if match is None:
        return False
    last = match.group(1).lower().rpartition(".")[2]
    # Single letters ("n.", "D.L.") need no list.
    return len(last) == 1 or last in abbreviations()
