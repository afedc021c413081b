"""A PDF without programs, attachments and what it tells of its author (ISO 32000).

It is written anew, so that what earlier versions of it held is gone too. A signed one stays byte
for byte, or its signature would be worth nothing: with programs in it, it is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import IO, Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
)

from intranet.files.taking.faults import (
    BROKEN,
    LOCKED,
    PROGRAMS,
    TOO_LARGE_INSIDE,
    refused,
)
from intranet.files.taking.jpeg import without_remarks

UNREADABLE = (
    PyPdfError,
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    OSError,
    RecursionError,
    NotImplementedError,
    OverflowError,
)
# Each costs a third of a millisecond: these are written anew in seven seconds.
MOST_OBJECTS = 20_000
# Actions that run something, send something away, or open another file.
ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/ImportData",
    "/SubmitForm",
    "/GoToE",
    "/RichMediaExecute",
}
RUNS = ("/JS", "/JavaScript", "/AA", "/XFA", "/RichMediaContent")
TELLS = ("/Metadata", "/PieceInfo", "/EmbeddedFiles", "/EF", "/AF")
# Annotations whose /T is who wrote them; of a form's field it is the name.
REMARKS = {
    *("/Text", "/FreeText", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut"),
    *("/Stamp", "/Ink", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine"),
    *("/Caret", "/FileAttachment", "/Popup"),
}

# How a photo is kept, as a telephone or a scanner wrote it.
PHOTO = ("/DCTDecode", ["/DCTDecode"])


def clean_pdf(file: IO[bytes], ending: str = "pdf") -> bytes:
    """The same pages. Raises ValidationError for a broken one, one with a password, programs."""
    try:
        reader = PdfReader(file, strict=False)
        # Many offices lock what may be done with a PDF, and let everybody read it.
        if reader.is_encrypted and not reader.decrypt(""):
            raise refused(LOCKED, "locked")
        if len(reader.xref_objStm) + sum(map(len, reader.xref.values())) > MOST_OBJECTS:
            raise refused(TOO_LARGE_INSIDE, "bomb")
        writer = PdfWriter(clone_from=reader)
        if _is_signed(writer):
            return _as_it_is(file, writer)
        for held in _dictionaries(writer):
            _clean(held)
        _leave_behind(writer)
        return _written(writer)
    except UNREADABLE as error:
        raise refused(BROKEN, "broken") from error


def _leave_behind(writer: PdfWriter) -> None:
    """What nothing points at any more, from the root on, is not written."""
    reached: set[int] = set()
    waiting: list[Any] = [writer._root_object.indirect_reference]
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if one.idnum in reached:
                continue
            reached.add(one.idnum)
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            waiting += one.values()
        elif isinstance(one, ArrayObject):
            waiting += list(one)
    for place in range(len(writer._objects)):
        if place + 1 not in reached:
            writer._objects[place] = None


def _written(writer: PdfWriter) -> bytes:
    writer.metadata = None
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _as_it_is(file: IO[bytes], writer: PdfWriter) -> bytes:
    if any(_runs(held) for held in _dictionaries(writer)):
        raise refused(PROGRAMS, "programs")
    file.seek(0)
    return file.read()


def _is_signed(writer: PdfWriter) -> bool:
    return any("/ByteRange" in held for held in _dictionaries(writer))


def _runs(held: DictionaryObject) -> bool:
    return _name(held, "/S") in ACTIONS or any(key in held for key in (*RUNS, "/EF"))


def _name(held: DictionaryObject, key: str) -> str:
    """A name, wherever the file keeps it."""
    value = held.get(key)
    value = value.get_object() if value is not None else None
    return value if isinstance(value, NameObject) else ""


def _clean(held: DictionaryObject) -> None:
    if _name(held, "/S") in ACTIONS:
        held.clear()
    for key in (*RUNS, *TELLS):
        held.pop(NameObject(key), None)
    if _name(held, "/Subtype") in REMARKS:
        held.pop(NameObject("/T"), None)
    if isinstance(held, StreamObject) and held.get("/Filter") in PHOTO:
        held._data = without_remarks(held._data)


def _dictionaries(writer: PdfWriter) -> Iterator[DictionaryObject]:
    """Every dictionary of the document, those within others included, each once."""
    for whole in writer._objects:
        waiting: list[Any] = [whole]
        while waiting:
            one = waiting.pop()
            if isinstance(one, DictionaryObject):
                yield one
                waiting += one.values()
            elif isinstance(one, ArrayObject):
                waiting += list(one)
