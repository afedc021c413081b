"""Writes an engine's index anew while searches go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from search.building import searchable_pages
from search.engines import DATABASE, Engine, EngineUnavailable, engine_named
from search.index import batches, published_ids, update_pages
from search.models import OutboxRow
from search.outbox import drain, in_batches, rows_of, work
from search.turns import Turn, turn

Progress = Callable[[int, int], None]


def rebuild(engine: Engine, progress: Progress | None = None) -> int:
    """Write every entry anew; how many pages were looked at.

    In batches: searches go on, an editor's save waits for one batch at most, and memory does not
    grow with the pages. What changes meanwhile is written too. `progress(done, total)` is called
    after each batch. Raises TurnTaken where somebody else writes to an engine outside.
    """
    with writing(engine) as mine:
        return _rebuild(engine, mine, progress)


def _rebuild(engine: Engine, mine: Turn | None, progress: Progress | None) -> int:
    # Their pages are read after this moment, so that no drain is needed for them. Not "all up
    # to the newest": a smaller number may be committed later.
    known = list(rows_of(engine.name))
    newest = max(known, default=0)
    number = engine.rebuild(lambda: _write_all(engine, mine, newest, progress))
    for ids in batches(known):
        OutboxRow.objects.filter(pk__in=ids).delete()
    if not mine:
        _forget_surplus(engine)
    return number


@contextmanager
def writing(engine: Engine) -> Iterator[Turn | None]:
    """Write to an engine inside; the database's own index needs no turn."""
    if engine.name == DATABASE:
        yield None
    else:
        with turn(engine.name) as mine:
            yield mine


def catch_up(engine: Engine) -> int:
    """Work off what was noted, or make the index where there is none that fits."""
    with writing(engine) as mine:
        if engine.is_to_rebuild():
            return _rebuild(engine, mine, None)
        return drain(engine, turn=mine)


def _write_all(
    engine: Engine, mine: Turn | None, newest: int, progress: Progress | None
) -> int:
    total = searchable_pages().count()
    done = 0
    for ids in published_ids():
        if mine:
            mine.keep()
            _follow(engine, newest)
        update_pages(ids, engine)
        done += len(ids)
        if progress:
            progress(done, max(total, done))
    if mine:
        _follow(engine, newest)
    return done


def _follow(engine: Engine, newest: int) -> None:
    """Write what changed since into the new index, and into the one that still answers."""
    for batch in in_batches(rows_of(engine.name, after=newest)):
        with suppress(EngineUnavailable):
            # Another object of the same engine writes to where searches look.
            update_pages(
                set(batch.values()), engine_named(engine.name), with_dependants=True
            )
        work(batch, engine)


def _forget_surplus(engine: Engine) -> None:
    published = searchable_pages().values_list("pk", flat=True)
    for ids in batches(sorted(engine.page_ids().difference(published.iterator()))):
        update_pages(ids, engine)
