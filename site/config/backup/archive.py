"""Writes the parts of a backup into one file, and takes them out again, checked."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import IO, Any

from config.backup.envelope import Decrypting, Encrypting, is_encrypted
from config.backup.faults import BackupFault
from config.backup.manifest import NAME, Manifest, read_manifest

DATABASE, ERASURES = "database", "erasures.jsonl"
# Folders: what editors upload, and the files of the restricted part.
MEDIA, PRIVATE = FOLDERS = ("media", "private")
ALONE = {DATABASE, ERASURES, NAME}
PIECE = 1024 * 1024
DAMAGED = "Il file è incompleto o rovinato: la copia non si può usare."
NO_KEY = "La copia è cifrata: indica BACKUP_KEY, la chiave con cui è stata scritta."


def pack(
    file: IO[bytes], parts: Iterator[tuple[str, Path]], manifest: Manifest, key: str
) -> Manifest:
    """Write the parts (name and place) and the manifest, which gains their hashes."""
    target: Any = Encrypting(file, key) if key else file
    hashes: dict[str, str] = {}
    with (
        gzip.GzipFile(fileobj=target, mode="wb", compresslevel=6) as zipped,
        tarfile.open(fileobj=zipped, mode="w|") as tar,
    ):
        for name, place in parts:
            with suppress(FileNotFoundError):  # An upload that was deleted meanwhile.
                hashes[name] = _add(tar, name, place)
        whole = replace(manifest, files=hashes)
        text = whole.as_json()
        info = tarfile.TarInfo(NAME)
        info.size = len(text)
        tar.addfile(info, io.BytesIO(text))
    if key:
        target.close()
    return whole


class _Hashing:
    """Reads a file and hashes what was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        return data


def _add(tar: tarfile.TarFile, name: str, place: Path) -> str:
    with place.open("rb") as file:
        info = tarfile.TarInfo(name)
        info.size = os.fstat(file.fileno()).st_size
        reading = _Hashing(file)
        tar.addfile(info, reading)  # type: ignore[arg-type]
        return reading.digest.hexdigest()


def unpack(file: IO[bytes], folder: Path, key: str) -> Manifest:
    """Take everything out into `folder`, an empty one, and check it against the manifest.

    Raises BackupFault for a wrong key, a file that was cut or changed, a name that leads elsewhere.
    """
    source: Any = file
    if is_encrypted(file):
        if not key:
            raise BackupFault(NO_KEY)
        source = Decrypting(file, key)
    try:
        with tarfile.open(fileobj=source, mode="r|gz") as tar:
            found = {member.name: _take(tar, member, folder) for member in tar}
        while source.read(PIECE):
            pass  # To the end: only there it is known that nothing was cut off.
    except (tarfile.TarError, EOFError, zlib.error, OSError) as error:
        raise BackupFault(_told(error)) from error
    return _checked(folder, found)


def _told(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno:
        return (
            f"Non riesco a leggere la copia o a scriverne le parti: {error.strerror}."
        )
    return DAMAGED


def _take(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> str:
    parts = PurePosixPath(member.name).parts
    is_known = "".join(parts[:1]) in FOLDERS or member.name in ALONE
    content = tar.extractfile(member) if member.isfile() else None
    if content is None or not is_known or ".." in parts:
        raise BackupFault(f"La copia contiene un nome che non deve: {member.name!r}.")
    place = folder.joinpath(*parts)
    place.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with place.open("xb") as target:
        while piece := content.read(PIECE):
            digest.update(piece)
            target.write(piece)
    return digest.hexdigest()


def _checked(folder: Path, found: dict[str, str]) -> Manifest:
    if found.pop(NAME, None) is None:
        raise BackupFault(DAMAGED)
    manifest = read_manifest((folder / NAME).read_bytes())
    names = set(manifest.files) ^ set(found)
    changed = {name for name in found if found[name] != manifest.files.get(name)}
    wrong = sorted(names | changed)
    if wrong or DATABASE not in found:
        raise BackupFault(
            f"La copia è stata modificata o è rovinata: {len(wrong)} parti non "
            f"corrispondono ({', '.join(wrong[:3])})."
        )
    return manifest
