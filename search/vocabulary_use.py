"""Which pages a term of a vocabulary is found in: it may be renamed, or get another code."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db.models import Field, Model
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, TranslatableMixin

from search.building import searched_models


def vocabularies() -> set[type[Model]]:
    """Models of terms that pages of the searched types, or their rows, point at."""
    targets = {
        field.related_model
        for page in searched_models()
        for model in (page, *(rows.related_model for rows in _rows(page)))
        for field in _relations(model)
    }
    return {
        model
        for model in targets
        if model
        and issubclass(model, TranslatableMixin)
        and not issubclass(model, Page)
    }


def pages_that_use(term: Model) -> set[int]:
    """Pages of the searched types that name `term`, themselves or in one of their rows."""
    found: set[int] = set()
    for model in searched_models():
        kind: Any = model
        for path in _paths(type(term), kind):
            pages = model._default_manager.filter(**{path: term.pk})
            found.update(pages.values_list("pk", flat=True))
    return found


@cache
def _paths(term: Any, page: Any) -> tuple[str, ...]:
    """How a query of `page` leads to `term`: by its own fields, or by those of its rows."""
    below = [
        f"{rows.name}__{name}"
        for rows in _rows(page)
        for name in _fields(term, rows.related_model)
    ]
    return tuple(_fields(term, page) + below)


def _rows(page: type[Model]) -> list[Any]:
    return list(get_all_child_relations(page))


def _fields(term: type[Model], model: type[Model]) -> list[str]:
    return [f.name for f in _relations(model) if f.related_model is term]


def _relations(model: type[Model]) -> Iterator[Field]:
    for field in model._meta.get_fields():
        if field.concrete and field.is_relation:
            yield field
