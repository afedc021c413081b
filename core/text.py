"""Small text rules used everywhere: no Django."""

import re
import unicodedata

# So many digits every database holds.
MOST_DIGITS = 18
# A range of years: a browser may break the line after its dash.
_YEARS = re.compile(r"(?<=\d{4})–(?=\d{4})")
WORD_JOINER = "\u2060"


def searchable(text: str, limit: int = 500) -> str:
    """`text` without control and bidirectional characters, spaces folded, cut at `limit`."""
    text = text[: limit * 4]
    if not text.isprintable():
        text = "".join(" " if _is_hidden(char) else char for char in text)
    return " ".join(text.split())[:limit].strip()


def with_whole_years(text: str) -> str:
    """`text` whose ranges of years (2021–2023) stay on one line."""
    return _YEARS.sub(f"–{WORD_JOINER}", text)


def as_number(text: object) -> int | None:
    """The number that `text` writes in plain digits; None for what no row could have."""
    digits = str(text or "")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS):
        return None
    return int(digits)


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"}
