"""What the other parts bring to the next meeting: open questions, figures. They register here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from intranet.entry.access import Access


@dataclass(frozen=True)
class MeetingFacts:
    """What is gathered for: the invited bodies, since the last meeting, as of a day."""

    since: dt.date
    bodies: frozenset[int]
    on: dt.date


@dataclass(frozen=True)
class GatheredLine:
    """One thing to talk about."""

    text: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Gathered:
    """What one part brings; `nothing` is said where there are no lines."""

    title: str
    lines: tuple[GatheredLine, ...] = ()
    nothing: str = ""


# One query; None where the part has no place here.
Provider = Callable[[Access, MeetingFacts], Gathered | None]

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Let a part bring its things, in the order of registration."""
    if provider not in _providers:
        _providers.append(provider)


def gathered_for(access: Access, facts: MeetingFacts) -> list[Gathered]:
    """What all parts bring."""
    found = (provider(access, facts) for provider in _providers)
    return [one for one in found if one is not None]
