"""How a sheet is to be printed: what of each thing, labels, size. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

# What may be printed of each thing, by the word of the form; the value is its label's key.
PARTS = {
    "dove": "where",
    "orari": "hours",
    "telefono": "phone",
    "portare": "bring",
    "costo": "cost",
    "come": "how",
}
ALL = frozenset(PARTS)
# Answered for a form that left everything out: a hidden field of this name comes along.
ASKED = "scelte"
OWN = "di-"
PAPERS = {"a4": "A4", "a5": "A5, la metà di un A4"}


class Lists(Protocol):
    """What a form sent."""

    def getlist(self, key: str) -> Sequence[str]:
        """The values of a field, none where it is not there."""


@dataclass(frozen=True)
class Options:
    """`parts` of everything; `own`: of one thing (by its code) only these."""

    parts: frozenset[str] = ALL
    own: Mapping[str, frozenset[str]] = field(default_factory=dict)
    language: str = "it"
    is_large: bool = False
    paper: str = "a4"

    def parts_of(self, code: str) -> frozenset[str]:
        """What is printed of this thing."""
        return self.parts & self.own.get(code, ALL)


def read_options(
    sent: Lists, codes: Sequence[str], languages: Sequence[str]
) -> Options:
    """What a form says; whatever it does not say, or says wrongly, is as usual."""
    is_asked = bool(sent.getlist(ASKED))
    return Options(
        parts=ALL & frozenset(sent.getlist("cosa")) if is_asked else ALL,
        own={code: _own(sent, code) for code in codes if sent.getlist(OWN + code)},
        language=_one_of(sent, "lingua", languages, "it"),
        is_large=bool(sent.getlist("grande")),
        paper=_one_of(sent, "formato", tuple(PAPERS), "a4"),
    )


def _own(sent: Lists, code: str) -> frozenset[str]:
    return ALL & frozenset(sent.getlist(OWN + code))


def _one_of(sent: Lists, name: str, known: Sequence[str], usual: str) -> str:
    said = [value for value in sent.getlist(name) if value in known]
    return said[0] if said else usual
