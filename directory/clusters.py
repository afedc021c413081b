"""Reads the child rows of many pages in one query.

A sheet has a dozen relations; asked one by one they cost a query each. Here each relation
becomes one SELECT of (page, relation, JSON of the row) and all of them one UNION ALL. The
rows land where modelcluster keeps a draft's rows, so templates, previews and the search
read `page.steps.all()` alike. Pages filled this way are for reading, never for saving.

Composing the SQL costs more than running it, so it is composed once for each page type,
set of relations and number of pages.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import DEFERRED, CharField, F, Model, QuerySet, Value
from django.db.models.functions import JSONObject
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page

from core.ordering import place_of
from directory.vocabulary import term_by_id

SKIPPED = frozenset({"translation_key", "locale"})
Row = tuple[int, str, Any]


def attach_children(pages: Sequence[Page], names: Iterable[str]) -> None:
    """Fill the relations `names` of `pages` (all of one type): one query for all."""
    if not pages:
        return
    names = tuple(names)
    model: Any = type(pages[0])
    relations = {name: _relation(model, name) for name in names}
    rows: dict[tuple[int, str], list[Any]] = defaultdict(list)
    for page_id, name, data in _read(model, names, [p.pk for p in pages]):
        rows[page_id, name].append(relations[name].build(data))
    for page in pages:
        held = page.__dict__.setdefault("_cluster_related_objects", {})
        for name, relation in relations.items():
            if name not in held:
                held[name] = relation.ordered(rows[page.pk, name], page)


def _read(model: Any, names: tuple[str, ...], ids: list[int]) -> Iterator[Row]:
    sql, params = _statement(connection.vendor, model, names, len(ids))
    with connection.cursor() as cursor:
        # A place for an id is marked by its position below zero.
        cursor.execute(sql, [ids[-p - 1] if isinstance(p, int) else p for p in params])
        for page_id, name, data in cursor.fetchall():
            yield page_id, name, _from_json(data)


@lru_cache(maxsize=256)
def _statement(
    vendor: str, model: Any, names: tuple[str, ...], count: int
) -> tuple[str, tuple[Any, ...]]:
    marks = [-n for n in range(1, count + 1)]
    parts = [_relation(model, name).select(name, marks) for name in names]
    whole = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    sql, params = whole.query.sql_with_params()
    return sql, tuple(params)


@lru_cache(maxsize=128)
def _relation(model: Any, name: str) -> Any:
    field = model._meta.get_field(name)
    if isinstance(field, ParentalManyToManyField):
        return _Terms(field)
    return _Rows(field.related_model, field.field.name)


def _selected(queryset: QuerySet, page: str, name: str, data: JSONObject) -> QuerySet:
    named = Value(name, output_field=CharField())
    annotated = queryset.order_by().annotate(_page=F(page), _name=named, _data=data)
    return annotated.values_list("_page", "_name", "_data")


def _from_json(data: Any) -> dict[str, Any]:
    """SQLite gives text, PostgreSQL's driver the object itself."""
    loaded: dict[str, Any] = json.loads(data) if isinstance(data, str) else data
    return loaded


class _Rows:
    """A child model with a ParentalKey."""

    def __init__(self, model: type[Model], parent: str) -> None:
        self.model, self.parent = model, parent
        self.fields = [
            field
            for field in model._meta.concrete_fields
            if field.name not in SKIPPED and field.name != parent
        ]
        self.names = [field.attname for field in self.fields]
        # Where `build` finds the value of each column; -1: it was not read.
        self.columns = [field.attname for field in model._meta.concrete_fields]
        names = {name: place for place, name in enumerate(self.names)}
        self.places = [names.get(name, -1) for name in self.columns]

    def select(self, name: str, page_ids: list[int]) -> QuerySet:
        data = JSONObject(**{attname: F(attname) for attname in self.names})
        manager = self.model._default_manager
        rows = manager.filter(**{f"{self.parent}__in": page_ids})
        return _selected(rows, f"{self.parent}_id", name, data)

    def build(self, data: dict[str, Any]) -> Model:
        values = [field.to_python(data[field.attname]) for field in self.fields]
        values.append(DEFERRED)
        whole = [values[place] for place in self.places]
        return self.model.from_db("default", self.columns, whole)

    def ordered(self, rows: list[Any], page: Page) -> list[Any]:
        for row in rows:
            setattr(row, self.parent, page)
        return sorted(rows, key=place_of)


class _Terms:
    """A many-to-many to a vocabulary: the terms come from the process's memory."""

    def __init__(self, field: ParentalManyToManyField) -> None:
        self.through = field.remote_field.through
        self.source = f"{field.m2m_field_name()}_id"
        self.target = f"{field.m2m_reverse_field_name()}_id"
        self.model = field.related_model

    def select(self, name: str, page_ids: list[int]) -> QuerySet:
        data = JSONObject(id=F(self.target))
        rows = self.through.objects.filter(**{f"{self.source}__in": page_ids})
        return _selected(rows, self.source, name, data)

    def build(self, data: dict[str, Any]) -> Model | None:
        return term_by_id(self.model, data["id"])

    def ordered(self, rows: list[Any], page: Page) -> list[Any]:
        known = [term for term in rows if term is not None]
        return sorted(known, key=lambda term: (term.position, term.name))
