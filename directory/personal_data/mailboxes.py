"""Where people have their own mail. Pure."""

from functools import cache
from pathlib import Path

PLACE = Path(__file__).parent / "data" / "mailboxes.txt"


@cache
def mailboxes() -> frozenset[str]:
    """Domains, without their ending, where people have their own mail."""
    lines = PLACE.read_text(encoding="utf-8").splitlines()
    words = (line.split() for line in lines if not line.startswith("#"))
    return frozenset(word for line in words for word in line)
