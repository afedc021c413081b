"""What an uploaded file really is: its first bytes against what its name says.

A name can lie. A `.pdf` that is a web page would run in the site's own name wherever a browser is
made to guess; a `.docx` that is any archive hides whatever one likes.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from lzma import LZMAError
from pathlib import PurePath
from typing import IO, Any

from django.core.exceptions import ValidationError

HEAD = 2048
# PDF readers accept the mark within the first kilobyte; ours asks for it at once.
PDF_MARK = b"%PDF-"
MOST_PARTS = 5_000
MOST_UNPACKED = 300 * 1024 * 1024
# What Python raises for an archive that is cut, scrambled or locked with a password.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    EOFError,
    KeyError,
    OSError,
    RuntimeError,
    ValueError,
)
OFFICE_PARTS = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
}
OPEN_TYPES = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
    "odp": b"application/vnd.oasis.opendocument.presentation",
}
# A text that a browser could take for a page, or a program.
ACTIVE = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<?php", b"#!")
CALENDAR_MARK = b"BEGIN:VCALENDAR"
CAPTIONS_MARK = b"WEBVTT"

NOT_WHAT_IT_SAYS = (
    "Questo file non è un vero .{extension}: il suo contenuto è di un altro tipo. Aprilo con il "
    "programma con cui lo hai fatto, salvalo di nuovo come .{extension} e riprova."
)


def check_content(file: Any) -> None:
    """Raise ValidationError where the file is not what its extension says.

    An extension that nobody checks here passes: which ones there are is a setting of Wagtail.
    """
    extension = PurePath(file.name or "").suffix.lower().lstrip(".")
    check = CHECKS.get(extension)
    if check is None:
        return
    file.seek(0)
    try:
        is_right = check(file, extension)
    finally:
        file.seek(0)
    if not is_right:
        message = NOT_WHAT_IT_SAYS.format(extension=extension)
        raise ValidationError(message, code="disguised")


def _is_pdf(file: IO[bytes], extension: str) -> bool:
    return file.read(len(PDF_MARK)) == PDF_MARK


def _is_text(file: IO[bytes], extension: str) -> bool:
    head = file.read(HEAD)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return b"\0" not in head and not start.startswith(ACTIVE)


def _is_calendar(file: IO[bytes], extension: str) -> bool:
    head = file.read(HEAD).removeprefix(b"\xef\xbb\xbf").lstrip().upper()
    return head.startswith(CALENDAR_MARK)


def _is_captions(file: IO[bytes], extension: str) -> bool:
    return file.read(HEAD).removeprefix(b"\xef\xbb\xbf").startswith(CAPTIONS_MARK)


def _is_office(file: IO[bytes], extension: str) -> bool:
    return _in_archive(file, lambda held: OFFICE_PARTS[extension] in held.namelist())


def _is_open_document(file: IO[bytes], extension: str) -> bool:
    def says_so(held: zipfile.ZipFile) -> bool:
        with held.open("mimetype") as kind:
            return kind.read(HEAD).strip() == OPEN_TYPES[extension]

    return _in_archive(file, says_so)


def _in_archive(file: IO[bytes], says_so: Callable[[zipfile.ZipFile], bool]) -> bool:
    """Whether it is an archive of a sane size without programs, and says so."""
    try:
        with zipfile.ZipFile(file) as held:
            parts = held.infolist()
            is_sane = len(parts) <= MOST_PARTS
            is_sane &= sum(part.file_size for part in parts) <= MOST_UNPACKED
            has_macros = any(p.filename.endswith("vbaProject.bin") for p in parts)
            return is_sane and not has_macros and says_so(held)
    except BROKEN:
        return False


CHECKS: dict[str, Callable[[IO[bytes], str], bool]] = {
    "pdf": _is_pdf,
    "csv": _is_text,
    "txt": _is_text,
    "ics": _is_calendar,
    "vtt": _is_captions,
    "docx": _is_office,
    "xlsx": _is_office,
    "pptx": _is_office,
    "odt": _is_open_document,
    "ods": _is_open_document,
    "odp": _is_open_document,
}
