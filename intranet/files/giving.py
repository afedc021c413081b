"""A private file as an answer: shown where a browser can do no harm with it, else to be saved.

No ETag and no date of change: what is asked twice is judged twice. Parts are given of what may be
read alone, and the same "not there" is said of what may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from intranet.models import PrivateFile

PIECE = 256 * 1024
SHOWN = ("application/pdf", "image/", "text/vtt", "video/")
# Nothing in the file runs or loads. A browser's own reader of PDF does not start in a sandbox.
ALONE = "default-src 'none'; frame-ancestors 'self'"
POLICY = (
    f"{ALONE}; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
)
# No file is longer than this many digits say; what is longer is no range.
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


def given(file: PrivateFile, wanted: str = "") -> HttpResponseBase:
    """The bytes, or the part that a `Range` header asks for. Raises FileNotFoundError."""
    if not file.file.storage.exists(file.file.name or ""):
        raise FileNotFoundError(file.file.name)
    if settings.PRIVATE_ACCEL:
        return _dressed(_by_the_web_server(file), file)
    part = range_of(wanted, file.file.size)
    return _dressed(
        FileResponse(file.file.open("rb")) if part is None else (_part(file, *part)),
        file,
    )


def range_of(wanted: str, size: int) -> tuple[int, int] | None:
    """First and last byte, as RFC 9110 (14.1.2) reads one range; None: the whole.

    A beginning beyond the end is (size, size - 1): nothing can be given.
    """
    found = _RANGE.fullmatch(wanted.strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return max(size - int(last), 0), size - 1
    if last and int(last) < int(first):
        return None
    begins = min(int(first), size)
    return begins, min(int(last), size - 1) if last else size - 1


def _part(file: PrivateFile, first: int, last: int) -> HttpResponseBase:
    size = file.file.size
    if first >= size:
        answer = HttpResponse(status=416)
        answer.headers["Content-Range"] = f"bytes */{size}"
        return answer
    pieces = _pieces(file, first, last - first + 1)
    part = StreamingHttpResponse(pieces, status=206)
    part.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    part.headers["Content-Length"] = str(last - first + 1)
    return part


def _pieces(file: PrivateFile, first: int, left: int) -> Iterator[bytes]:
    """Opened when the first piece is asked for: an answer that nobody reads leaves nothing open."""
    with file.file.open("rb") as held:
        held.seek(first)
        while left and (piece := held.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def _by_the_web_server(file: PrivateFile) -> HttpResponse:
    answer = HttpResponse()
    place = quote(file.file.name or "")
    answer.headers["X-Accel-Redirect"] = f"{settings.PRIVATE_ACCEL}{place}"
    return answer


def _dressed(answer: HttpResponseBase, file: PrivateFile) -> HttpResponseBase:
    kind = file.content_type
    is_shown = kind.startswith(SHOWN)
    named = content_disposition_header(not is_shown, file.name)
    policy = ALONE if kind == "application/pdf" else POLICY
    headers = {
        "Content-Type": kind,
        "Content-Disposition": named or "attachment",
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Accept-Ranges": "bytes",
        # Squeezed on the way, a part would no longer be that part.
        "Content-Encoding": "identity",
    }
    for name, value in headers.items():
        answer.headers[name] = value
    return answer
