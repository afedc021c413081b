"""PostgreSQL's own dangers: somebody who is still connected, a restore that was killed."""

import psycopg
import pytest
from config.backup import postgresql
from config.backup.faults import BackupFault
from config.backup.making import make_backup
from config.backup.restoring import restore
from django.db import connection
from django.utils import timezone

from accounts.models import User

pytestmark = pytest.mark.postgresql


@pytest.fixture
def backup(own_site):
    User.objects.create_user("prima@example.org")
    return make_backup(own_site.backups, at=timezone.now(), key="")


def emails():
    return set(User.objects.values_list("email", flat=True))


def schemas():
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_'")
        return {name for (name,) in cursor.fetchall()} - {"information_schema"}


def test_a_database_with_somebody_else_in_it_is_not_replaced(backup):
    User.objects.create_user("dopo@example.org")
    with (
        psycopg.connect(connection.connection.info.dsn),
        pytest.raises(BackupFault, match="ferma il sito"),
    ):
        restore(backup, key="", replace=True)
    assert emails() == {"prima@example.org", "dopo@example.org"}
    assert schemas() == {"public"}


def test_what_a_killed_restore_left_is_put_back_by_the_next(backup, monkeypatch):
    User.objects.create_user("dopo@example.org")
    with connection.cursor() as cursor:  # As it is in the middle of one.
        cursor.execute("ALTER SCHEMA public RENAME TO before_restore")
        cursor.execute("CREATE SCHEMA public")

    def broken(_):
        raise BackupFault("pg_restore non è riuscito")

    monkeypatch.setattr(postgresql, "_load", broken)
    with pytest.raises(BackupFault):
        restore(backup, key="", replace=True)
    assert emails() == {"prima@example.org", "dopo@example.org"}
    monkeypatch.undo()
    restore(backup, key="", replace=True)
    assert emails() == {"prima@example.org"}
    assert schemas() == {"public"}


def test_what_could_not_be_dropped_goes_with_the_next(backup):
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA after_restore")
    restore(backup, key="", replace=True)
    assert schemas() == {"public"}


def test_a_restored_database_can_be_backed_up_and_restored_again(own_site, backup):
    restore(backup, key="", replace=True)
    again = make_backup(own_site.backups / "due", at=timezone.now(), key="")
    restore(again, key="", replace=True)
    assert emails() == {"prima@example.org"}


def test_a_tool_that_is_missing_or_fails_is_told(backup, monkeypatch):
    with pytest.raises(
        BackupFault, match="pg_restore non è riuscito: pg_restore: error"
    ):
        postgresql._run("pg_restore", "/nessuno", is_connected=False)
    monkeypatch.setenv("PATH", "/nessuno")
    with pytest.raises(BackupFault, match="postgresql-client"):
        postgresql._run("pg_dump")


def test_a_password_is_not_among_the_arguments(own_site):
    connection.settings_dict["PASSWORD"] = "segretissima"
    address, environment = postgresql._connection()
    assert "segretissima" not in " ".join(address)
    assert environment["PGPASSWORD"] == "segretissima"
