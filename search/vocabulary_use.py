"""Which pages a term of a vocabulary is found in: it may be renamed, or get another code."""

from __future__ import annotations

from functools import cache

from django.db.models import Model
from modelcluster.models import get_all_child_relations

from search.building import searched_models


def pages_that_use(term: Model) -> set[int]:
    """Pages of the searched types that name `term`, themselves or in one of their rows."""
    found: set[int] = set()
    for model in searched_models():
        for path in _paths(type(term), model):
            pages = model._default_manager.filter(**{path: term.pk})
            found.update(pages.values_list("pk", flat=True))
    return found


@cache
def _paths(term: type[Model], page: type[Model]) -> tuple[str, ...]:
    """How a query of `page` leads to `term`: by its own fields, or by those of its rows."""
    below = [
        f"{rows.name}__{name}"
        for rows in get_all_child_relations(page)
        for name in _fields(term, rows.related_model)
    ]
    return tuple(_fields(term, page) + below)


def _fields(term: type[Model], model: type[Model]) -> list[str]:
    return [
        field.name
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model is term
    ]
