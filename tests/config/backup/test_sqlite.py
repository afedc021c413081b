"""SQLite's own dangers: a log beside the file, somebody who still has it open."""

import sqlite3
from contextlib import closing

import pytest
from config.backup import sqlite
from config.backup.faults import BackupFault
from config.backup.making import make_backup
from config.backup.restoring import restore
from django.db import connection
from django.utils import timezone

from accounts.models import User

pytestmark = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="SQLite's own dangers"
)


@pytest.fixture
def backup(own_site):
    User.objects.create_user("prima@example.org")
    return make_backup(own_site.backups, at=timezone.now(), key="")


def emails():
    return set(User.objects.values_list("email", flat=True))


def test_a_database_that_somebody_has_open_is_not_replaced(
    own_site, backup, monkeypatch
):
    User.objects.create_user("dopo@example.org")
    real = sqlite3.connect
    monkeypatch.setattr(
        sqlite.sqlite3, "connect", lambda p, timeout=0: real(p, timeout=0)
    )
    with closing(real(own_site.data / "db.sqlite3")) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN")
        other.execute("SELECT * FROM accounts_user").fetchall()
        with pytest.raises(BackupFault, match="ferma il sito"):
            restore(backup, key="", replace=True)
    assert emails() == {"prima@example.org", "dopo@example.org"}


def test_what_stood_in_the_log_of_the_old_file_does_not_reach_the_new_one(
    own_site, backup
):
    place = own_site.data / "db.sqlite3"
    with closing(sqlite3.connect(place)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("UPDATE accounts_user SET email = 'log@example.org'")
        other.commit()
    restore(backup, key="", replace=True)
    assert emails() == {"prima@example.org"}
    connection.close()
    with closing(sqlite3.connect(place)) as whole:
        assert whole.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_file_that_is_no_database_any_more_is_replaced_when_so_asked(
    own_site, backup
):
    connection.close()
    place = own_site.data / "db.sqlite3"
    place.write_bytes(b"rovinato" * 1000)
    with pytest.raises(BackupFault, match="--replace"):
        restore(backup, key="", replace=False)
    connection.close()
    restore(backup, key="", replace=True)
    assert emails() == {"prima@example.org"}


def test_a_backup_is_made_while_somebody_writes(own_site):
    place = own_site.data / "db.sqlite3"
    with closing(sqlite3.connect(place)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM accounts_user")
        made = make_backup(own_site.backups, at=timezone.now(), key="")
        other.rollback()
    assert made.exists()
