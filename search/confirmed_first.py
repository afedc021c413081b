"""Of sheets that answer the same, those that somebody confirmed in time come first. Pure.

Two sheets answer the same where they stand side by side among the results and their titles hold
the same of the words sought. A sheet that is overdue still comes before all that answers less,
and a sheet for emergencies never gives way.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from search.cards import Card
from search.text import index_tokens


def confirmed_first(cards: Iterable[Card]) -> tuple[Card, ...]:
    """The cards, with the overdue ones last among their equals."""
    ordered: list[Card] = []
    for words, equals in groupby(cards, _answered):
        group = list(equals)
        ordered += sorted(group, key=_gives_way) if words else group
    return tuple(ordered)


def _answered(card: Card) -> frozenset[str]:
    """The words sought that the title of a service's sheet holds; none for anything else."""
    if card.service is None:
        return frozenset()
    title = card.hit.title
    marked = (title[start:end] for start, end in card.hit.title_marks)
    return frozenset(token for text in marked for token in index_tokens(text))


def _gives_way(card: Card) -> bool:
    service = card.service
    return bool(service and service.is_stale and not service.crisis_phone)
