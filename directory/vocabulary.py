"""The vocabularies, read once a minute: they are short, and every page asks for them."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.cache import cache
from django.db.models import Model

from core.locales import language_of

T = TypeVar("T", bound=Model)
CACHE_SECONDS = 60
# Facets of the public search and the vocabulary each takes its codes from.
FACETS = {
    "bisogno": "Need",
    "per": "Audience",
    "comune": "Municipality",
    "categoria": "Category",
}


def _key(model: type[Model]) -> str:
    return f"directory.vocabulary.{model._meta.model_name}"


def terms_by_id(model: type[T]) -> dict[int, T]:
    """All terms of a vocabulary by primary key, in their order."""
    found = cache.get(_key(model))
    if found is None:
        found = {term.pk: term for term in model._default_manager.all()}
        cache.set(_key(model), found, CACHE_SECONDS)
    return found


def terms(model: type[T], language: str = "it") -> list[T]:
    """The terms of one language, in their order."""
    return [t for t in terms_by_id(model).values() if _language(t) == language]


def term(model: type[T], code: str, language: str = "it") -> T | None:
    """The term with `code`, or None."""
    return next((t for t in terms(model, language) if t.code == code), None)  # type: ignore[attr-defined]


def names_by_code(model: type[Model], language: str = "it") -> dict[str, str]:
    """Name of each term by its code."""
    return {t.code: t.name for t in terms(model, language)}  # type: ignore[attr-defined]


def _language(term: Any) -> str:
    return language_of(term.locale_id)


def forget_vocabulary(sender: type[Model], **_: object) -> None:
    """A term changed: the next reader asks the database."""
    cache.delete(_key(sender))
