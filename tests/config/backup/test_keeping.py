"""The backup of the night."""

import datetime as dt

import pytest
from config.backup import keeping
from config.backup.keeping import backup_of_the_night, backups, let_go_of_old, made_at
from django.utils import timezone

from core import nightly


@pytest.fixture
def folder(settings, tmp_path, monkeypatch):
    settings.BACKUP_DIR = tmp_path / "copie"
    settings.BACKUP_DIR.mkdir()
    settings.BACKUP_KEEP = 2

    def make(folder, *, at, key):
        return put(folder, at, ".tar.gz.enc" if key else ".tar.gz")

    monkeypatch.setattr(keeping, "make_backup", make)
    return settings.BACKUP_DIR


def put(folder, at, end=".tar.gz"):
    place = folder / f"sportello-{at.astimezone(dt.UTC):%Y%m%d-%H%M%S}{end}"
    place.write_bytes(b"x" * 1_500_000)
    return place


def ago(hours):
    return timezone.now() - dt.timedelta(hours=hours)


def test_without_a_folder_the_night_says_so(settings):
    settings.BACKUP_DIR = None
    assert nightly.jobs()["backup"]() == keeping.NOWHERE


def test_the_first_backup_is_told_with_its_size_and_safety(folder, settings):
    settings.BACKUP_KEY = "k" * 40
    told = backup_of_the_night()
    (made,) = backups(folder)
    assert told == (
        f"copia di sicurezza: {made.name}, 1.5 MB, cifrata, 1 conservate, 0 cancellate; "
        "la precedente non c'era"
    )


def test_the_age_of_the_last_is_told_and_the_oldest_go(folder, settings):
    settings.BACKUP_KEY = ""
    old = [put(folder, ago(hours)) for hours in (72, 48, 24)]
    (folder / "erasures.jsonl").touch()
    (folder / "altro.tar.gz").touch()
    (folder / "sportello-prima-di-natale.tar.gz").touch()
    told = backup_of_the_night()
    assert "NON cifrata, 2 conservate, 2 cancellate; la precedente aveva 24 ore" in told
    assert [place.exists() for place in old] == [False, False, True]
    assert (folder / "erasures.jsonl").exists()
    assert (folder / "altro.tar.gz").exists()
    assert (folder / "sportello-prima-di-natale.tar.gz").exists()


def test_a_second_run_of_the_same_night_makes_none(folder):
    put(folder, ago(3), ".tar.gz.enc")
    assert backup_of_the_night() == "copia di sicurezza: già fatta, ha 3 ore"
    assert len(backups(folder)) == 1


def test_old_and_new_are_told_apart_whatever_their_end(folder):
    at = dt.datetime(2026, 11, 28, 3, 20, tzinfo=dt.UTC)
    older = put(folder, at - dt.timedelta(hours=10), ".tar.gz.enc")
    newer = put(folder, at)
    assert backups(folder) == [older, newer]
    assert made_at(newer) == at
    assert let_go_of_old(folder, keep=5) == 0
    assert let_go_of_old(folder, keep=1) == 1
    assert backups(folder) == [newer]
