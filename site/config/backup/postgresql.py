"""A PostgreSQL database: its own tools write and read it, beside the tables that are there."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from django.db import OperationalError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from config.backup.contents import left_out
from config.backup.faults import BackupFault

T = TypeVar("T")
# Schemas: what is put back on a fault, and what is done with.
ASIDE, OVER = "before_restore", "after_restore"
IN_USE = (
    "Qualcuno sta usando il database: ferma il sito e il suo worker "
    "(systemctl stop sportello sportello-worker) e riprova."
)


def dump(target: Path, count: Callable[[BaseDatabaseWrapper], T]) -> T:
    """Write the database to `target` without what is left out; `count` sees the same moment."""
    excluded = [f"--exclude-table-data=public.{name}" for name in left_out(connection)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        _run(
            "pg_dump",
            "--format=custom",
            "--schema=public",
            f"--snapshot={snapshot}",
            f"--file={target}",
            *excluded,
        )
        return count(connection)


@contextmanager
def replaced(dumped: Path) -> Iterator[None]:
    """Inside, the restored tables are the site's, and those from before lie in a schema aside.

    Whatever goes wrong inside, they are put back. Those of one that was killed are put back by
    the next.
    """
    _refuse_company()
    _put_back()
    _execute(
        f"DROP SCHEMA IF EXISTS {OVER} CASCADE",
        f"ALTER SCHEMA public RENAME TO {ASIDE}",
        "CREATE SCHEMA public",
    )
    try:
        _load(dumped)
        yield
    except BaseException:
        connection.close()
        _put_back()
        raise
    # From here on nothing leads back; what cannot be dropped now, the next one drops.
    _execute(f"ALTER SCHEMA {ASIDE} RENAME TO {OVER}")
    with suppress(OperationalError):
        _execute(f"DROP SCHEMA {OVER} CASCADE")


def _refuse_company() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        (others,) = cursor.fetchone()
    if others:
        raise BackupFault(IN_USE)


def _put_back() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [ASIDE])
        is_aside = cursor.fetchone() is not None
    if is_aside:
        _execute(
            "DROP SCHEMA IF EXISTS public CASCADE",
            f"ALTER SCHEMA {ASIDE} RENAME TO public",
        )


def _execute(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '10s'")
        for sql in statements:
            cursor.execute(sql)


def _load(dumped: Path) -> None:
    """Everything but the schema itself, which is there."""
    listed = _run("pg_restore", "--list", str(dumped), is_connected=False)
    wanted = [line for line in listed.splitlines() if " SCHEMA " not in line]
    chosen = dumped.with_name("wanted.list")
    chosen.write_text("\n".join(wanted), encoding="utf-8")
    _run(
        "pg_restore",
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
        f"--use-list={chosen}",
        str(dumped),
    )


def _run(program: str, *arguments: str, is_connected: bool = True) -> str:
    """Run a tool of PostgreSQL; the password goes through the environment."""
    address, environment = _connection() if is_connected else ([], {})
    try:
        done = subprocess.run(  # noqa: S603
            [program, *address, *arguments],
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=True,
        )
    except FileNotFoundError as error:
        raise BackupFault(
            f"Manca {program}: apt-get install postgresql-client."
        ) from error
    except subprocess.CalledProcessError as error:
        raise BackupFault(
            f"{program} non è riuscito: {error.stderr.strip()}"
        ) from error
    return done.stdout


def _connection() -> tuple[list[str], dict[str, str]]:
    """Where Django is connected, as arguments; password and TLS as environment.

    Not as psycopg's own words: its library may be newer than the tools and know more of them.
    """
    connection.ensure_connection()
    info = connection.connection.info
    _, environment = connection.client.settings_to_cmd_args_env(
        connection.settings_dict, []
    )
    address = [
        f"--host={info.host}",
        f"--port={info.port}",
        f"--username={info.user}",
        f"--dbname={info.dbname}",
    ]
    return address, environment or {}
