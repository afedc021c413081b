"""Category, topics and life events that follow from needs and audiences."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from directory.models import ServicePage


def derive_classification(service: ServicePage) -> None:
    """Fill what the editor left empty from the mapping that the coordinator keeps.

    Needs come before audiences, in the vocabulary's order. What is filled stays as it is.
    """
    needs, audiences = list(service.needs.all()), list(service.audiences.all())
    terms = [*needs, *audiences]
    if service.category_id is None:
        service.category = next((t.category for t in terms if t.category_id), None)
    for name in ("topics", "life_events"):
        field = getattr(service, name)
        if not field.all():
            field.set(_named(needs, name) or _named(audiences, name))


def _named(terms: Iterable[Any], name: str) -> list[Any]:
    """What the terms lead to, each once, in their order."""
    found = chain.from_iterable(getattr(term, name).all() for term in terms)
    return list(dict.fromkeys(found))
