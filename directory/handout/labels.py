"""The labels of the sheet in the languages of those who carry it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("labels.yaml")
ITALIAN = "it"


@dataclass(frozen=True)
class Label:
    """A word in a language, and what it is in Italian where that is another: whoever sits at
    the next desk reads the sheet too."""

    text: str
    language: str
    direction: str = "ltr"
    italian: str = ""


@dataclass(frozen=True)
class Language:
    """A language of the labels, by its own name."""

    code: str
    name: str
    direction: str


@lru_cache
def _texts() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def languages() -> tuple[Language, ...]:
    """Italian first, then as in the file."""
    return tuple(
        Language(code, texts["name"], texts.get("dir", "ltr"))
        for code, texts in _texts().items()
    )


def labels_in(code: str) -> dict[str, Label]:
    """Every label by its key."""
    texts, italian = _texts()[code], _texts()[ITALIAN]
    direction = texts.get("dir", "ltr")
    return {
        key: Label(texts[key], code, direction, "" if code == ITALIAN else italian[key])
        for key in italian
    }
