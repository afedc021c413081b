"""Office files without the names of who wrote them: an archive is written anew, part by part.

Properties go; authors of comments and changes become nobody; photos inside are cleaned as photos.
Programs are refused: macros, ActiveX, packaged objects.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError

from core.uploads import BROKEN as FAULTS
from intranet.files.taking import office, open_document
from intranet.files.taking.faults import (
    BROKEN,
    LOCKED,
    PROGRAMS,
    TOO_LARGE_INSIDE,
    refused,
)
from intranet.files.taking.pictures import INNER, clean_inner_picture

OOXML, OPEN = {"docx", "xlsx", "pptx"}, {"odt", "ods", "odp"}
ARCHIVES = OOXML | OPEN
PROGRAM = re.compile(
    r"vbaProject|vbaData|activeX/|\.(bin|exe|js|vbs|bat|hta)$|^(Basic|Scripts)/",
    re.IGNORECASE,
)
# A binary part that runs nothing.
HARMLESS = re.compile(r"/printerSettings\d*\.bin$")
DEEPEST = 2


def clean_archive(file: IO[bytes], ending: str, depth: int = 0) -> bytes:
    """The same document. Raises ValidationError for programs, passwords, bombs, broken files."""
    try:
        with zipfile.ZipFile(file) as held:
            _check(held)
            return _written(held, ending, depth)
    except FAULTS as error:
        raise refused(BROKEN, "broken") from error


def _check(held: zipfile.ZipFile) -> None:
    parts = held.infolist()
    if sum(part.file_size for part in parts) > settings.PRIVATE_MAX_UNPACKED:
        raise refused(TOO_LARGE_INSIDE, "bomb")
    if any(part.flag_bits & 1 for part in parts) or open_document.is_locked(held):
        raise refused(LOCKED, "locked")
    for part in parts:
        if PROGRAM.search(part.filename) and not HARMLESS.search(part.filename):
            raise refused(PROGRAMS, "programs")


def _written(held: zipfile.ZipFile, ending: str, depth: int) -> bytes:
    keeps, clean = _rules(ending)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for part in held.infolist():
            if part.is_dir() or not keeps(part.filename):
                continue
            raw = held.read(part)
            if office.fetches(part.filename, raw):
                raise refused(PROGRAMS, "programs")
            data = _inner(part.filename, raw, depth)
            fresh = zipfile.ZipInfo(part.filename)  # No moment, no comment.
            fresh.compress_type = part.compress_type
            target.writestr(fresh, clean(part.filename, data))
    return out.getvalue()


def _rules(
    ending: str,
) -> tuple[Callable[[str], bool], Callable[[str, bytes], bytes]]:
    kind = office if ending in OOXML else open_document
    return kind.keeps, kind.clean_part


def _inner(name: str, data: bytes, depth: int) -> bytes:
    """A photo, or a document within the document."""
    ending = name.rpartition(".")[2].lower()
    if ending in INNER:
        return _picture(data)
    if ending in ARCHIVES:
        if depth >= DEEPEST:
            raise refused(PROGRAMS, "programs")
        return clean_archive(io.BytesIO(data), ending, depth + 1)
    return data


def _picture(data: bytes) -> bytes:
    """A part that is called a picture and cannot be read as one stays as it is."""
    try:
        return clean_inner_picture(io.BytesIO(data))
    except ValidationError as error:
        if error.code == "bomb":
            raise
        return data
