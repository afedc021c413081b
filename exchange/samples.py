"""Sample data: what no document tells, invented for a demonstration and marked so. Pure."""

from __future__ import annotations

from exchange.content import Content
from exchange.problems import Problem

MESSAGE = (
    "ha un orario di esempio (hours_are_sample): su un sito vero metti l'orario reale, "
    "oppure togli hours e hours_are_sample"
)


def samples(content: Content) -> list[Problem]:
    """The records that may be shown in a demonstration only."""
    return [
        Problem(f"desks.yaml ({desk.slug})", "hours_are_sample", MESSAGE)
        for desk in content.desks
        if desk.hours_are_sample
    ]
