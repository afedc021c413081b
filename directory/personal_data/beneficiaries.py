"""Lists of persons with what they receive or when they were born. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

# From here on lines are a list of people.
FEWEST_LINES = 3

_WORD = (
    r"(?:[A-ZÀ-Þ](?:[a-zß-ÿ]+|[A-ZÀ-Þ]+)(?:['’][A-ZÀ-Þ]?[A-Za-zÀ-ÿ]+)?"
    r"|[A-ZÀ-Þ]['’][A-ZÀ-Þ][A-Za-zÀ-ÿ]+)"  # D'Angelo
)
_NAME = re.compile(rf"\b({_WORD})\s+({_WORD})\b")
# Two: of three or more (D.P.R.) it is an act or a body.
_INITIALS = re.compile(r"(?<![A-Z]\.)(?<![A-Z]\.\s)\b[A-Z]\.\s?[A-Z]\.(?!\s?[A-Z]\.)")
_AMOUNT = re.compile(r"€\s?\d|\d(?:[.,]\d+)?\s?(?:€|euro\b)", re.IGNORECASE)
_DATE = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d\b|\bnat[oa]\s+(?:il|a)\b")


def looks_like_a_list(text: str, names: Collection[str] = ()) -> int:
    """How many lines name a person beside an amount or a date of birth; 0 if only a few do.

    `names` are first and family names, in lower case and without accents: two words with a
    capital are a person where one of them is among these.
    """
    number = sum(_is_about_somebody(line, names) for line in text.splitlines())
    return number if number >= FEWEST_LINES else 0


def _is_about_somebody(line: str, names: Collection[str]) -> bool:
    if not (_AMOUNT.search(line) or _DATE.search(line)):
        return False
    if _INITIALS.search(line):
        return True
    return any(
        _plain(word) in names
        for match in _NAME.finditer(line)
        for word in match.groups()
    )


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.lower())
    return "".join(char for char in letters if char.isalnum())
