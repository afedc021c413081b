"""A backup brings everything back, on SQLite and on PostgreSQL; what is wrong with it is found."""

import gzip
import io
import json
import tarfile

import pytest
from config.backup import restoring
from config.backup.archive import unpack
from config.backup.contents import LEFT_OUT_MODELS
from config.backup.faults import BackupFault
from config.backup.making import make_backup
from config.backup.restoring import restore
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from accounts.audit import triggers
from accounts.audit.kinds import Kind
from accounts.audit.recording import record
from accounts.audit.sealing import seal
from accounts.audit.verifying import verify
from accounts.models import AuditEntry, User
from core import erasures, privacy
from home.demo import make_pages
from home.models import StandardPage
from search.find import find
from search.request import SearchRequest

KEY = "k" * 40
NOW = timezone.now()


@pytest.fixture
def full_site(own_site):
    """A page, a person with a session, a sealed log, files."""
    person = User.objects.create_superuser("maria@example.org", "una parola lunga")
    Session.objects.create(
        session_key="s" * 32, session_data="x", expire_date=timezone.now()
    )
    record(Kind.LOGIN, user=person)
    seal(at=NOW)
    (own_site.media / "documents").mkdir(parents=True)
    (own_site.media / "documents" / "modulo à.pdf").write_bytes(b"%PDF uno")
    (own_site.media / "vuoto.txt").touch()
    (own_site.private / "ab").mkdir(parents=True)
    (own_site.private / "ab" / "abcd.pdf").write_bytes(b"%PDF riservato")
    return own_site


def spoil(site):
    """What happens to a site after its backup."""
    Page.objects.filter(depth=1).update(title="Rovinato")
    User.objects.create_user("dopo@example.org")
    (site.media / "documents" / "modulo à.pdf").write_bytes(b"cambiato")
    (site.media / "nuovo.txt").write_text("nuovo", encoding="utf-8")
    (site.private / "ab" / "abcd.pdf").unlink()
    (site.private / "altro.pdf").write_bytes(b"%PDF altro")


def state(site):
    """All that must come back, and all that must be left alone where nothing is restored."""
    files = {
        str(place.relative_to(site.data)): place.read_bytes()
        for root in (site.media, site.private)
        for place in root.rglob("*")
        if place.is_file()
    }
    return (
        files,
        sorted(User.objects.values_list("email", "password")),
        sorted(Page.objects.values_list("title", flat=True)),
        AuditEntry.objects.count(),
    )


def with_tampering(place, change):
    """The parts of an archive that is not encrypted, changed and packed anew."""
    with tarfile.open(place) as tar:
        parts = {m.name: tar.extractfile(m).read() for m in tar}
    change(parts)
    with tarfile.open(place, "w:gz") as tar:
        for name, data in parts.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))


@pytest.mark.parametrize("key", ["", KEY])
def test_everything_comes_back(full_site, key):
    before = state(full_site)
    place = make_backup(full_site.backups, at=NOW, key=key)
    assert place.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in full_site.backups.iterdir()] == [place.name]
    spoil(full_site)
    done = restore(place, key=key, replace=True)
    assert state(full_site) == before
    assert done.erased == 0
    assert not Session.objects.exists(), "nobody is logged in any more"
    assert triggers.work()
    assert {verdict.fault for verdict in verify()} == {""}
    connection.close()
    left = {place.name for place in full_site.data.iterdir()}
    assert left <= {"db.sqlite3", "media", "private"}, (
        "nothing else is left on the disk"
    )
    User.objects.create_user("di-nuovo@example.org")  # numbers go on


def test_an_encrypted_backup_shows_nothing(full_site):
    place = make_backup(full_site.backups, at=NOW, key=KEY)
    data = place.read_bytes()
    assert place.name.endswith(".tar.gz.enc")
    assert b"modulo" not in data
    assert b"riservato" not in data
    assert b"\x1f\x8b\x08" not in data[:64]


def test_a_backup_goes_into_an_empty_place_without_being_asked_twice(full_site):
    before = state(full_site)
    place = make_backup(full_site.backups, at=NOW, key="")
    User.objects.all().delete()
    for root in (full_site.media, full_site.private):
        for file in root.rglob("*.*"):
            file.unlink()
    restore(place, key="", replace=False)
    assert state(full_site) == before


def test_private_files_alone_make_a_place_full(full_site):
    place = make_backup(full_site.backups, at=NOW, key="")
    User.objects.all().delete()
    for file in full_site.media.rglob("*.*"):
        file.unlink()
    with pytest.raises(BackupFault, match="--replace"):
        restore(place, key="", replace=False)


def test_a_backup_from_before_there_were_private_files_leaves_none(full_site):
    for file in full_site.private.rglob("*.pdf"):
        file.unlink()
    before = state(full_site)
    place = make_backup(full_site.backups, at=NOW, key="")
    (full_site.private / "altro.pdf").write_bytes(b"%PDF altro")
    restore(place, key="", replace=True)
    assert state(full_site) == before


def test_a_full_place_is_not_overwritten_unasked(full_site):
    place = make_backup(full_site.backups, at=NOW, key="")
    spoil(full_site)
    before = state(full_site)
    with pytest.raises(BackupFault, match="--replace"):
        restore(place, key="", replace=False)
    assert state(full_site) == before


def test_what_can_be_made_again_stays_behind(full_site, tmp_path):
    place = make_backup(full_site.backups, at=NOW, key="")
    out = tmp_path / "fuori"
    with place.open("rb") as file:
        manifest = unpack(file, out, "")
    tables = manifest.counts.keys()
    assert "accounts_user" in tables
    assert "accounts_auditentry" in tables
    assert "wagtailcore_revision" in tables
    assert not tables & {"django_session", "search_indexentry", "search_outboxrow"}
    assert not tables & {"wagtailsearch_indexentry", "accounts_logincacherow"}
    text = (out / "database").read_bytes()
    assert b"s" * 32 not in text, "a session is not in the dump"
    assert manifest.vendor == connection.vendor
    assert "accounts.0001_initial" in manifest.migrations


def test_every_model_that_is_left_out_exists():
    known = {model._meta.label for model in apps.get_models()}
    assert set(LEFT_OUT_MODELS) <= known


def test_the_search_answers_after_a_restore(own_site):
    make_pages()
    call_command("search_index", "rebuild", engine="database", verbosity=0)
    words = StandardPage.objects.filter(live=True).first().title
    found = [hit.title for hit in find(SearchRequest(words)).hits]
    assert words in found
    place = make_backup(own_site.backups, at=NOW, key="")
    restore(place, key="", replace=True)
    assert [hit.title for hit in find(SearchRequest(words)).hits] == found


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("wrong key", "BACKUP_KEY non è quella"),
        ("no key", "indica BACKUP_KEY"),
        ("cut", "incompleto"),
        ("flipped", "BACKUP_KEY non è quella"),
        ("missing", "Non riesco a leggere"),
        ("empty", "incompleto o rovinato"),
        ("other", "incompleto o rovinato"),
    ],
)
def test_a_file_that_does_not_open_changes_nothing(full_site, fault, told):
    place = make_backup(full_site.backups, at=NOW, key=KEY)
    data, key = place.read_bytes(), KEY
    if fault == "wrong key":
        key = "w" * 40
    elif fault == "no key":
        key = ""
    elif fault == "missing":
        place.unlink()
    else:
        middle = len(data) // 2
        place.write_bytes({
            "cut": data[:middle],
            "flipped": data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :],
            "empty": b"",
            "other": gzip.compress(b"una lettera"),
        }[fault])  # fmt: skip
    spoil(full_site)
    before = state(full_site)
    with pytest.raises(BackupFault, match=told):
        restore(place, key=key, replace=True)
    assert state(full_site) == before


def changed_database(parts):
    parts["database"] = parts["database"][:-1] + b"!"


def changed_file(parts):
    parts["media/vuoto.txt"] = b"non era vuoto"


def added_file(parts):
    parts["media/in-piu.txt"] = b"x"


def dropped_file(parts):
    del parts["media/vuoto.txt"]


def without_manifest(parts):
    del parts["manifest.json"]


def of_a_later_form(parts):
    facts = json.loads(parts["manifest.json"])
    parts["manifest.json"] = json.dumps({**facts, "format": 2}).encode()


def leading_elsewhere(parts):
    parts["media/../../fuori.txt"] = b"x"


def changed_private_file(parts):
    parts["private/ab/abcd.pdf"] = b"%PDF un altro"


def private_leading_elsewhere(parts):
    parts["private/../media/abcd.pdf"] = b"x"


def absolute(parts):
    parts["/tmp/fuori.txt"] = b"x"


def with_facts(**facts):
    def change(parts):
        told = json.loads(parts["manifest.json"])
        parts["manifest.json"] = json.dumps({**told, **facts}).encode()

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (changed_database, r"1 parti non corrispondono \(database\)"),
        (changed_file, "vuoto.txt"),
        (added_file, "in-piu.txt"),
        (changed_private_file, "abcd.pdf"),
        (private_leading_elsewhere, "un nome che non deve"),
        (dropped_file, "vuoto.txt"),
        (without_manifest, "incompleto o rovinato"),
        (of_a_later_form, "aggiorna il prodotto"),
        (with_facts(surplus=1), "non è una copia"),
        (leading_elsewhere, "un nome che non deve"),
        (absolute, "un nome che non deve"),
        (with_facts(vendor="oracle"), "cambia DATABASE_URL"),
        (with_facts(migrations=["accounts.9999_domani"]), "versione più nuova"),
        (
            with_facts(counts={"accounts_user": 99}),
            r"non corrispondono \(accounts_user\)",
        ),
        (with_facts(counts={"nessuna": 1}), r"non corrispondono \(nessuna\)"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_changed_backup_changes_nothing(full_site, tmp_path, change, told):
    place = make_backup(full_site.backups, at=NOW, key="")
    with_tampering(place, change)
    spoil(full_site)
    before = state(full_site)
    with pytest.raises(BackupFault, match=told):
        restore(place, key="", replace=True)
    assert state(full_site) == before
    assert not (tmp_path / "fuori.txt").exists()


def test_a_link_in_a_backup_is_refused(full_site, tmp_path):
    place = make_backup(full_site.backups, at=NOW, key="")
    with tarfile.open(place, "w:gz") as tar:
        info = tarfile.TarInfo("media/link")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(info)
    with pytest.raises(BackupFault, match="un nome che non deve"):
        restore(place, key="", replace=True)


@pytest.mark.parametrize("step", ["migrate", "update_index", "search_index"])
def test_a_fault_after_the_database_was_put_there_brings_the_old_one_back(
    full_site, monkeypatch, step
):
    place = make_backup(full_site.backups, at=NOW, key="")
    spoil(full_site)
    before, real = state(full_site), restoring.call_command

    def call(name, *args, **options):
        if name == step:
            raise RuntimeError("disk full")
        real(name, *args, **options)

    monkeypatch.setattr(restoring, "call_command", call)
    with pytest.raises(RuntimeError):
        restore(place, key="", replace=True)
    assert state(full_site) == before
    assert triggers.work()
    monkeypatch.undo()
    restore(place, key="", replace=True)
    assert Page.objects.get(depth=1).title != "Rovinato"


def test_a_log_that_could_be_changed_is_not_put_back(full_site, monkeypatch):
    place = make_backup(full_site.backups, at=NOW, key="")
    before = state(full_site)
    monkeypatch.setattr(triggers, "work", lambda: False)
    with pytest.raises(BackupFault, match="si può cambiare"):
        restore(place, key="", replace=True)
    monkeypatch.undo()
    assert state(full_site) == before


@pytest.mark.parametrize("folder", ["media", "private"])
def test_a_restore_that_was_broken_off_is_told(full_site, folder):
    place = make_backup(full_site.backups, at=NOW, key="")
    (full_site.data / restoring.BEFORE.format(folder)).mkdir()
    before = state(full_site)
    with pytest.raises(BackupFault, match="è stato interrotto"):
        restore(place, key="", replace=True)
    assert state(full_site) == before


def test_files_are_moved_all_or_none(tmp_path, monkeypatch):
    source, target = tmp_path / "a", tmp_path / "b"
    for folder in (source, target):
        folder.mkdir()
    for name in ("1", "2"):
        (source / name).touch()
    real = restoring.shutil.move

    def move(one, other):
        if one.name == "2":
            raise OSError("busy")
        real(one, other)

    monkeypatch.setattr(restoring.shutil, "move", move)
    with pytest.raises(OSError, match="busy"):
        restoring._move(source, target)
    assert len(list(source.iterdir())) == 2
    assert not list(target.iterdir())


def test_who_was_erased_after_the_backup_does_not_come_back(full_site, settings):
    other = User.objects.create_superuser("altra@example.org", "x")
    person = User.objects.get(email="maria@example.org")
    place = make_backup(full_site.backups, at=timezone.now(), key="")
    privacy.erase(person)
    erasures.note(user=person.pk, at=timezone.now())
    assert restore(place, key="", replace=True).erased == 1
    person.refresh_from_db()
    assert person.email == f"cancellato-{person.pk}@utente.invalid"
    assert not person.is_active
    other.refresh_from_db()
    assert other.is_active


def test_the_list_beside_the_backups_is_enough_on_a_new_disk(full_site):
    User.objects.create_superuser("altra@example.org", "x")
    person = User.objects.get(email="maria@example.org")
    place = make_backup(full_site.backups, at=timezone.now(), key="")
    erasures.note(user=person.pk, at=timezone.now())
    (full_site.data / erasures.NAME).rename(full_site.backups / erasures.NAME)
    assert restore(place, key="", replace=True).erased == 1
    assert len(erasures.noted()) == 1, "and this disk knows it from now on"
    # The next backup carries it.
    (full_site.backups / erasures.NAME).unlink()
    later = make_backup(full_site.backups, at=timezone.now(), key="")
    (full_site.data / erasures.NAME).unlink()
    restore(later, key="", replace=True)
    assert {erasure.user for erasure in erasures.noted()} == {person.pk}


def test_a_list_that_cannot_be_read_stops_the_restore(full_site):
    place = make_backup(full_site.backups, at=NOW, key="")
    (full_site.data / erasures.NAME).write_text("{rotto", encoding="ascii")
    before = state(full_site)
    with pytest.raises(BackupFault, match="non si legge"):
        restore(place, key="", replace=True)
    assert state(full_site) == before


def test_a_backup_that_fails_leaves_nothing_half_made(full_site, monkeypatch):
    def pack(file, *_):
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("config.backup.making.pack", pack)
    with pytest.raises(CommandError, match="No space left"):
        call_command("backup", to=full_site.backups)
    assert list(full_site.backups.iterdir()) == []
    assert not [p for p in full_site.data.iterdir() if p.name.startswith(".backup-")]


def test_an_upload_deleted_meanwhile_does_not_stop_the_backup(full_site, monkeypatch):
    from config.backup import making

    real = making._parts

    def parts(*args):
        for name, place in real(*args):
            if name.endswith("vuoto.txt"):
                place.unlink()
            yield name, place

    monkeypatch.setattr(making, "_parts", parts)
    place = make_backup(full_site.backups, at=NOW, key="")
    restore(place, key="", replace=True)
    assert not (full_site.media / "vuoto.txt").exists()


def test_the_commands_say_what_they_did(full_site, settings, capsys):
    call_command("backup", to=full_site.backups)
    out, err = capsys.readouterr()
    assert "NON cifrata" in out
    assert "contiene dati personali" in err
    (place,) = full_site.backups.iterdir()
    call_command("restore", place, replace=True)
    assert "Rimessa la copia del" in capsys.readouterr().out
    settings.BACKUP_KEY = KEY
    settings.BACKUP_DIR = full_site.backups
    call_command("backup")
    out, err = capsys.readouterr()
    assert ", cifrata" in out
    assert err == ""


def test_the_commands_fail_in_italian(full_site, settings):
    with pytest.raises(CommandError, match="BACKUP_DIR"):
        call_command("backup")
    with pytest.raises(CommandError, match="Nulla è cambiato"):
        call_command("restore", full_site.backups / "nessuno", replace=True)
