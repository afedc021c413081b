"""A draft read from its JSON, without a query for each reference of each of its rows.

modelcluster looks for what each row refers to, one by one: a full sheet took 240 queries to open.
Here what is referred to is looked for once for each field.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import CASCADE, ForeignKey
from modelcluster.models import get_all_child_relations

# A row's page is the one at hand; a language in use cannot be deleted.
KNOWN = frozenset({"page", "locale"})


def without_dangling(model: Any, data: dict[str, Any]) -> dict[str, Any]:
    """The content without rows whose reference is gone; where it may be empty it is emptied."""
    result = _sound_page(model, data)
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        checks_itself = not hasattr(relation.related_model, "from_serializable_data")
        if result.get(name) and not checks_itself:
            result[name] = _sound(relation.related_model, result[name])
    return result


def _sound_page(model: Any, data: dict[str, Any]) -> dict[str, Any]:
    """Of Wagtail's own references the others are set from the stored page afterwards."""
    own = [*model._meta.local_concrete_fields, model._meta.get_field("live_revision")]
    for field in own:
        is_reference = isinstance(field, ForeignKey) and not field.primary_key
        if is_reference and data.get(field.name):
            data = _emptied(data, field.name, _there(field, [data]))
    return dict(data)


def _sound(model: Any, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for field in _references(model):
        there = _there(field, rows)
        if field.remote_field.on_delete is CASCADE:
            rows = [row for row in rows if row.get(field.name) in there]
        else:
            rows = [_emptied(row, field.name, there) for row in rows]
    return rows


def _references(model: Any) -> Iterator[Any]:
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey) and field.name not in KNOWN:
            yield field


def _there(field: Any, rows: list[dict[str, Any]]) -> set[Any]:
    wanted = {row.get(field.name) for row in rows} - {None}
    found = field.remote_field.model._default_manager.filter(pk__in=wanted)
    return set(found.values_list("pk", flat=True)) | {None} if wanted else {None}


def _emptied(row: dict[str, Any], name: str, there: set[Any]) -> dict[str, Any]:
    return row if row.get(name) in there else {**row, name: None}
