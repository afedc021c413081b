"""Reads the child rows of many pages in one query.

A sheet has a dozen relations; asked one by one they cost a query each. Here each relation
becomes one SELECT of (page, relation, JSON of the row) and all of them one UNION ALL. The
rows land where modelcluster keeps a draft's rows, so templates, previews and the search
read `page.steps.all()` alike. Pages filled this way are for reading, never for saving.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, Model, QuerySet, Value
from django.db.models.fields import CharField
from django.db.models.functions import JSONObject
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page

from directory.vocabulary import terms_by_id

SKIPPED = frozenset({"translation_key", "locale"})


def attach_children(pages: Sequence[Page], names: Iterable[str]) -> None:
    """Fill the relations `names` of `pages` (all of one type): one query for all."""
    if not pages:
        return
    relations = {name: _relation(type(pages[0]), name) for name in names}
    rows: dict[tuple[int, str], list[Any]] = defaultdict(list)
    for page_id, name, data in _read(relations, [page.pk for page in pages]):
        rows[page_id, name].append(relations[name].build(data))
    for page in pages:
        held = page.__dict__.setdefault("_cluster_related_objects", {})
        for name, relation in relations.items():
            if name not in held:
                held[name] = relation.ordered(rows[page.pk, name], page)


def _read(relations: dict[str, Any], page_ids: list[int]) -> QuerySet:
    parts = [relation.select(name, page_ids) for name, relation in relations.items()]
    return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]


def _relation(model: type[Page], name: str) -> Any:
    field = model._meta.get_field(name)
    if isinstance(field, ParentalManyToManyField):
        return _Terms(field)
    return _Rows(field.related_model, field.field.name)


def _selected(queryset: QuerySet, page: str, name: str, data: JSONObject) -> QuerySet:
    return (
        queryset.order_by()
        .annotate(
            _page=F(page),
            _name=Value(name, output_field=CharField()),
            _data=data,
        )
        .values_list("_page", "_name", "_data")
    )


class _Rows:
    """A child model with a ParentalKey."""

    def __init__(self, model: type[Model], parent: str) -> None:
        self.model, self.parent = model, parent
        self.fields = [
            field
            for field in model._meta.concrete_fields
            if field.name not in SKIPPED and field.name != parent
        ]

    def select(self, name: str, page_ids: list[int]) -> QuerySet:
        data = JSONObject(**{f.attname: F(f.attname) for f in self.fields})
        manager = self.model._default_manager
        rows = manager.filter(**{f"{self.parent}__in": page_ids})
        return _selected(rows, f"{self.parent}_id", name, data)

    def build(self, data: dict[str, Any]) -> Model:
        names = [field.attname for field in self.fields]
        values = [field.to_python(data[field.attname]) for field in self.fields]
        return self.model.from_db("default", names, values)

    def ordered(self, rows: list[Any], page: Page) -> list[Any]:
        for row in rows:
            setattr(row, self.parent, page)
        return sorted(rows, key=lambda row: (row.sort_order or 0, row.pk))


class _Terms:
    """A many-to-many to a vocabulary: the terms come from the cache."""

    def __init__(self, field: ParentalManyToManyField) -> None:
        self.through = field.remote_field.through
        self.source = f"{field.m2m_field_name()}_id"
        self.target = f"{field.m2m_reverse_field_name()}_id"
        self.model = field.related_model

    def select(self, name: str, page_ids: list[int]) -> QuerySet:
        data = JSONObject(id=F(self.target))
        rows = self.through.objects.filter(**{f"{self.source}__in": page_ids})
        return _selected(rows, self.source, name, data)

    def build(self, data: dict[str, Any]) -> Model:
        return terms_by_id(self.model)[data["id"]]

    def ordered(self, rows: list[Any], page: Page) -> list[Any]:
        return sorted(rows, key=lambda term: (term.position, term.name))
