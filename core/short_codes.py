"""Short codes of pages, for paper and for lists: eight characters of the page's identifier.

Pure. A code is the first 40 bits of the identifier (Wagtail's `translation_key`, random) in
Crockford's alphabet, which has no letter that a reader takes for a digit. Among 10,000 pages
two would share one with a probability of 1 in 20,000; then the older page answers.
"""

from __future__ import annotations

from uuid import UUID

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 8
_BITS_LEFT = 128 - 5 * LENGTH
_READ = {char: place for place, char in enumerate(ALPHABET)} | {"o": 0, "i": 1, "l": 1}


def code_of(key: UUID) -> str:
    """The code of the page with this identifier."""
    number = key.int >> _BITS_LEFT
    places = range(5 * (LENGTH - 1), -1, -5)
    return "".join(ALPHABET[number >> place & 31] for place in places)


def read_code(text: str) -> str:
    """The code that somebody typed or pasted, as it is written here; empty for no code."""
    typed = text.strip().lower()
    if len(typed) != LENGTH or any(char not in _READ for char in typed):
        return ""
    return "".join(ALPHABET[_READ[char]] for char in typed)


def keys_of(code: str) -> tuple[UUID, UUID]:
    """The first and the last identifier with this code."""
    number = 0
    for char in code:
        number = number << 5 | _READ[char]
    first = number << _BITS_LEFT
    return UUID(int=first), UUID(int=first | (1 << _BITS_LEFT) - 1)
