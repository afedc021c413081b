"""In which order child rows stand: the same on every database."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Manager, QuerySet


class RowManager(Manager[Any]):
    """Rows by their place, those without one first, older before newer.

    The model's own ordering leaves to the database where a row without a place goes (first
    in SQLite, last in PostgreSQL) and which of two in one place comes before the other.
    """

    def get_queryset(self) -> QuerySet[Any]:
        """Rows in order."""
        return super().get_queryset().order_by(*ROW_ORDER)


ROW_ORDER = (F("sort_order").asc(nulls_first=True), "pk")


def alphabetical(title: str) -> str:
    """The order of `by_title()` in memory: a key for `sorted`."""
    return title.lower()


def place_of(row: Any) -> tuple[bool, int, int]:
    """The same order in memory: a key for `sorted`."""
    return row.sort_order is not None, row.sort_order or 0, row.pk
