"""Writes much at once: the indexes rest meanwhile and catch up on what was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry
from wagtail.signal_handlers import disable_reference_index_auto_update

from core.admin_search import paused as admin_search_paused
from directory.models import Provenance
from search.engines import database_engine
from search.noting import paused as public_search_paused
from search.rebuilding import rebuild

T = TypeVar("T")
BATCH = 100


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Slices of `size`, each taken when the one before is done."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


class Bulk:
    """Counts what is written, and indexes it batch by batch outside the writing transaction."""

    def __init__(self) -> None:
        self.count = 0

    def done(self, pages: Sequence[Any]) -> None:
        """Bring the admin's search and the index of references up to date."""
        self.count += len(pages)
        backend = get_search_backend()
        with transaction.atomic():
            for model in {type(page) for page in pages}:
                backend.add_bulk(model, [page for page in pages if type(page) is model])
            for page in pages:
                ReferenceIndex.create_or_update_for_object(page)

    def mend(self) -> None:
        """Index what a run did not come to that was killed."""
        for ids in batches(never_indexed(), BATCH):
            self.done(list(Page.objects.filter(pk__in=ids).specific()))


@contextmanager
def bulk_writing() -> Iterator[Bulk]:
    """The indexes rest; whoever writes tells the bulk what is done.

    The public search notes every change with the change itself, and takes each with the pages
    that name it: where a third of all pages is new, one rebuild is less work.
    """
    bulk = Bulk()
    with public_search_paused(rebuild=False):
        with admin_search_paused(), disable_reference_index_auto_update():
            try:
                yield bulk
            finally:
                bulk.mend()
        if bulk.count * 3 > Page.objects.count():
            rebuild(database_engine())


def never_indexed() -> list[int]:
    """Imported pages that the admin's search lacks."""
    indexed = IndexEntry.objects.filter(
        content_type=OuterRef("page__content_type"),
        object_id=Cast(OuterRef("page_id"), CharField()),
    )
    rows = Provenance.objects.filter(~Exists(indexed)).order_by("page_id")
    return list(rows.values_list("page_id", flat=True))
