"""Writes and removes entries in the tables of the database engine."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection, transaction

from search import storing
from search.engines.facet_values import LOCALE, numbers_of
from search.engines.rows import (
    ENTRY,
    PLACES,
    POINT,
    RANK,
    Tokens,
    body,
    entry_row,
    facet_values,
    places,
    point_rows,
    rank_row,
    tsvector,
)
from search.models import IndexEntry
from search.prepared import Prepared
from search.word_counts import count_words, recount

# Any number, the same in all processes: who holds it writes the database's index.
PG_LOCK = 7_251_004
BATCH = 500


def write(entries: Sequence[Prepared]) -> None:
    """Write entries in place of what their pages had; their words are counted in one go."""
    gone: list[list[str]] = []
    with transaction.atomic():
        _take_turns()
        for start in range(0, len(entries), BATCH):
            gone += _write(entries[start : start + BATCH])
        count_words(gone=gone, come=[entry.forms for entry in entries])


def erase(page_ids: Collection[int]) -> None:
    """Forget pages, known or not."""
    ids, gone = sorted(page_ids), []
    with transaction.atomic():
        _take_turns()
        for start in range(0, len(ids), BATCH):
            gone += _taken_out(ids[start : start + BATCH])
        count_words(gone=gone, come=[])


def count_anew() -> None:
    """Count all words from the entries."""
    with transaction.atomic():
        _take_turns()
        recount()


def _take_turns() -> None:
    """Two who replace the same entry would count its words twice. SQLite has one writer."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PG_LOCK])


def _write(entries: Sequence[Prepared]) -> list[list[str]]:
    """Write at most `BATCH`; the words that their pages had."""
    gone = _taken_out([entry.page_id for entry in entries])
    storing.insert("search_indexentry", ENTRY, map(entry_row, entries))
    points = [point for entry in entries for point in point_rows(entry)]
    storing.insert("search_indexpoint", POINT, points)
    _insert_words(entries)
    return gone


def _taken_out(page_ids: Sequence[int]) -> list[list[str]]:
    """Remove at most `BATCH` pages; the words that their entries held."""
    known = IndexEntry.objects.filter(pk__in=page_ids)
    forms = [held.split() for held in known.values_list("forms", flat=True)]
    storing.remove(page_ids)
    return forms


def _insert_words(entries: Sequence[Prepared]) -> None:
    """What is searched: words and facets."""
    values = [list(facet_values(entry)) for entry in entries]
    numbers = numbers_of({value for held in values for value in held}, learn=True)
    facets = [{numbers[value] for value in held} for held in values]
    short = [places(e, numbers[LOCALE, e.locale]) for e in entries]
    everything = [body(e, held) for e, held in zip(entries, facets, strict=True)]
    ranks = [rank_row(e, held) for e, held in zip(entries, facets, strict=True)]
    if connection.vendor == "sqlite":
        _insert_sqlite(ranks, short, everything)
    else:
        _insert_postgresql(ranks, short, everything)


def _insert_postgresql(
    ranks: Sequence[tuple[Any, ...]],
    short: Sequence[Sequence[Tokens]],
    everything: Sequence[Tokens],
) -> None:
    rows = (
        (*rank, tsvector(words)) for rank, words in zip(ranks, everything, strict=True)
    )
    storing.insert("search_indexrank", (*RANK, "body"), rows)
    columns = (
        (*rank[:-1], *map(tsvector, parts))
        for rank, parts in zip(ranks, short, strict=True)
    )
    storing.insert("search_places", (*RANK[:-1], *PLACES), columns)


def _insert_sqlite(
    ranks: Sequence[tuple[Any, ...]],
    short: Sequence[Sequence[Tokens]],
    everything: Sequence[Tokens],
) -> None:
    storing.insert("search_indexrank", RANK, ranks)
    bodies = (
        (rank[0], " ".join(words))
        for rank, words in zip(ranks, everything, strict=True)
    )
    storing.insert("search_body", ("rowid", "body"), bodies)
    columns = (
        (rank[0], *map(" ".join, parts))
        for rank, parts in zip(ranks, short, strict=True)
    )
    storing.insert("search_places", ("rowid", *PLACES), columns)
