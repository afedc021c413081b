"""Which practices answer what a reader chose, and how many each further choice leaves. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar
from urllib.parse import urlencode

T = TypeVar("T")
LONGEST = 100
# Parameter of the address → what the reader chooses.
LABELS = {
    "per": "A chi si rivolge",
    "stato": "A che punto è",
    "ente": "Chi la promuove",
    "comune": "Comune",
}
Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Traits(Generic[T]):
    """What a practice can be found by: codes by the parameter that asks for them.

    No municipality means the whole territory: it answers for each.
    """

    subject: T
    codes: Mapping[str, frozenset[str]]

    def answers(self, name: str, code: str) -> bool:
        """True where it has the code, or holds everywhere."""
        own = self.codes.get(name, frozenset())
        return code in own or (name == "comune" and not own)


@dataclass(frozen=True)
class Asked:
    """What was chosen: one code, or nothing, for each parameter. Unknown codes find nothing."""

    chosen: Mapping[str, str]

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> Asked:
        """Read from the address."""
        read = {name: sent.get(name, "")[:LONGEST].replace("\0", "") for name in LABELS}
        return cls({name: code for name, code in read.items() if code})

    @property
    def is_narrow(self) -> bool:
        """True where anything is asked."""
        return bool(self.chosen)

    @property
    def query(self) -> str:
        """The part of the address that keeps the choices on the next page."""
        return f"{urlencode(self.chosen)}&" if self.chosen else ""

    def without(self, name: str) -> Asked:
        """The same but for one choice."""
        rest = {key: code for key, code in self.chosen.items() if key != name}
        return replace(self, chosen=rest)


def answering(traits: Iterable[Traits[T]], asked: Asked) -> list[Traits[T]]:
    """Those that answer all that was chosen, in their order."""
    return [
        one
        for one in traits
        if all(one.answers(name, code) for name, code in asked.chosen.items())
    ]


@dataclass(frozen=True)
class Choice:
    """A value of a filter, with how many practices it leaves beside the other choices."""

    code: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """One question with its answers; `name` is the parameter of the address."""

    name: str
    label: str
    choices: list[Choice]


def filters_of(traits: Sequence[Traits[T]], asked: Asked, names: Names) -> list[Filter]:
    """The questions that have an answer; `names` tell how codes read, in their order."""
    found = [
        Filter(name, label, _choices(name, traits, asked, names.get(name, {})))
        for name, label in LABELS.items()
    ]
    return [one for one in found if one.choices]


def _choices(
    name: str, traits: Sequence[Traits[T]], asked: Asked, names: Mapping[str, str]
) -> list[Choice]:
    chosen = asked.chosen.get(name, "")
    left = answering(traits, asked.without(name))
    held = Counter(code for one in traits for code in one.codes.get(name, ()))
    choices = [
        Choice(
            code, label, sum(one.answers(name, code) for one in left), code == chosen
        )
        for code, label in names.items()
        if held[code] or code == chosen
    ]
    return [one for one in choices if one.count or one.is_chosen]
