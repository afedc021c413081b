"""The word lists of `search/data`, read once a process."""

from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data"

# They turn the sense round, so they are never empty; alone they seek nothing.
WEAK_WORDS = frozenset({"non", "contro", "senza"})


def _lines(name: str) -> list[str]:
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def stem_overrides() -> dict[str, str]:
    """Folded word → the form it is indexed as; it is not stemmed again."""
    overrides = {}
    for line in _lines("stem-override-it.txt"):
        forms, _, target = line.partition("=>")
        for form in forms.split(","):
            overrides[form.strip()] = target.strip()
    return overrides


@cache
def empty_words() -> frozenset[str]:
    """Folded words that a query does without."""
    return frozenset(" ".join(_lines("empty-words-it.txt")).split())


@cache
def optional_words() -> frozenset[str]:
    """Folded words that lift a sheet and are not required of it."""
    return frozenset(" ".join(_lines("optional-words-it.txt")).split())


@cache
def elisions() -> frozenset[str]:
    """Folded words that are dropped before an apostrophe."""
    return frozenset(" ".join(_lines("elisions-it.txt")).split())


@cache
def right_words() -> frozenset[str]:
    """Folded words that are spelt right, whatever they resemble."""
    return frozenset(" ".join(_lines("right-words-it.txt")).split())
