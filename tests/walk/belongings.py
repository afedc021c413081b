"""All rows that are B's, as the database holds them: what nobody of A may change."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model
from wagtail.models import Page

from tests.walk.asking import PASSING
from tests.walk.objects import World

Key = tuple[str, str]
Row = dict[str, Any]
# A page of A's may name one of B's, a desk of A's its services: that makes it nobody else's.
NAMES = {"directory.deskservice.service_id"}


def belongings(world: World) -> dict[Key, Row]:
    """Every row of B's, by table and number: what points at it is B's too."""
    rows = {model: list(model._base_manager.values()) for model in _models()}
    found = _seeds(world, rows)
    links = _all_links(rows)
    while more := _pointing(links, found):
        found |= more
    return found


def _models() -> list[type[Model]]:
    known = apps.get_models(include_auto_created=True)
    kept = (one for one in known if one._meta.managed and not one._meta.proxy)
    return [one for one in kept if one._meta.db_table not in PASSING]


def _seeds(world: World, rows: dict[type[Model], list[Row]]) -> dict[Key, Row]:
    """B's branch and people, its collection, workflow and groups."""
    ours = set(world.numbers["user"])
    groups = set(world.b.role_groups.values_list("group_id", flat=True))
    kept = {
        "wagtailcore.page": lambda row: row["path"].startswith(world.b.path),
        "accounts.user": lambda row: row["id"] in ours,
        "auth.group": lambda row: row["id"] in groups,
        "wagtailcore.collection": lambda row: row["id"] in world.numbers["collection"],
        "wagtailcore.workflow": lambda row: row["id"] in world.numbers["workflow"],
    }
    return {
        _key(model, row): row
        for model, held in rows.items()
        for row in held
        if (is_kept := kept.get(model._meta.label_lower)) and is_kept(row)
    }


def _key(model: type[Model], row: Row) -> Key:
    return model._meta.db_table, str(row[model._meta.pk.attname])


def _all_links(
    rows: dict[type[Model], list[Row]],
) -> list[tuple[Key, Row, list[Key]]]:
    """Each row with what it points at."""
    tables = _tables()
    return [
        (_key(model, row), row, links_of(row, links, tables))
        for model, held in rows.items()
        for links in [_links(model)]
        for row in held
    ]


def _pointing(
    rows: list[tuple[Key, Row, list[Key]]], found: dict[Key, Row]
) -> dict[Key, Row]:
    return {
        key: row
        for key, row, links in rows
        if key not in found and any(link in found for link in links)
    }


def links_of(row: Row, links: dict[str, str], tables: dict[int, str]) -> list[Key]:
    """What a row points at: by its keys, and by type and number (`tables` of the types)."""
    theirs = [(table, str(row[name])) for name, table in links.items()]
    kind = row.get("base_content_type_id") or row.get("content_type_id")
    if kind and "object_id" in row:
        theirs.append((tables[kind], str(row["object_id"])))
    return theirs


def _links(model: type[Model]) -> dict[str, str]:
    fields = [one for one in model._meta.get_fields() if isinstance(one, ForeignKey)]
    is_page = issubclass(model, Page)
    links = defaultdict(str)
    for one in fields:
        is_name = f"{model._meta.label_lower}.{one.attname}" in NAMES
        if not is_name and (not is_page or one.remote_field.parent_link):
            links[one.attname] = one.remote_field.model._meta.db_table
    return links


def _tables() -> dict[int, str]:
    from django.contrib.contenttypes.models import ContentType

    kinds = ContentType.objects.all()
    return {
        one.pk: one.model_class()._meta.db_table for one in kinds if one.model_class()
    }
