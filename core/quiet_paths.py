"""Addresses whose end says what somebody chose, or opens something: no log keeps it."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping

LEFT_OUT = "-"
_words: set[str] = set()


def register(word: str) -> None:
    """What follows `/word/` in an address is kept out of every log. `word` may hold slashes."""
    _words.add(re.escape(word))


def logged(path: str) -> str:
    """The path as a log may keep it, in ASCII and on one line."""
    return _without_end(path).encode("unicode_escape").decode("ascii")


def _without_end(path: str) -> str:
    if not _words:
        return path
    quiet = rf"(/(?:{'|'.join(_words)})/).+"
    return re.sub(quiet, rf"\1{LEFT_OUT}", path, flags=re.IGNORECASE | re.DOTALL)


class QuietFilter(logging.Filter):
    """Django logs faults with the address: not with the end of these.

    Nor where it stands within a text: why a form is refused may quote the page that it came from.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Always True: the line is written, its address cut."""
        if isinstance(record.args, Mapping):
            record.args = {name: _cut(value) for name, value in record.args.items()}
        elif record.args:
            record.args = tuple(map(_cut, record.args))
        return True


def _cut(value: object) -> object:
    return _without_end(value) if isinstance(value, str) else value
