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
from intranet.files.taking.pictures import INNER, clean_inner_picture, pixels_of

OOXML, OPEN = {"docx", "xlsx", "pptx"}, {"odt", "ods", "odp"}
ARCHIVES = OOXML | OPEN
PROGRAM = re.compile(
    r"vbaProject|vbaData|activeX/|\.(bin|exe|js|vbs|bat|hta)$|^(Basic|Scripts)/",
    re.IGNORECASE,
)
# A binary part that runs nothing.
HARMLESS = re.compile(r"/printerSettings\d*\.bin$")
DEEPEST = 2
# All pictures of a document together: so many of the largest.
PICTURES = 4


class Room:
    """What one document may unpack to, with all documents and pictures within it.

    A document of a few kilobytes may hold a thousand that hold a thousand.
    """

    def __init__(self) -> None:
        self.octets: int = settings.PRIVATE_MAX_UNPACKED
        self.pixels: int = PICTURES * settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS

    def take(self, *, octets: int = 0, pixels: int = 0) -> None:
        """Raises ValidationError where it does not suffice."""
        self.octets -= octets
        self.pixels -= pixels
        if self.octets < 0 or self.pixels < 0:
            raise refused(TOO_LARGE_INSIDE, "bomb")


def clean_archive(
    file: IO[bytes], ending: str, depth: int = 0, room: Room | None = None
) -> bytes:
    """The same document. Raises ValidationError for programs, passwords, bombs, broken files."""
    room = room or Room()
    try:
        with zipfile.ZipFile(file) as held:
            _check(held, room)
            return _written(held, ending, depth, room)
    except FAULTS as error:
        raise refused(BROKEN, "broken") from error


def _check(held: zipfile.ZipFile, room: Room) -> None:
    parts = held.infolist()
    room.take(octets=sum(part.file_size for part in parts))
    if any(part.flag_bits & 1 for part in parts) or open_document.is_locked(held):
        raise refused(LOCKED, "locked")
    for part in parts:
        if PROGRAM.search(part.filename) and not HARMLESS.search(part.filename):
            raise refused(PROGRAMS, "programs")


def _written(held: zipfile.ZipFile, ending: str, depth: int, room: Room) -> bytes:
    keeps, clean = _rules(ending)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for part in held.infolist():
            if part.is_dir() or not keeps(part.filename):
                continue
            data = _inner(part.filename, held.read(part), depth, room)
            data = clean(part.filename, data)
            if office.fetches(part.filename, data):
                raise refused(PROGRAMS, "programs")
            fresh = zipfile.ZipInfo(part.filename)  # No moment, no comment.
            fresh.compress_type = part.compress_type
            target.writestr(fresh, data)
    return out.getvalue()


def _rules(
    ending: str,
) -> tuple[Callable[[str], bool], Callable[[str, bytes], bytes]]:
    kind = office if ending in OOXML else open_document
    return kind.keeps, kind.clean_part


def _inner(name: str, data: bytes, depth: int, room: Room) -> bytes:
    """A photo, or a document within the document."""
    ending = name.rpartition(".")[2].lower()
    if ending in INNER:
        room.take(pixels=pixels_of(data))
        return _picture(data)
    if ending in ARCHIVES:
        if depth >= DEEPEST:
            raise refused(PROGRAMS, "programs")
        return clean_archive(io.BytesIO(data), ending, depth + 1, room)
    return data


def _picture(data: bytes) -> bytes:
    """A part that is called a picture and cannot be read as one stays as it is."""
    try:
        return clean_inner_picture(io.BytesIO(data))
    except ValidationError as error:
        if error.code == "bomb":
            raise
        return data
