"""Words as the restricted search compares them."""

from __future__ import annotations

from search.text.folding import fold


def folded(*texts: str) -> str:
    """The words of some texts, folded, one space between them."""
    words = " ".join(texts).split()
    return " ".join(filter(None, (fold(word) for word in words)))
