"""What a change leaves behind: its pages are noted, and worked off when it commits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from wagtail.models import Page

from search.building import dependants_before
from search.engines import DATABASE, database_engine, engine_names
from search.models import OutboxRow
from search.outbox import drain, waiting
from search.rebuilding import rebuild as rebuild_index
from search.tasks import schedule

# An editor's request never drains more rows than this; the others are left to a task.
ROWS_A_REQUEST = 200

_is_paused: ContextVar[bool] = ContextVar("search_is_paused", default=False)


def note(page_ids: Iterable[int]) -> None:
    """Write for each engine that pages may have changed; worked off at the commit."""
    ids = sorted(set(page_ids))
    OutboxRow.objects.bulk_create(
        (OutboxRow(engine=name, page_id=pk) for name in engine_names() for pk in ids),
        batch_size=500,
    )
    if not _is_paused.get():
        transaction.on_commit(work_off, robust=True)


def note_page(page: Page) -> None:
    """Note a page that is being saved or deleted, and the pages that named it until now."""
    note({page.pk} | dependants_before(page))


def note_subtree(page_id: int) -> None:
    """Note a page and all below it: address or visibility changed."""
    page = Page.objects.filter(pk=page_id).first()
    if page is not None:
        pages = Page.objects.descendant_of(page, inclusive=True)
        note(pages.values_list("pk", flat=True))


def work_off() -> None:
    """Drain as much as a request may take; tasks do the rest, and the engines outside."""
    if drain(limit=ROWS_A_REQUEST) == ROWS_A_REQUEST and waiting(DATABASE):
        schedule(DATABASE)
    for name in engine_names():
        if name != DATABASE:
            schedule(name)


@contextmanager
def paused(*, rebuild: bool = True) -> Iterator[None]:
    """Switch indexing off in this thread while much is written, and catch up at the end.

    Changes are still noted, which costs next to nothing, so that an import that is killed leaves
    no gap. At the end the database's index is rebuilt, or with `rebuild=False` only the noted
    pages are done; engines outside follow by their tasks.
    """
    token = _is_paused.set(True)
    try:
        yield
    finally:
        _is_paused.reset(token)
        if rebuild:
            rebuild_index(database_engine())
        else:
            drain()
        work_off()
