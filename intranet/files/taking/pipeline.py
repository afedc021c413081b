"""All that happens to a file before it is kept, in one order.

What it is called, how large it is, whether it is what it says, the antivirus on what was sent;
then it is written anew without what it tells of its author, and read for the search.
"""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import PurePath
from typing import IO, Any

import filetype
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from core.uploads import HEAD, NOT_WHAT_IT_SAYS, check_content
from intranet.files.taking.antivirus import ask_antivirus
from intranet.files.taking.archives import ARCHIVES, clean_archive
from intranet.files.taking.faults import BROKEN, refused
from intranet.files.taking.naming import check_size, clean_name, ending_of
from intranet.files.taking.pdf import clean_pdf
from intranet.files.taking.pictures import FORMATS, clean_picture
from intranet.files.taking.reading import PLAIN, decoded, text_of

VIDEOS = {
    "mp4": {"video/mp4", "video/quicktime", "video/x-m4v"},
    "webm": {"video/webm", "video/x-matroska"},
}


class TakenFile(UploadedFile):
    """A file that passed: `text` is what it holds to read, `sha256` that of what is kept."""

    text = ""
    sha256 = ""


def take(upload: UploadedFile) -> TakenFile:
    """The file as it is kept. Raises ValidationError, in Italian, for what is not taken in."""
    if isinstance(upload, TakenFile):
        return upload
    name = clean_name(upload.name or "")
    ending = ending_of(name)
    check_size(upload.size or 0, ending)
    _check_kind(upload, name, ending)
    ask_antivirus(upload)
    return _taken(upload, name, ending)


def _check_kind(upload: UploadedFile, name: str, ending: str) -> None:
    """What it is, against what its name says."""
    if ending in VIDEOS:
        upload.seek(0)
        found = filetype.guess_mime(upload.read(HEAD * 4))
        upload.seek(0)
        if found not in VIDEOS[ending]:
            raise refused(NOT_WHAT_IT_SAYS.format(extension=ending), "disguised")
        return
    upload.name = PurePath(name).name
    check_content(upload)


def _taken(upload: UploadedFile, name: str, ending: str) -> TakenFile:
    content, data = _clean(upload, ending)
    taken = TakenFile(
        file=content,
        name=name,
        content_type=settings.PRIVATE_TYPES[ending],
        size=len(data) if data is not None else upload.size,
    )
    taken.sha256 = _digest(taken)
    taken.text = text_of(data, ending) if data is not None else ""
    return taken


def _clean(upload: UploadedFile, ending: str) -> tuple[Any, bytes | None]:
    """What is kept, and its bytes where they are at hand: a video stays where it lies."""
    if ending in VIDEOS:
        return upload.file, None
    data = _bytes(upload, ending)
    return ContentFile(data), data


def _bytes(upload: UploadedFile, ending: str) -> bytes:
    upload.seek(0)
    raw: IO[bytes] = BytesIO(upload.read())
    if ending == "pdf":
        return clean_pdf(raw)
    if ending in ARCHIVES:
        return clean_archive(raw, ending)
    if ending in FORMATS:
        return clean_picture(raw, ending)
    return _plain(raw.read()) if ending in PLAIN else b""


def _plain(data: bytes) -> bytes:
    """A text in today's encoding."""
    try:
        return decoded(data).encode()
    except UnicodeDecodeError as error:
        raise refused(BROKEN, "broken") from error


def _digest(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
