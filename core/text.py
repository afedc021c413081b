"""Small text rules used everywhere: no Django."""

import unicodedata

# So many digits every database holds.
MOST_DIGITS = 18


def searchable(text: str, limit: int = 500) -> str:
    """`text` without control and bidirectional characters, spaces folded, cut at `limit`."""
    text = text[: limit * 4]
    if not text.isprintable():
        text = "".join(" " if _is_hidden(char) else char for char in text)
    return " ".join(text.split())[:limit].strip()


def as_number(text: object) -> int | None:
    """The number that `text` writes in plain digits; None for what no row could have."""
    digits = str(text or "")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS):
        return None
    return int(digits)


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"}
