"""Writes and removes entries in the tables of the database engine."""

# Put together from constants.
# ruff: noqa: S608

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import connection, transaction

from search.engines.facet_values import Value, numbers_of
from search.engines.rows import (
    body,
    entry_row,
    facet_values,
    places,
    point_rows,
    rank_row,
    tsvector,
)
from search.models import IndexEntry, IndexPoint, IndexRank
from search.prepared import Prepared
from search.word_counts import count_words

# Any number, the same in all processes: who holds it writes the database's index.
PG_LOCK = 7_251_004
BATCH = 500


def write(entries: Sequence[Prepared]) -> None:
    """Write entries in place of what their pages had."""
    with transaction.atomic():
        _take_turns()
        page_ids = [entry.page_id for entry in entries]
        old = _forms(page_ids)
        _delete(page_ids)
        for start in range(0, len(entries), BATCH):
            _insert(entries[start : start + BATCH])
        count_words(
            gone=[forms.split() for forms in old.values()],
            come=[entry.forms for entry in entries],
        )


def erase(page_ids: Collection[int]) -> None:
    """Forget pages, known or not."""
    with transaction.atomic():
        _take_turns()
        old = _forms(page_ids)
        _delete(page_ids)
        count_words(gone=[forms.split() for forms in old.values()], come=[])


def _take_turns() -> None:
    """Two who replace the same entry would count its words twice. SQLite has one writer."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PG_LOCK])


def _forms(page_ids: Collection[int]) -> dict[int, str]:
    """The words of the pages that have an entry."""
    ids = sorted(page_ids)
    found: dict[int, str] = {}
    for start in range(0, len(ids), BATCH):
        known = IndexEntry.objects.filter(pk__in=ids[start : start + BATCH])
        found.update(known.values_list("pk", "forms"))
    return found


def _delete(page_ids: Collection[int]) -> None:
    ids = sorted(page_ids)
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        IndexPoint.objects.filter(page_id__in=batch).delete()
        IndexRank.objects.filter(page_id__in=batch).delete()
        IndexEntry.objects.filter(page_id__in=batch).delete()
        if connection.vendor == "sqlite":
            marks = ", ".join(["%s"] * len(batch))
            with connection.cursor() as cursor:
                for table in ("search_body", "search_places"):
                    cursor.execute(
                        f"DELETE FROM {table} WHERE rowid IN ({marks})", batch
                    )


def _insert(entries: Sequence[Prepared]) -> None:
    values = {entry.page_id: list(facet_values(entry)) for entry in entries}
    wanted = {value for held in values.values() for value in held}
    numbers = numbers_of(wanted, learn=True)
    IndexEntry.objects.bulk_create(map(entry_row, entries))
    IndexPoint.objects.bulk_create(
        point for entry in entries for point in point_rows(entry)
    )
    if connection.vendor == "sqlite":
        _insert_sqlite(entries, values, numbers)
    else:
        _insert_postgresql(entries, values, numbers)


def _held(values: Sequence[Value], numbers: Mapping[Value, int]) -> list[int]:
    return [numbers[value] for value in values]


RANK = "page_id, title_words, title_key, is_crisis, facets"


def _insert_sqlite(
    entries: Sequence[Prepared],
    values: Mapping[int, Sequence[Value]],
    numbers: Mapping[Value, int],
) -> None:
    ranks: list[tuple[Any, ...]] = []
    bodies: list[tuple[Any, ...]] = []
    short: list[tuple[Any, ...]] = []
    for entry in entries:
        facets = _held(values[entry.page_id], numbers)
        ranks.append(rank_row(entry, facets))
        bodies.append((entry.page_id, " ".join(body(entry, facets))))
        short.append((entry.page_id, *(" ".join(part) for part in places(entry))))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO search_indexrank ({RANK}) VALUES (%s, %s, %s, %s, %s)", ranks
        )
        cursor.executemany(
            "INSERT INTO search_body (rowid, body) VALUES (%s, %s)", bodies
        )
        cursor.executemany(
            "INSERT INTO search_places (rowid, title, exact, citizen, names)"
            " VALUES (%s, %s, %s, %s, %s)",
            short,
        )


def _insert_postgresql(
    entries: Sequence[Prepared],
    values: Mapping[int, Sequence[Value]],
    numbers: Mapping[Value, int],
) -> None:
    rows = []
    for entry in entries:
        facets = _held(values[entry.page_id], numbers)
        vectors = [tsvector(part) for part in (*places(entry), body(entry, facets))]
        rows.append((*rank_row(entry, facets), *vectors))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO search_indexrank ({RANK}, title, exact, citizen, names, body)"
            " VALUES (%s, %s, %s, %s, %s, %s::tsvector, %s::tsvector, %s::tsvector,"
            " %s::tsvector, %s::tsvector)",
            rows,
        )
