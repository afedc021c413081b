"""Case and accents taken away."""

import unicodedata
from functools import lru_cache


# A text repeats its words: most are folded once a process.
@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """`text` in lower case, without accents, letters and digits alone."""
    if text.isascii():
        return "".join(char for char in text.lower() if char.isalnum())
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(
        char
        for char in unicodedata.normalize("NFKD", plain)
        if char.isalnum() and not unicodedata.combining(char)
    )
