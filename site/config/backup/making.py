"""Makes a backup."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import django
import wagtail
from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from config.backup import postgresql, sqlite
from config.backup.archive import DATABASE, ERASURES, MEDIA, PRIVATE, pack
from config.backup.contents import applied_migrations, counts, kept_tables
from config.backup.manifest import Manifest
from core import erasures

STEM = "sportello-"
PLAIN, ENCRYPTED = ".tar.gz", ".tar.gz.enc"


def engine() -> ModuleType:
    """What copies and puts back the database in use."""
    return sqlite if connection.vendor == "sqlite" else postgresql


def make_backup(folder: Path, *, at: dt.datetime, key: str) -> Path:
    """Write a backup into `folder`; its place. Whole or not at all, readable by its owner alone.

    Raises BackupFault or OSError.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{STEM}{at.astimezone(dt.UTC):%Y%m%d-%H%M%S}"
    target = folder / f"{name}{ENCRYPTED if key else PLAIN}"
    part = folder / f".{target.name}.part"
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(
            prefix=".backup-", dir=settings.DATA_DIR
        ) as work:
            _write(part, Path(work), at, key)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target


def _write(part: Path, work: Path, at: dt.datetime, key: str) -> None:
    dumped = work / DATABASE
    manifest = engine().dump(dumped, lambda database: _manifest(database, at))
    erased = work / ERASURES
    lines = (erasure.as_line() for erasure in sorted(erasures.noted()))
    erased.write_text("".join(lines), encoding="ascii")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        pack(file, _parts(dumped, erased), manifest, key)
        file.flush()
        os.fsync(file.fileno())


def _manifest(database: BaseDatabaseWrapper, at: dt.datetime) -> Manifest:
    return Manifest(
        made_at=at.isoformat(),
        vendor=database.vendor,
        versions={"django": django.__version__, "wagtail": wagtail.__version__},
        migrations=applied_migrations(database),
        counts=counts(database, kept_tables(database)),
    )


def _parts(dumped: Path, erased: Path) -> Iterator[tuple[str, Path]]:
    yield DATABASE, dumped
    yield ERASURES, erased
    for folder, root in folders().items():
        for place in sorted(root.rglob("*")):
            if place.is_file() and not place.is_symlink():
                yield f"{folder}/{place.relative_to(root).as_posix()}", place


def folders() -> dict[str, Path]:
    """Where files lie, by the name of their folder in a backup."""
    return {MEDIA: Path(settings.MEDIA_ROOT), PRIVATE: Path(settings.PRIVATE_ROOT)}
