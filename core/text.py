"""Small text rules used everywhere: no Django."""

import unicodedata


def searchable(text: str, limit: int = 500) -> str:
    """`text` without control and bidirectional characters, spaces folded, cut at `limit`."""
    text = text[: limit * 4]
    if not text.isprintable():
        text = "".join(" " if _is_hidden(char) else char for char in text)
    return " ".join(text.split())[:limit].strip()


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"}
