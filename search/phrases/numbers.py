"""Numbers to call, as the coordinator writes them: one a line, then its purpose. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from directory.phones import problem
from search.phrases.checking import lines

_LINE = re.compile(r"(?P<number>\+?\d[\d ]*\d)(?:\s+(?P<label>\D.*))?$")


@dataclass(frozen=True)
class Number:
    """A number and what it is for."""

    number: str
    label: str

    @property
    def digits(self) -> str:
        """The number without spaces, to compare it."""
        return self.number.replace(" ", "")


def read_numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a text; ValueError, in Italian, at a line that holds none."""
    return tuple(_read(line) for line in lines(text))


def relabelled(
    numbers: tuple[Number, ...], labels: Mapping[str, str]
) -> tuple[Number, ...]:
    """The same, named as everywhere else on the site where it knows them."""
    return tuple(
        Number(each.number, labels.get(each.digits) or each.label) for each in numbers
    )


def _read(line: str) -> Number:
    match = _LINE.match(line)
    if match is None or problem(match["number"]):
        raise ValueError(
            f"«{line}» non comincia con un numero di telefono. "
            "Scrivi per esempio: 112 Emergenze."
        )
    return Number(match["number"].strip(), (match["label"] or "").strip())
