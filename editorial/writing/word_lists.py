"""The lists of `editorial/writing/data`, read once a process. Pure."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


def _lines(name: str) -> list[str]:
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _words(name: str) -> frozenset[str]:
    return frozenset(" ".join(_lines(name)).split())


@cache
def acronyms() -> frozenset[str]:
    """Names of more than five letters that are written in capitals."""
    return _words("acronyms.txt")


@cache
def abbreviations() -> frozenset[str]:
    """What something always follows, in lower case, without the full stop."""
    return _words("abbreviations.txt")


@cache
def linking_words() -> frozenset[str]:
    """In capitals: what shows that words are a sentence."""
    return _words("linking-words.txt")


@cache
def plain_words() -> tuple[tuple[tuple[str, ...], str], ...]:
    """(forms, plain words) of each line; where the plain words are empty it is no fault.

    Raises ValueError for a line without its tab.
    """
    found = []
    for line in _lines("plain-words.tsv"):
        forms, tab, plain = line.partition("\t")
        if not tab:
            raise ValueError(f"senza tabulazione: {line}")
        found.append((tuple(one.strip() for one in forms.split(";")), plain.strip()))
    return tuple(found)
