"""Keeps what the engines hold in step with the pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from django.db import connection, transaction
from wagtail.models import Page

from core.visibility import forget_restricted_paths
from search.building import build, dependants_of, searchable_pages
from search.engines import DATABASE, Engine, database_engine
from search.prepared import prepare

BATCH = 100
# Any number, the same in all processes: who holds it updates the database's index.
PG_LOCK = 7_251_003


@dataclass(frozen=True)
class Differences:
    """Published pages without an entry; entries of none; entries of what a page was before."""

    missing: frozenset[int]
    surplus: frozenset[int]
    changed: frozenset[int] = frozenset()

    @property
    def all(self) -> list[int]:
        """Pages to look at again."""
        return sorted(self.missing | self.surplus | self.changed)


def index_page(page: Page) -> bool:
    """Bring one page's entry in the database up to date; True where it has one now."""
    update_pages([page.pk])
    return page.pk in database_engine().page_ids()


def update_pages(
    page_ids: Collection[int],
    *engines: Engine,
    with_dependants: bool = False,
) -> set[int]:
    """Write or forget the entries of pages as they are now, in `engines` or in the database.

    Returns the pages that could not be read; what an index had of them stays. Engines outside
    the database are written one at a time: the caller holds their turn (`search.turns`).
    """
    engines = engines or (database_engine(),)
    with _in_order(engines):
        forget_restricted_paths()
        wanted = set(page_ids)
        if with_dependants:
            wanted |= dependants_of(page_ids)
        built = build(wanted)
        for engine in engines:
            engine.index(built.entries)
            engine.remove(built.without)
    return built.failed


@contextmanager
def _in_order(engines: Sequence[Engine]) -> Iterator[None]:
    """No transaction is open while a server outside is waited for."""
    if not any(engine.name == DATABASE for engine in engines):
        yield
        return
    with transaction.atomic():
        _take_turns()
        yield


def differences(engine: Engine) -> Differences:
    """Compare what an engine holds with the published pages: which, and in which version."""
    forget_restricted_paths()
    engine.refresh()
    surplus = engine.versions()
    missing: set[int] = set()
    changed: set[int] = set()
    for ids in published_ids():
        built = build(ids)
        for entry in built.entries:
            version = surplus.pop(entry.page_id, None)
            if version is None:
                missing.add(entry.page_id)
            elif version != prepare(entry).version:
                changed.add(entry.page_id)
        missing |= built.failed - surplus.keys()
        for page_id in built.failed:
            surplus.pop(page_id, None)
    return Differences(frozenset(missing), frozenset(surplus), frozenset(changed))


def repair(engine: Engine) -> Differences:
    """Mend the differences; returns those found."""
    found = differences(engine)
    for ids in batches(found.all):
        update_pages(ids, engine)
    return found


def published_ids() -> Iterator[list[int]]:
    """Ids of searchable pages in batches, each asked for after the one before is done."""
    last = 0
    pages = searchable_pages().order_by("pk").values_list("pk", flat=True)
    while ids := list(pages.filter(pk__gt=last)[:BATCH]):
        yield ids
        last = ids[-1]


def batches(ids: Sequence[int]) -> Iterator[list[int]]:
    """Slices that are done at one go."""
    rest = iter(ids)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _take_turns() -> None:
    """Wait for whoever updates the index: what is read after that is not older than theirs.

    On SQLite the transaction itself is exclusive (`transaction_mode`).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PG_LOCK])
