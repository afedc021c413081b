"""A list as a PDF: services by category, then each desk once with how to reach it."""

from __future__ import annotations

from itertools import groupby

from core.models import SiteSettings
from core.pdf import render_pdf
from editorial.models import ListRelease
from editorial.releases.rows import Desk, Line

NO_CATEGORY = "Senza categoria"


def pdf_of(release: ListRelease) -> bytes:
    """The file, made of what the list says. Raises `core.pdf.PdfUnavailable`."""
    lines = release.lines
    settings = SiteSettings.objects.first()
    context = {
        "release": release,
        "comune": settings.comune if settings else "",
        "groups": [
            (category or NO_CATEGORY, list(rows))
            for category, rows in groupby(lines, key=lambda line: line.category)
        ],
        "desks": desks_of(lines),
    }
    return render_pdf("editorial/releases/document.html", context)


def desks_of(lines: tuple[Line, ...]) -> list[Desk]:
    """Each desk once, by name."""
    desks = {desk.key: desk for line in lines for desk in line.desks}
    return sorted(desks.values(), key=lambda desk: (desk.name.casefold(), desk.key))
