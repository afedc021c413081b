"""What is wrong with a file, in words for whoever must mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class WrongValue(ValueError):
    """A value that cannot be taken; the message says why and what to write instead."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: which file (or line), which field, what to do."""

    place: str
    field: str
    message: str

    def __str__(self) -> str:
        return ": ".join(
            part for part in (self.place, self.field, self.message) if part
        )


class WrongInput(Exception):
    """Nothing was written, because of these problems."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))
