"""The orientation sheet: what is printed, with its labels, its date and its QR code."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import segno
from django.utils.safestring import SafeString, mark_safe

from core.pdf import render_pdf
from directory.handout.codes import written
from directory.handout.entries import Entry, entries_of
from directory.handout.labels import Label, labels_in
from directory.handout.neutral import is_neutral
from directory.handout.options import Options
from directory.handout.reading import Picked

QR_TITLE = "Codice QR: apre la lista sul telefono"


@dataclass(frozen=True)
class Sheet:
    """What is printed. `place`: the address where the list is opened, without the protocol.

    `codes`: what to type there, without what is told neutrally: a phone that opens the list
    must not tell it either.
    """

    entries: tuple[Entry, ...]
    words: dict[str, Label]
    options: Options
    on: dt.date
    site: str
    place: str
    codes: str
    qr: SafeString

    @property
    def host(self) -> str:
        """The site as people type it."""
        return self.place.partition("/")[0]


def make_sheet(
    picked: Picked, options: Options, *, on: dt.date, site: str, address: str
) -> Sheet:
    """The sheet of a list; `site`: the site's name; `address`: of the page that opens lists."""
    codes = written(public_codes(picked))
    return Sheet(
        entries=entries_of(picked, options, on),
        words=labels_in(options.language),
        options=options,
        on=on,
        site=site,
        place=address.partition("://")[2],
        codes=codes,
        qr=qr_of(f"{address}#{codes}") if codes else SafeString(""),
    )


def public_codes(picked: Picked) -> tuple[str, ...]:
    """Codes of what may be told to whoever holds the sheet or its address."""
    return tuple(c for c, thing in picked.things.items() if not is_neutral(thing))


def qr_of(address: str) -> SafeString:
    """The QR code of an address as a drawing that stands in the page itself."""
    drawn = segno.make(address, error="m", micro=False)
    svg = drawn.svg_inline(
        border=2, omitsize=True, svgclass="qr", lineclass=None, title=QR_TITLE
    )
    return mark_safe(svg)  # noqa: S308 - made of squares


def pdf_of(sheet: Sheet) -> bytes:
    """The sheet as PDF. Raises `core.pdf.PdfUnavailable`."""
    return render_pdf("directory/handout/document.html", {"sheet": sheet})
