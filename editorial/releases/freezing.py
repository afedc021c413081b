"""The triggers that keep a released list as it is, on both databases.

They stand against mistakes: a query written by hand, a loop over all tables. Whoever owns the
database can remove them; the digests printed in the files tell.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction

REFUSED = "a released list of services is frozen"
TABLES = ("editorial_listrelease", "editorial_releasefile")
ACTS = ("UPDATE", "DELETE")


def name_of(table: str, act: str) -> str:
    """The trigger on a table for an act."""
    return f"{table}_{act.lower()}_frozen"


def creating(vendor: str) -> list[str]:
    """The statements that make all triggers."""
    write = _sqlite if vendor == "sqlite" else _postgresql
    return [sql for table in TABLES for act in ACTS for sql in write(table, act)]


def dropping(vendor: str) -> list[str]:
    """The statements that remove all triggers, whether they are there or not."""
    pairs = [(table, name_of(table, act)) for table in TABLES for act in ACTS]
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for _, name in pairs]
    return [f"DROP TRIGGER IF EXISTS {name} ON {table}" for table, name in pairs]


def ensure(**_: Any) -> None:
    """Receiver of `post_migrate`: a migration that remakes a table loses its triggers."""
    vendor = connection.vendor
    if set(TABLES) <= set(connection.introspection.table_names()):
        with transaction.atomic(), connection.cursor() as cursor:
            for sql in (*dropping(vendor), *creating(vendor)):
                cursor.execute(sql)


def _sqlite(table: str, act: str) -> list[str]:
    return [
        f"CREATE TRIGGER {name_of(table, act)} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    ]


def _postgresql(table: str, act: str) -> list[str]:
    name = name_of(table, act)
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$ BEGIN "
        f"RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$ LANGUAGE plpgsql",
        f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
