"""Puts a backup back: everything is checked before anything is touched."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from wagtail.models import Site

from accounts.audit import triggers
from accounts.models import User
from config.backup.archive import DATABASE, ERASURES, unpack
from config.backup.contents import counts
from config.backup.faults import BackupFault
from config.backup.making import engine, folders
from config.backup.manifest import Manifest
from core import erasures, memo

FULL = (
    "Qui c'è già un sito: con --replace la copia prende il suo posto "
    "e ciò che c'è ora va perso."
)
BEFORE = "{}-before-restore"
BROKEN_OFF = (
    "C'è {}: un ripristino è stato interrotto, e lì sono i file caricati di prima. "
    "Guardali, sposta la cartella e riprova."
)


@dataclass(frozen=True)
class Restored:
    """What was put back."""

    manifest: Manifest
    erased: int
    faults: list[str] = field(default_factory=list)


def restore(file: Path, *, key: str, replace: bool) -> Restored:
    """Put the backup in the place of what is here. Raises BackupFault; then nothing is changed."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.DATA_DIR) as name:
        folder = Path(name)
        manifest = _unpacked(file, folder, key)
        _refuse_unfit(manifest)
        if not replace and _is_full():
            raise BackupFault(FULL)
        erased = _erased(folder / ERASURES, file.parent / erasures.NAME)
        with _files_replaced(folder), engine().replaced(folder / DATABASE):
            _compare(manifest)
            done, faults = _finish(erased)
    _keep(erased)
    return Restored(manifest, done, faults)


def _unpacked(file: Path, folder: Path, key: str) -> Manifest:
    try:
        with file.open("rb") as source:
            return unpack(source, folder, key)
    except OSError as error:
        raise BackupFault(f"Non riesco a leggere {file}: {error.strerror}.") from error


def _refuse_unfit(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise BackupFault(
            f"La copia è di un database {manifest.vendor}, questo è {connection.vendor}: "
            "cambia DATABASE_URL."
        )
    known = {".".join(key) for key in MigrationLoader(None).disk_migrations}
    ours = {label.split(".")[0] for label in known}
    unknown = [
        label
        for label in manifest.migrations
        if label.split(".")[0] in ours and label not in known
    ]
    if unknown:
        raise BackupFault(
            f"La copia è di una versione più nuova ({unknown[0]}): aggiorna il prodotto."
        )


def _is_full() -> bool:
    """True where somebody has an account, or files lie."""
    for root in folders().values():
        if root.is_dir() and any(place.is_file() for place in root.rglob("*")):
            return True
    try:
        tables = connection.introspection.table_names()
        return User._meta.db_table in tables and User.objects.exists()
    except DatabaseError:
        return True  # It cannot be read: whoever runs this must say that it may go.


def _erased(*places: Path) -> set[erasures.Erasure]:
    try:
        return erasures.noted(*places)
    except (ValueError, KeyError, TypeError) as error:
        raise BackupFault(
            f"L'elenco delle persone cancellate ({erasures.NAME}) non si legge: {error}."
        ) from error


def _compare(manifest: Manifest) -> None:
    found = counts(connection, manifest.counts)
    wrong = [name for name, number in manifest.counts.items() if found[name] != number]
    if wrong:
        raise BackupFault(
            f"Le righe di {len(wrong)} tabelle non corrispondono ({', '.join(wrong[:3])})."
        )


def _finish(erased: set[erasures.Erasure]) -> tuple[int, list[str]]:
    """Bring the restored database to this version; what was erased since goes again."""
    _forget()
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    if not triggers.work():
        raise BackupFault("Il registro di sicurezza della copia si può cambiare.")
    done = erasures.again(erased)
    call_command("update_index", verbosity=0)
    call_command("search_index", "rebuild", engine="database", verbosity=0)
    return done


def _forget() -> None:
    """What this process kept of the database from before."""
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    memo.forget()


@contextmanager
def _files_replaced(unpacked: Path) -> Iterator[None]:
    """Inside and after, the files are the backup's; on a fault those from before.

    Whether a restore was broken off is asked of all folders before anything is moved.
    """
    for name in folders():
        if (before := settings.DATA_DIR / BEFORE.format(name)).exists():
            raise BackupFault(BROKEN_OFF.format(before))
    with ExitStack() as stack:
        for name, root in folders().items():
            stack.enter_context(_replaced(unpacked / name, root, name))
        yield


@contextmanager
def _replaced(folder: Path, root: Path, name: str) -> Iterator[None]:
    """One folder: file by file and not itself, which may be a link or a disk of its own."""
    before = settings.DATA_DIR / BEFORE.format(name)
    for place in (folder, root, before):
        place.mkdir(parents=True, exist_ok=True)
    _move(root, before)
    try:
        _move(folder, root)
        yield
    except BaseException:
        _empty(root)
        _move(before, root)
        before.rmdir()
        raise
    shutil.rmtree(before)


def _move(source: Path, target: Path) -> None:
    """Move all that is in a folder to another, or nothing."""
    moved: list[Path] = []
    try:
        for place in sorted(source.iterdir()):
            shutil.move(place, target / place.name)
            moved.append(target / place.name)
    except OSError:
        for place in moved:
            shutil.move(place, source / place.name)
        raise


def _empty(folder: Path) -> None:
    for place in folder.iterdir():
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink()


def _keep(erased: set[erasures.Erasure]) -> None:
    """The list on this disk holds from now on what the backup's held."""
    for erasure in sorted(erased - erasures.noted()):
        erasures.note(user=erasure.user, at=erasure.at)
