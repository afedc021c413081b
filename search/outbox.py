"""The outbox: pages that may have changed, written with the change and drained after it.

A crash between the two loses nothing: the rows stay, and the next drain or the night takes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from wagtail.models import Page

from search.building import dependants_before
from search.index import rebuild as rebuild_index
from search.index import update_pages
from search.models import OutboxRow

# An editor's request never drains more rows than this; the others wait for the next one.
ROWS_A_REQUEST = 200
BATCH = 50

_is_paused: ContextVar[bool] = ContextVar("search_is_paused", default=False)


def note(page_ids: Iterable[int]) -> None:
    """Write that pages may have changed; drained when the transaction commits."""
    OutboxRow.objects.bulk_create(
        (OutboxRow(page_id=pk) for pk in sorted(set(page_ids))), batch_size=500
    )
    if not _is_paused.get():
        transaction.on_commit(drain_some, robust=True)


def note_page(page: Page) -> None:
    """Note a page that is being saved or deleted, and the pages that named it until now."""
    note({page.pk} | dependants_before(page))


def note_subtree(page_id: int) -> None:
    """Note a page and all below it: address or visibility changed."""
    page = Page.objects.filter(pk=page_id).first()
    if page is not None:
        pages = Page.objects.descendant_of(page, inclusive=True)
        note(pages.values_list("pk", flat=True))


def drain_some() -> None:
    """Drain as much as a request may take."""
    drain(limit=ROWS_A_REQUEST)


def drain(limit: int | None = None) -> int:
    """Bring the pages noted up to date, the newest first; how many rows were looked at.

    `limit` is a number of rows. The row of a page that could not be read stays.
    """
    rows = list(OutboxRow.objects.order_by("-pk").values_list("pk", "page_id")[:limit])
    for start in range(0, len(rows), BATCH):
        batch = dict(rows[start : start + BATCH])
        with transaction.atomic():
            failed = update_pages(set(batch.values()), with_dependants=True)
            done = [pk for pk, page_id in batch.items() if page_id not in failed]
            OutboxRow.objects.filter(pk__in=done).delete()
    return len(rows)


@contextmanager
def paused(*, rebuild: bool = True) -> Iterator[None]:
    """Switch indexing off in this thread while much is written, and catch up at the end.

    Changes are still noted, which costs next to nothing, so that an import that is killed leaves
    no gap. At the end the index is rebuilt, or with `rebuild=False` only the noted pages are done.
    """
    token = _is_paused.set(True)
    try:
        yield
    finally:
        _is_paused.reset(token)
        if rebuild:
            rebuild_index()
        else:
            drain()
