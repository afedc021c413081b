"""The outbox: pages that may have changed, written with the change and drained after it.

A row for each engine. The database's are drained when the change commits; those of an engine
outside by a task, so that nobody who saves a page ever waits for a server. A crash between the two
loses nothing: the rows stay, and the next drain or the night takes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from search.engines import Engine, database_engine
from search.index import update_pages
from search.models import OutboxRow
from search.turns import Turn

BATCH = 50


def waiting(engine: str) -> int:
    """How many changes an engine does not know yet."""
    return OutboxRow.objects.filter(engine=engine).count()


def drain(
    engine: Engine | None = None, *, limit: int | None = None, turn: Turn | None = None
) -> int:
    """Bring the pages noted up to date, the newest first; how many rows were looked at.

    `limit` is a number of rows. The row of a page that could not be read stays. An engine outside
    the database is drained by who holds its `turn`.
    """
    engine = engine or database_engine()
    rows = rows_of(engine.name, limit)
    for batch in in_batches(rows):
        if turn:
            turn.keep()
            work(batch, engine)
        else:
            with transaction.atomic():
                work(batch, engine)
    return len(rows)


def rows_of(engine: str, limit: int | None = None, *, after: int = 0) -> dict[int, int]:
    """Row → page, the newest first; only rows `after` one."""
    rows = OutboxRow.objects.filter(engine=engine, pk__gt=after).order_by("-pk")
    return dict(rows.values_list("pk", "page_id")[:limit])


def in_batches(rows: Mapping[int, int]) -> Iterable[dict[int, int]]:
    """The same in slices that are done at one go."""
    items = list(rows.items())
    return (dict(items[n : n + BATCH]) for n in range(0, len(items), BATCH))


def work(batch: Mapping[int, int], *engines: Engine) -> None:
    """Bring the pages of a batch up to date, and strike its rows out."""
    failed = update_pages(set(batch.values()), *engines, with_dependants=True)
    done = [pk for pk, page_id in batch.items() if page_id not in failed]
    OutboxRow.objects.filter(pk__in=done).delete()
