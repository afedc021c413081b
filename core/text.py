"""Small text rules used everywhere: no Django."""

import unicodedata


def searchable(text: str, limit: int = 500) -> str:
    """`text` without control and bidirectional characters, spaces folded, cut at `limit`."""
    kept = (
        " " if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"} else char
        for char in text[: limit * 4]
    )
    return " ".join("".join(kept).split())[:limit].strip()
