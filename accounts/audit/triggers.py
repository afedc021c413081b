"""The triggers that make the log append-only, on both databases.

- Entries and seals are never changed.
- They are deleted only up to the checkpoint of their chain, so that retention needs no way around
  the triggers; and a checkpoint is taken only at a segment that was sealed.
- Nothing is put in below what is sealed.

Whoever owns the database can remove them: that is what seals and their copies elsewhere are for.
"""

# Put together from constants.
# ruff: noqa: S608

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.audit.kinds import Chain, Kind
from accounts.models.audit import AuditEntry

REFUSED = "the audit log is append-only"
ENTRY, SEGMENT, CHAIN = (
    "accounts_auditentry",
    "accounts_auditsegment",
    "accounts_auditchain",
)
TABLES = (ENTRY, SEGMENT, CHAIN)

_DROPPED = (
    f"COALESCE((SELECT c.{{column}} FROM {CHAIN} c WHERE c.code = {{row}}.chain), 0)"
)
# By table and act: when it is refused.
CONDITIONS = {
    (ENTRY, "INSERT"): f"EXISTS (SELECT 1 FROM {ENTRY} e WHERE e.id = NEW.id) "
    "OR (NEW.id > 0 AND NEW.id <= "
    + _DROPPED.format(column="sealed_through", row="NEW")
    + ")",
    (ENTRY, "UPDATE"): "1 = 1",
    (ENTRY, "DELETE"): "OLD.id > "
    + _DROPPED.format(column="dropped_through", row="OLD"),
    (SEGMENT, "UPDATE"): "1 = 1",
    (SEGMENT, "DELETE"): "OLD.number > "
    + _DROPPED.format(column="dropped_number", row="OLD"),
    (CHAIN, "INSERT"): "NEW.dropped_through <> 0 OR NEW.dropped_number <> 0",
    (CHAIN, "UPDATE"): "NEW.sealed_number < OLD.sealed_number "
    "OR (NEW.dropped_number <> OLD.dropped_number "
    "OR NEW.dropped_through <> OLD.dropped_through) "
    f"AND NOT EXISTS (SELECT 1 FROM {SEGMENT} s WHERE s.chain = NEW.code "
    "AND s.number = NEW.dropped_number AND s.through = NEW.dropped_through "
    "AND s.digest = NEW.dropped_digest)",
    (CHAIN, "DELETE"): "1 = 1",
}


def name_of(table: str, act: str) -> str:
    """The trigger on a table for an act."""
    return f"{table}_{act.lower()}_guard"


def _sqlite(table: str, act: str) -> list[str]:
    return [
        f"CREATE TRIGGER {name_of(table, act)} BEFORE {act} ON {table} "
        f"WHEN {CONDITIONS[table, act]} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    ]


def _postgresql(table: str, act: str) -> list[str]:
    name = name_of(table, act)
    kept = "OLD" if act == "DELETE" else "NEW"
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$ BEGIN "
        f"IF {CONDITIONS[table, act]} THEN RAISE EXCEPTION '{REFUSED}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"RETURN {kept}; END $$ LANGUAGE plpgsql",
        f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def _no_truncate(table: str) -> list[str]:
    name = name_of(table, "TRUNCATE")
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$ BEGIN "
        f"RAISE EXCEPTION '{REFUSED}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$ LANGUAGE plpgsql",
        f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    ]


def creating(vendor: str) -> list[str]:
    """The statements that make all triggers."""
    write = _sqlite if vendor == "sqlite" else _postgresql
    made = [sql for table, act in CONDITIONS for sql in write(table, act)]
    if vendor != "sqlite":
        made += [sql for table in TABLES for sql in _no_truncate(table)]
    return made


def dropping(vendor: str) -> list[str]:
    """The statements that remove all triggers, whether they are there or not."""
    pairs = list(CONDITIONS)
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name_of(*pair)}" for pair in pairs]
    pairs += [(table, "TRUNCATE") for table in TABLES]
    return [f"DROP TRIGGER IF EXISTS {name_of(*pair)} ON {pair[0]}" for pair in pairs]


def install(cursor: Any, vendor: str) -> None:
    """Make the triggers anew."""
    for sql in (*dropping(vendor), *creating(vendor)):
        cursor.execute(sql)


def ensure(**_: Any) -> None:
    """Receiver of `post_migrate`: a migration that remakes a table loses its triggers."""
    if missing():
        with transaction.atomic(), connection.cursor() as cursor:
            install(cursor, connection.vendor)


def missing() -> list[str]:
    """Triggers that should be there and are not; none where the tables are not made yet."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if not set(TABLES) <= tables:
            return []
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'")
        found = {name for (name,) in cursor.fetchall()}
    wanted = {name_of(*pair) for pair in CONDITIONS}
    if connection.vendor != "sqlite":
        wanted |= {name_of(table, "TRUNCATE") for table in TABLES}
    return sorted(wanted - found)


def work() -> bool:
    """True where changing and deleting are refused: tried on an entry that is taken back."""
    with transaction.atomic():
        entry = AuditEntry.objects.create(
            chain=Chain.EVENTS, kind=Kind.LOGIN, at=timezone.now()
        )
        mine = AuditEntry.objects.filter(pk=entry.pk)
        refused = _is_refused(lambda: mine.update(kind=Kind.EXPORT))
        refused = refused and _is_refused(mine.delete)
        transaction.set_rollback(True)
    return refused


def _is_refused(act: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            act()
    except DatabaseError:
        return True
    return False
