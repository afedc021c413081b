"""Writes much at once: the indexes rest meanwhile and catch up on what was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

from django.db import transaction
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backend
from wagtail.signal_handlers import disable_reference_index_auto_update

from core.admin_search import paused as admin_search_paused
from search.index import rebuild
from search.outbox import paused as public_search_paused

T = TypeVar("T")
BATCH = 100


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Slices of `size`, each taken when the one before is done."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


@contextmanager
def bulk_writing() -> Iterator[list[int]]:
    """Yields a list for the ids of the pages written; at the end they are indexed.

    The public search notes every change with the change itself, and takes each with the pages
    that name it: where a third of all pages is new, one rebuild is less work.
    """
    written: list[int] = []
    with public_search_paused(rebuild=False):
        try:
            with admin_search_paused(), disable_reference_index_auto_update():
                yield written
            if len(written) * 3 > Page.objects.count():
                rebuild()
        finally:
            catch_up(written)


def catch_up(page_ids: Sequence[int]) -> None:
    """Bring the admin's search and the index of references up to date."""
    backend = get_search_backend()
    for ids in batches(page_ids, BATCH):
        pages = list(Page.objects.filter(pk__in=ids).specific())
        with transaction.atomic():
            for model in {type(page) for page in pages}:
                backend.add_bulk(model, [page for page in pages if type(page) is model])
            for page in pages:
                ReferenceIndex.create_or_update_for_object(page)
