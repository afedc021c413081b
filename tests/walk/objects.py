"""Two bodies and what the walk asks about: words that betray B's things, numbers that name them.

A word stands nowhere else: where it turns up, the thing was shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from accounts.models import User
from directory.models import OrganisationPage

WRITES, ANSWERS = "writer of B", "manager of B"
COORDINATES, ADMINISTERS = "coordinator", "administrator"
KEEPERS = (COORDINATES, ADMINISTERS)
OF_B = (WRITES, ANSWERS, *KEEPERS)


@dataclass
class Word:
    """What betrays one thing; `known_to` may meet it, the first of them must, at `at`."""

    text: str
    thing: str
    known_to: tuple[str, ...]
    at: str = ""


@dataclass
class World:
    """The two bodies, their people, the words, and the numbers of things by kind.

    `numbers` are B's things; `own` are A's, where B's might show through.
    """

    a: OrganisationPage
    b: OrganisationPage
    people: dict[str, User | None]
    words: dict[str, Word] = field(default_factory=dict)
    numbers: dict[str, list[Any]] = field(default_factory=dict)
    own: dict[str, list[Any]] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)

    def hide(self, text: str, thing: str, known_to: tuple[str, ...] = OF_B) -> str:
        """A word for something of B's, to be written into it."""
        self.words[text] = Word(text, thing, known_to)
        return text

    def shown_at(self, at: str, *texts: str) -> None:
        """Where those who may know the things find them."""
        for text in texts:
            self.words[text].at = at

    def number(self, kind: str, *values: Any) -> None:
        """Things of B that an address may name."""
        self.numbers.setdefault(kind, []).extend(values)

    def number_own(self, kind: str, *values: Any) -> None:
        """Things of A that an address may name."""
        self.own.setdefault(kind, []).extend(values)

    def hidden_from(self, role: str) -> list[str]:
        """The words that this role may meet nowhere."""
        return [w.text for w in self.words.values() if role not in w.known_to]
