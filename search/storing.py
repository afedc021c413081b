"""Many rows at once, the quickest way each database has."""

# Put together from constants.
# ruff: noqa: S608

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

Row = Sequence[Any]
TABLES = ("search_indexpoint", "search_indexrank", "search_indexentry")
SQLITE_TABLES = ("search_body", "search_places")


def insert(table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert rows that are not there yet."""
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            marks = ", ".join(["%s"] * len(columns))
            statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"
            cursor.executemany(statement, list(rows))
            return
        with (
            connection.wrap_database_errors,
            cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)


def remove(page_ids: Sequence[int]) -> None:
    """Take a few hundred pages out of all tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            marks = ", ".join(["%s"] * len(page_ids)) or "NULL"
            for table in TABLES:
                cursor.execute(
                    f"DELETE FROM {table} WHERE page_id IN ({marks})", page_ids
                )
            for table in SQLITE_TABLES:
                cursor.execute(
                    f"DELETE FROM {table} WHERE rowid IN ({marks})", page_ids
                )
            return
        for table in (*TABLES, "search_places"):
            statement = f"DELETE FROM {table} WHERE page_id = ANY(%s)"
            cursor.execute(statement, [list(page_ids)])


def add_counts(rows: Sequence[tuple[str, bool, int]]) -> None:
    """Add to how many entries hold a word: (word, is it a stem, how many more)."""
    insertion = "INSERT INTO search_indexword (word, is_stem, entries)"
    conflict = (
        "ON CONFLICT (word, is_stem) DO UPDATE"
        " SET entries = search_indexword.entries + excluded.entries"
    )
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"{insertion} VALUES (%s, %s, %s) {conflict}", rows)
        elif rows:
            arrays = [list(column) for column in zip(*rows, strict=True)]
            values = "SELECT * FROM unnest(%s::text[], %s::boolean[], %s::integer[])"
            cursor.execute(f"{insertion} {values} {conflict}", arrays)
