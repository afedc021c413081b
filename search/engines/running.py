"""Statements that a visitor waits for: they end in time or are given up."""

from __future__ import annotations

import time
from typing import Any

from django.db import OperationalError, connection

from search.engines.dialects import Sql

# SQLite looks at the clock every so many steps of its machine.
STEPS = 5_000
# Compiling a plan and starting helpers take longer than running it. Rare words are guessed common,
# and reading the whole table then seems cheap: it never is, every condition has an index.
SETTINGS = (
    "SET LOCAL jit = off",
    "SET LOCAL max_parallel_workers_per_gather = 0",
    "SET LOCAL enable_seqscan = off",
)


class TooSlow(Exception):
    """A statement was given up."""


class Runner:
    """Runs statements until a number of seconds from now."""

    def __init__(self, seconds: float) -> None:
        self.ends = time.monotonic() + seconds

    def rows(self, sql: Sql) -> list[tuple[Any, ...]]:
        """All rows of a statement; `TooSlow` where there is no time left."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TooSlow
        run = _on_sqlite if connection.vendor == "sqlite" else _on_postgresql
        try:
            return run(sql, left)
        except OperationalError as error:
            if _is_given_up(error):
                raise TooSlow from error
            raise


def _on_sqlite(sql: Sql, left: float) -> list[tuple[Any, ...]]:
    ends = time.monotonic() + left
    with connection.cursor() as cursor:
        connection.connection.set_progress_handler(
            lambda: time.monotonic() > ends, STEPS
        )
        try:
            cursor.execute(sql.text, sql.params)
            return list(cursor.fetchall())
        finally:
            connection.connection.set_progress_handler(None, STEPS)


def _on_postgresql(sql: Sql, left: float) -> list[tuple[Any, ...]]:
    """The settings travel with the statement and end with it: no round trip of their own.

    Within somebody's transaction there is no limit: giving up would spoil it.
    """
    with connection.cursor() as cursor:
        if connection.in_atomic_block:
            cursor.execute(sql.text, sql.params)
        else:
            timeout = max(1, int(left * 1000))
            limit = f"SET LOCAL statement_timeout = {timeout:d}"
            cursor.execute("; ".join((limit, *SETTINGS, sql.text)), sql.params)
            for _ in (limit, *SETTINGS):
                cursor.nextset()
        return list(cursor.fetchall())


def _is_given_up(error: OperationalError) -> bool:
    cause = error.__cause__
    return getattr(cause, "sqlstate", "") == "57014" or "interrupted" in str(error)
