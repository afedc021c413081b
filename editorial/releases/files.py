"""The files of a released list: made once, soon after it is released, and kept."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable

from core.pdf import PdfUnavailable
from editorial.models import ListRelease, ReleaseFile
from editorial.releases.document import pdf_of
from editorial.releases.spreadsheet import xlsx_of

log = logging.getLogger(__name__)
Format = ReleaseFile.Format
MAKERS: dict[Format, Callable[[ListRelease], bytes]] = {
    Format.XLSX: xlsx_of,
    Format.PDF: pdf_of,
}


def make_files(releases: Iterable[ListRelease]) -> list[str]:
    """Make the files that these lists lack; why some could not be made, in Italian.

    What is there is never made again: a file that was given out stays as it is.
    """
    problems = []
    for release in releases:
        there = set(release.files.values_list("format", flat=True))
        for format_, make in MAKERS.items():
            if format_ not in there:
                problems += _make(release, format_, make)
    return list(dict.fromkeys(problems))


def lacking_files() -> Iterable[ListRelease]:
    """The lists that lack a file."""
    whole = len(MAKERS)
    numbers = [
        release.number
        for release in ListRelease.objects.listed().prefetch_related("files")
        if len(release.files.all()) < whole
    ]
    return ListRelease.objects.filter(number__in=numbers)


def _make(
    release: ListRelease, format_: Format, make: Callable[[ListRelease], bytes]
) -> list[str]:
    try:
        content = make(release)
    except PdfUnavailable as error:
        log.warning("list %s without its PDF: %s", release.number, error)
        return [str(error)]
    ReleaseFile.objects.create(
        release=release,
        format=format_,
        content=content,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
    )
    return []
