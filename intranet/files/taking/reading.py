"""The text of a file, for the search; bounded in length and time. What cannot be read is empty."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.conf import settings
from pypdf import PdfReader

from core.uploads import BROKEN as FAULTS
from intranet.files.taking.pdf import UNREADABLE

# Which parts hold what is read, in the order of their numbers.
PARTS = {
    "docx": re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml"),
    "xlsx": re.compile(r"xl/(sharedStrings|worksheets/sheet\d+)\.xml"),
    "pptx": re.compile(r"ppt/(slides/slide\d+|notesSlides/notesSlide\d+)\.xml"),
    "odt": re.compile(r"content\.xml"),
    "ods": re.compile(r"content\.xml"),
    "odp": re.compile(r"content\.xml"),
}
OPEN = {"odt", "ods", "odp"}
PLAIN = {"txt", "csv", "vtt", "ics"}
# Elements of the office formats that hold words: a run of Word and of PowerPoint, a cell.
RUN, LINE = "t", {"p", "h", "si"}
# Of OpenDocument: when a remark was made, in the midst of its paragraph; what was deleted, with
# changes noted. Word calls deleted words otherwise.
MOMENT, GONE = "date", "tracked-changes"
# Bytes of what is drawn on one page of a PDF.
MOST_DRAWN = 4_000_000
ENCODINGS = ("utf-8-sig", "cp1252")


class TooLong(Exception):
    """Enough was read, or it took too long."""


def text_of(data: bytes, ending: str) -> str:
    """What a person would read in the file, as far as it was got."""
    ends = time.monotonic() + settings.PRIVATE_READING_SECONDS
    pieces: list[str] = []
    length = 0
    try:
        for piece in _pieces(data, ending, ends):
            pieces.append(piece)
            length += len(piece)
            if length > settings.PRIVATE_TEXT_LENGTH or time.monotonic() > ends:
                break
    except (*FAULTS, *UNREADABLE, TooLong, ParseError, DefusedXmlException):
        pass  # A file that is right and cannot be read is found by its title.
    text = "".join(pieces).replace("\0", "")
    return text[: settings.PRIVATE_TEXT_LENGTH].strip()


def decoded(data: bytes) -> str:
    """A plain text, of today or of an old Windows. Raises UnicodeDecodeError."""
    try:
        return data.decode(ENCODINGS[0])
    except UnicodeDecodeError:
        return data.decode(ENCODINGS[1])


def _pieces(data: bytes, ending: str, ends: float) -> Iterator[str]:
    if ending in PLAIN:
        yield decoded(data)
    elif ending == "pdf":
        yield from _pdf(data, ends)
    elif ending in PARTS:
        yield from _archive(data, ending)


def _pdf(data: bytes, ends: float) -> Iterator[str]:
    def in_time(*_: object) -> None:
        if time.monotonic() > ends:
            raise TooLong

    for page in PdfReader(io.BytesIO(data), strict=False).pages:
        content = page.get_contents()
        if content is not None and len(content.get_data()) > MOST_DRAWN:
            continue  # A drawing: it is read as a whole before the time is looked at.
        yield page.extract_text(visitor_operand_before=in_time)
        yield "\n"


def _archive(data: bytes, ending: str) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        for name in sorted(held.namelist(), key=_number):
            if PARTS[ending].fullmatch(name):
                with held.open(name) as part:
                    yield from _words(part, is_open=ending in OPEN)


def _words(part: IO[bytes], *, is_open: bool) -> Iterator[str]:
    """Of OpenDocument whole paragraphs are read, elsewhere runs and cells."""
    for local, element in _elements(part):
        if is_open and local in LINE:
            yield "".join(element.itertext())
            element.clear()
        elif is_open and local == MOMENT:
            element.text = ""
        elif not is_open and local == RUN:
            yield element.text or ""
        if local in LINE:
            yield "\n"


def _elements(part: IO[bytes]) -> Iterator[tuple[str, Any]]:
    """Each as it ends, with its name; none of what somebody deleted."""
    is_gone = False
    for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
        local = element.tag.rpartition("}")[2]
        if local == GONE:
            is_gone = event == "start"
        elif event == "end" and not is_gone:
            yield local, element


def _number(name: str) -> tuple[int, str]:
    """Slide 10 after slide 2."""
    found = re.search(r"\d+", name)
    return (int(found.group()) if found else 0), name
