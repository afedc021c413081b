"""A SQLite database: copied while it is in use, put back as a whole file."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from config.backup.contents import left_out
from config.backup.faults import BackupFault

T = TypeVar("T")
IN_USE = "Qualcuno sta usando il database: ferma il sito (systemctl stop sportello) e riprova."


def dump(target: Path, count: Callable[[BaseDatabaseWrapper], T]) -> T:
    """Copy the database to `target` without what is left out; `count` is asked of the copy."""
    tables = left_out(connection)
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        with copy:
            for table in tables:
                copy.execute(f'DELETE FROM "{table}"')  # noqa: S608
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("VACUUM")
    copied = connection.copy()
    copied.settings_dict = {**connection.settings_dict, "NAME": str(target)}
    try:
        return count(copied)
    finally:
        copied.close()
        _fold(target)


@contextmanager
def replaced(dumped: Path) -> Iterator[None]:
    """Inside, Django reads and writes the restored database; after, it is the site's.

    Whatever goes wrong inside, the site's database is as it was.
    """
    target = Path(connection.settings_dict["NAME"])
    with _in_place_of(dumped):
        yield
        connection.close()
        _fold(dumped)
    if target.exists():
        _fold(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.restored")
    shutil.move(dumped, beside)
    beside.chmod(0o640)
    beside.replace(target)


@contextmanager
def _in_place_of(place: Path) -> Iterator[None]:
    """Let Django's own connection be to another file inside."""
    connection.close()
    name = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(place)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name


def _fold(place: Path) -> None:
    """Bring the write-ahead log into the file: beside another file it would spoil that one.

    A file that is no database any more has nothing to bring in.
    """
    try:
        with closing(sqlite3.connect(place, timeout=5)) as database:
            (mode,) = database.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.OperationalError as error:
        raise BackupFault(IN_USE) from error
    except sqlite3.DatabaseError:
        for suffix in ("-wal", "-shm"):
            place.with_name(place.name + suffix).unlink(missing_ok=True)
        return
    if mode != "delete":
        raise BackupFault(IN_USE)
