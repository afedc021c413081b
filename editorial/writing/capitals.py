"""Words shouted in CAPITALS, which are slower to read and which readers spell out. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import groupby

from editorial.writing.word_lists import linking_words

# Up to here a word in capitals is taken for an acronym (ISEE, INAIL).
LONGEST_ACRONYM = 5
# So many in a row, of which one is no acronym's, are a sentence.
SENTENCE = 3

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def shouted(text: str, acronyms: Collection[str] = ()) -> list[str]:
    """The stretches of each line that stand in capitals and are no acronym.

    `acronyms` are longer names that are written so (`CAAF`, `UNITALSI`).
    """
    return [one for line in text.splitlines() for one in _of_line(line, acronyms)]


def _of_line(line: str, acronyms: Collection[str]) -> Iterator[str]:
    found = list(_WORD.finditer(line))
    for is_upper, run in groupby(found, key=lambda match: _is_upper(match.group())):
        stretch = list(run)
        if is_upper and _is_shouted([m.group() for m in stretch], acronyms):
            yield line[stretch[0].start() : stretch[-1].end()]


def _is_upper(word: str) -> bool:
    return word.isupper() and not any(map(str.isdigit, word))


def _is_shouted(run: list[str], acronyms: Collection[str]) -> bool:
    if any(_is_long(word, acronyms) for word in run):
        return True
    full = [word for word in run if len(word) > 1]
    return len(full) >= SENTENCE and any(word in linking_words() for word in full)


def _is_long(word: str, acronyms: Collection[str]) -> bool:
    longest = max(re.split(r"['’]", word), key=len)
    return len(longest) > LONGEST_ACRONYM and longest not in acronyms
