"""Writes the vocabularies: terms that are missing. Those that exist belong to the coordinator."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.models import Locale

from directory.models import (
    AccessibilityFeature,
    Audience,
    Category,
    Language,
    LifeEvent,
    Municipality,
    Need,
    Topic,
)
from exchange.content import TermRecord

MODELS: dict[str, Any] = {
    "category": Category,
    "topic": Topic,
    "life_event": LifeEvent,
    "need": Need,
    "audience": Audience,
    "municipality": Municipality,
    "language": Language,
    "accessibility": AccessibilityFeature,
}
# Fields that some vocabularies have besides those of every term.
FACTS = ("description", "icon", "istat_code", "province", "latitude", "longitude")
IN_ORDER = frozenset({"need", "audience", "accessibility", "language"})


def write_terms(terms: dict[str, list[TermRecord]], locale: Locale) -> int:
    """Make the terms that are missing, in the order of their file; how many."""
    made = 0
    for name, records in terms.items():
        model = MODELS[name]
        rows = model.objects.filter(locale=locale)
        known = set(rows.values_list("code", flat=True))
        for position, record in enumerate(records):
            if record.code not in known:
                place = position if name in IN_ORDER else 0
                _write_term(model, record, locale, place)
                made += 1
    return made


def _write_term(model: Any, record: TermRecord, locale: Locale, position: int) -> None:
    term = model(
        code=record.code,
        name=record.name,
        uri=record.uri,
        position=position,
        locale=locale,
    )
    for name in FACTS:
        if hasattr(term, name):
            setattr(term, name, getattr(record, name))
    if hasattr(term, "topics"):
        term.category = Category.objects.filter(
            code=record.category, locale=locale
        ).first()
        term.topics.set(_terms(Topic, record.topics, locale))
        term.life_events.set(_terms(LifeEvent, record.life_events, locale))
    term.save()


def _terms(model: Any, codes: Iterable[str], locale: Locale) -> list[Any]:
    return list(model.objects.filter(code__in=codes, locale=locale))
