"""Which tables a backup holds, and how many rows they have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

# What is of the moment or made again from the rest: only the empty tables are kept.
LEFT_OUT_MODELS = (
    "sessions.Session",
    "accounts.LoginCacheRow",
    "usersessions.UserSession",
    "django_tasks_database.DBTaskResult",
    "search.IndexEntry",
    "search.IndexRank",
    "search.IndexPoint",
    "search.IndexWord",
    "search.OutboxRow",
    "search.EngineTurn",
    "wagtailsearch.IndexEntry",
    "wagtailadmin.EditingSession",
)
# Tables that migrations made beside the models.
LEFT_OUT_TABLES = ("search_body", "search_places")


def left_out(database: BaseDatabaseWrapper) -> list[str]:
    """Tables whose rows stay behind, of those that are there."""
    known = {model._meta.label: model._meta.db_table for model in _models()}
    wanted = [known[label] for label in LEFT_OUT_MODELS if label in known]
    there = set(database.introspection.table_names())
    return [table for table in (*wanted, *LEFT_OUT_TABLES) if table in there]


def kept_tables(database: BaseDatabaseWrapper) -> list[str]:
    """Tables of models whose rows a backup holds."""
    there = set(database.introspection.table_names()) - set(left_out(database))
    return sorted({model._meta.db_table for model in _models()} & there)


def _models() -> Iterable[Any]:
    return (m for m in apps.get_models(include_auto_created=True) if m._meta.managed)


def counts(database: BaseDatabaseWrapper, tables: Iterable[str]) -> dict[str, int]:
    """The rows of each table; -1 for one that is not there."""
    there = set(database.introspection.table_names())
    return {table: _rows(database, table) if table in there else -1 for table in tables}


def _rows(database: BaseDatabaseWrapper, table: str) -> int:
    name = database.ops.quote_name(table)
    with database.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {name}")  # noqa: S608
        (number,) = cursor.fetchone()
    return int(number)


def applied_migrations(database: BaseDatabaseWrapper) -> list[str]:
    """Those of the database, as `app.name`."""
    applied = MigrationRecorder(database).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)
