"""The vocabularies, kept a minute: they are short, and every page asks for them."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model

from core import memo
from core.locales import language_of

T = TypeVar("T", bound=Model)
# Facets of the public search and the vocabulary each takes its codes from.
FACETS = {
    "bisogno": "Need",
    "per": "Audience",
    "comune": "Municipality",
    "categoria": "Category",
    "evento": "LifeEvent",
    "lingua": "Language",
}


def _key(model: type[Model]) -> str:
    return f"directory.vocabulary.{model._meta.model_name}"


def terms_by_id(model: type[T]) -> dict[int, T]:
    """All terms of a vocabulary by primary key, in their order."""
    return memo.remembered(
        _key(model), lambda: {term.pk: term for term in model._default_manager.all()}
    )


def term_by_id(model: type[T], pk: int) -> T | None:
    """The term with this key; the database is asked once for one made by another process."""
    if pk not in terms_by_id(model):
        memo.forget(_key(model))
    return terms_by_id(model).get(pk)


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
    memo.forget(_key(sender))
