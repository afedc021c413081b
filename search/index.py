"""Keeps the index in step with the pages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import connection, transaction
from wagtail.models import Page

from core.visibility import forget_restricted_paths
from search.building import build, dependants_of, searchable_pages
from search.engines import current_engine
from search.models import OutboxRow

BATCH = 100
# Any number, the same in all processes: who holds it updates the index.
PG_LOCK = 7_251_003

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Differences:
    """Published pages without an entry, entries without a published page."""

    missing: frozenset[int]
    surplus: frozenset[int]


def index_page(page: Page) -> bool:
    """Bring one page's entry up to date; True where it has one now."""
    update_pages([page.pk])
    return page.pk in current_engine().page_ids()


def update_pages(
    page_ids: Collection[int], *, with_dependants: bool = False
) -> set[int]:
    """Write or forget the entries of pages as they are now.

    Returns the pages that could not be read; what the index had of them stays.
    """
    engine = current_engine()
    with transaction.atomic():
        _take_turns()
        forget_restricted_paths()
        wanted = set(page_ids)
        if with_dependants:
            wanted |= dependants_of(page_ids)
        built = build(wanted)
        engine.index(built.entries)
        engine.remove(built.without)
    return built.failed


def remove(page_ids: Collection[int]) -> None:
    """Forget pages."""
    for ids in _batches(sorted(page_ids)):
        current_engine().remove(ids)


def rebuild(progress: Progress | None = None) -> int:
    """Write every entry anew; how many pages were looked at.

    In place, a short transaction a batch: searches go on and find the old row or the new one, an
    editor's save waits for one batch at most, and memory does not grow with the pages. One
    transaction round everything would lock SQLite for minutes. `progress(done, total)` is called
    after each batch.
    """
    current_engine().refresh()
    before = OutboxRow.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    total = searchable_pages().count()
    done = 0
    for ids in _published_ids():
        update_pages(ids)
        done += len(ids)
        if progress:
            progress(done, max(total, done))
    remove(_surplus())
    OutboxRow.objects.filter(pk__lte=before).delete()
    return done


def differences() -> Differences:
    """Compare the index with the published pages."""
    known = current_engine().page_ids()
    absent = [
        pk for pk in searchable_pages().values_list("pk", flat=True) if pk not in known
    ]
    missing: set[int] = set()
    for ids in _batches(absent):
        built = build(ids)
        missing |= {entry.page_id for entry in built.entries} | built.failed
    return Differences(frozenset(missing), frozenset(_surplus()))


def repair() -> Differences:
    """Mend the differences; returns those found."""
    forget_restricted_paths()
    found = differences()
    for ids in _batches(sorted(found.missing)):
        update_pages(ids)
    remove(found.surplus)
    return found


def _surplus() -> set[int]:
    published = searchable_pages().values_list("pk", flat=True)
    return current_engine().page_ids().difference(published.iterator())


def _published_ids() -> Iterator[list[int]]:
    """Ids of searchable pages in batches, each asked for after the one before is written."""
    last = 0
    pages = searchable_pages().order_by("pk").values_list("pk", flat=True)
    while ids := list(pages.filter(pk__gt=last)[:BATCH]):
        yield ids
        last = ids[-1]


def _batches(ids: Sequence[int]) -> Iterator[list[int]]:
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
