"""The database itself refuses to change the log, on SQLite and on PostgreSQL."""

import datetime as dt

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from accounts.audit import triggers
from accounts.audit.kinds import Chain, Kind
from accounts.audit.recording import record
from accounts.audit.sealing import let_go, seal
from accounts.models import AuditChain, AuditEntry, AuditSegment

NOW = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)
LONG_AGO = NOW - dt.timedelta(days=400)

pytestmark = pytest.mark.django_db


def is_refused(act):
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        act()
    return triggers.REFUSED in str(caught.value)


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def sealed():
    """Two entries in a segment, and one that waits."""
    for _ in range(2):
        record(Kind.LOGIN, at=LONG_AGO)
    seal(at=LONG_AGO)
    return record(Kind.LOGIN, at=NOW)


def test_an_entry_is_neither_changed_nor_deleted(sealed):
    for entry in (sealed, AuditEntry.objects.earliest("pk")):
        mine = AuditEntry.objects.filter(pk=entry.pk)
        assert is_refused(lambda mine=mine: mine.update(user_number=1))
        assert is_refused(mine.delete)
    assert is_refused(lambda: run("DELETE FROM accounts_auditentry"))
    assert AuditEntry.objects.count() == 3


def test_a_seal_is_neither_changed_nor_deleted(sealed):
    assert is_refused(lambda: AuditSegment.objects.update(digest="0" * 64))
    assert is_refused(AuditSegment.objects.all().delete)
    assert is_refused(AuditChain.objects.all().delete)
    assert is_refused(lambda: AuditChain.objects.update(sealed_number=0))


def test_an_entry_is_not_put_below_what_is_sealed(sealed):
    first = AuditEntry.objects.earliest("pk")
    let_go(at=NOW)  # Its number is free now.
    again = AuditEntry(pk=first.pk, chain=first.chain, at=NOW, kind=Kind.LOGIN)
    assert is_refused(lambda: again.save(force_insert=True))


def test_an_entry_that_waits_is_not_replaced(sealed):
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's")
    columns = "id, chain, at, kind, object_type, object_id, codes"
    values = f"{sealed.pk}, 'events', '2026-01-01', 'export', '', '', '{{}}'"
    sql = f"INSERT OR REPLACE INTO accounts_auditentry ({columns}) VALUES ({values})"
    assert is_refused(lambda: run(sql))
    sealed.refresh_from_db()
    assert sealed.kind == Kind.LOGIN


def test_a_checkpoint_is_taken_at_a_sealed_segment_alone(sealed):
    def drop_through(**fields):
        AuditChain.objects.filter(code=Chain.EVENTS).update(**fields)

    assert is_refused(lambda: drop_through(dropped_through=sealed.pk))
    segment = AuditSegment.objects.get()
    right = {"dropped_number": 1, "dropped_through": segment.through}
    assert is_refused(lambda: drop_through(**right, dropped_digest="f" * 64))
    drop_through(**right, dropped_digest=segment.digest)
    assert is_refused(
        lambda: AuditEntry.objects.filter(pk__gt=segment.through).delete()
    )
    AuditEntry.objects.filter(pk__lte=segment.through).delete()


def test_a_chain_is_not_begun_with_a_checkpoint():
    begun = AuditChain(code="readings", dropped_through=10, dropped_number=1)
    assert is_refused(lambda: begun.save(force_insert=True))


def test_what_retention_lets_go_is_deleted_and_nothing_else(sealed):
    assert let_go(at=NOW).entries == 2
    assert list(AuditEntry.objects.all()) == [sealed]


@pytest.mark.postgresql
def test_the_tables_are_not_truncated(sealed):
    for table in triggers.TABLES:
        assert is_refused(lambda table=table: run(f"TRUNCATE {table} CASCADE"))


def test_the_triggers_are_there_and_work():
    assert triggers.missing() == []
    assert triggers.work()
    assert not AuditEntry.objects.exists(), "the trial was taken back"


def test_without_triggers_the_check_says_so_and_migrate_mends_it():
    for sql in triggers.dropping(connection.vendor):
        run(sql)
    assert not triggers.work()
    faults = run_checks(tags=["database"], databases=["default"])
    assert "accounts.E001" in {fault.id for fault in faults}
    call_command("migrate", verbosity=0, skip_checks=True)
    assert triggers.missing() == []
    assert triggers.work()


def test_one_trigger_that_is_gone_is_named():
    name = triggers.name_of(triggers.ENTRY, "DELETE")
    where = "" if connection.vendor == "sqlite" else f" ON {triggers.ENTRY}"
    run(f"DROP TRIGGER {name}{where}")
    assert triggers.missing() == [name]
    assert not triggers.work()


def test_a_database_that_is_not_migrated_yet_lacks_nothing(monkeypatch):
    monkeypatch.setattr(triggers, "TABLES", (*triggers.TABLES, "not_made_yet"))
    for sql in triggers.dropping(connection.vendor)[:1]:
        run(sql)
    assert triggers.missing() == []


@pytest.mark.django_db(transaction=True)
def test_tests_with_transactions_of_their_own_leave_nothing_behind():
    assert triggers.missing() == []
    record(Kind.LOGIN)
