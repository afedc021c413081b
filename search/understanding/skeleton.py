"""A word without its doubled letters: the commonest mistake of all in Italian. Pure."""

from functools import lru_cache
from itertools import groupby


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """`word` with every run of one letter as a single one: "affitto" gives "afito"."""
    return "".join(letter for letter, _ in groupby(word))
