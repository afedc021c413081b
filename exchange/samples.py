"""Sample data: what no document tells, invented for a demonstration and marked so. Pure."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from exchange.content import Content
from exchange.problems import Problem
from exchange.records import DeskRecord

MESSAGE = (
    "ha un orario di esempio (hours_are_sample): su un sito vero metti l'orario reale, "
    "oppure togli hours e hours_are_sample; con --without-samples carichi tutto il resto"
)


class Samples(Enum):
    """What to do with sample data."""

    LOAD = "load"
    REFUSE = "refuse"
    LEAVE_OUT = "leave out"


def samples(content: Content) -> list[Problem]:
    """The records that may be shown in a demonstration only."""
    return [
        Problem(f"desks.yaml ({desk.slug})", "hours_are_sample", MESSAGE)
        for desk in content.desks
        if desk.hours_are_sample
    ]


def without_samples(content: Content) -> Content:
    """The same content; what was a sample is not known."""
    return replace(content, desks=[_known_of(desk) for desk in content.desks])


def _known_of(desk: DeskRecord) -> DeskRecord:
    if not desk.hours_are_sample:
        return desk
    return replace(desk, hours=(), closures=(), hours_are_sample=False)
