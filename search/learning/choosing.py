"""Which words of a search may be remembered at all. Pure.

Nothing that could tell of a person: no digits, e-mails, addresses of sites, names of people or
of streets, nothing from long texts or robots. When in doubt the word is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from search.text.folding import fold
from search.text.stemming import stem
from search.text.tokens import Word, words
from search.text.word_lists import DATA

LONGEST_QUERY = 12
SHORTEST, LONGEST = 3, 25
MOST_WORDS = 3

_ADDRESS = re.compile(r"@|://|www\.|\.(?:it|com|org|net|eu)\b|\d", re.IGNORECASE)
_ROBOT = re.compile(
    r"bot|crawl|spider|slurp|curl|wget|python|java/|go-http|headless|scrapy|monitor|"
    r"preview|fetch|http-?client|scan",
    re.IGNORECASE,
)
# What follows one of these is the name of a person or of a street.
_TITLES = (
    "signor signora signore sig sigra dott dottor dottore dottoressa dr don suor padre frate "
    "avvocato avv ing geometra chiamo chiama nome cognome via viale vicolo piazza piazzale "
    "corso largo strada contrada maestra maestro professor professoressa prof"
)
_BEFORE_A_NAME = frozenset(_TITLES.split())
_NAMES_AFTER = 2


def noted_stems(missing: Iterable[str], text: str, agent: str | None) -> list[str]:
    """Stems to remember of the words `missing`, as typed in `text`; often none.

    `agent` is the browser's own name, looked at and forgotten; None where it is not known.
    """
    typed = list(words(text))
    if len(typed) > LONGEST_QUERY or is_robot(agent):
        return []
    sought = {fold(word) for word in missing}
    hidden = _in_addresses(text) | _near_names(typed, text)
    found = [
        word.stem
        for word in typed
        if word.folded in sought and word.folded not in hidden and _is_plain(word)
    ]
    return list(dict.fromkeys(found))[:MOST_WORDS]


def is_robot(agent: str | None) -> bool:
    """Whether a browser's name is obviously none; every browser has one."""
    return agent is not None and (not agent.strip() or bool(_ROBOT.search(agent)))


def _is_plain(word: Word) -> bool:
    return (
        SHORTEST <= len(word.stem) <= LONGEST
        and len(word.folded) <= LONGEST
        # In another alphabet no list of ours would know a name.
        and word.folded.isascii()
        and word.folded.isalpha()
        and not _is_name(word.folded)
    )


def _is_name(folded: str) -> bool:
    return folded in names() or stem(folded) in name_stems()


def _in_addresses(text: str) -> set[str]:
    """Words within an e-mail, an address of a site, or stuck to a number."""
    parts = (part for part in text.split() if _ADDRESS.search(part))
    return {word.folded for part in parts for word in words(part)}


def _near_names(typed: list[Word], text: str) -> set[str]:
    """Words beside a first or family name, after a title or "via", or written like a name."""
    hidden: set[str] = set()
    for place, word in enumerate(typed):
        if word.folded in names():
            hidden |= {w.folded for w in typed[max(0, place - 1) : place + 2]}
        if word.folded in _BEFORE_A_NAME:
            after = typed[place + 1 : place + 1 + _NAMES_AFTER]
            hidden |= {w.folded for w in after}
        if place and _is_capitalised(text[word.start : word.end]):
            hidden.add(word.folded)
    return hidden


def _is_capitalised(typed: str) -> bool:
    return typed[:1].isupper() and not typed.isupper()


@cache
def names() -> frozenset[str]:
    """First names and family names, folded."""
    text = (DATA / "personal-names.txt").read_text(encoding="utf-8")
    rows = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(fold(name) for row in rows for name in row.split())


@cache
def name_stems() -> frozenset[str]:
    """The same as the search cuts them, so that no inflection escapes."""
    return frozenset(map(stem, names()))
