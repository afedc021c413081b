"""The list of practices on paper: the appendix to the act, as a page to print and as a PDF."""

from __future__ import annotations

import hashlib
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone

from core import memo
from core.frame import frame_for
from core.pdf import PdfUnavailable, render_pdf
from directory.reading import reviews_of
from network.practices import reading
from network.practices.contexts import all_shown
from network.practices.showing import Group, OnPaper, sheets_named
from network.practices.states import HEADINGS
from network.reading import agreement_named

if TYPE_CHECKING:
    from network.models import PracticeIndexPage

Context = dict[str, Any]
DOCUMENT = "network/practices_document.html"
KEPT = "network.practices.pdf"
FAILED = "pdf"
NO_PDF = "no"


def paper_context(page: PracticeIndexPage, request: HttpRequest) -> Context:
    """Context of `network/practice_print.html` and of the PDF: seven queries at most."""
    groups, settings = _groups(), frame_for(request).settings
    return {
        "on": timezone.localdate(),
        "comune": settings.comune,
        "service_name": settings.service_name,
        "agreement": agreement_named(page.agreement_id),
        "groups": groups,
        "total": sum(len(group.practices) for group in groups),
        "has_no_pdf": request.GET.get(FAILED) == NO_PDF,
        "list_url": page.get_full_url(request) or "",
        "breadcrumb": [*page.breadcrumb(request), (page.title, page.url or "")],
        "breadcrumb_current": "Da stampare",
    }


def _groups() -> list[Group]:
    """Every practice by state, numbered through."""
    pages = reading.whole_practices()
    sheets, reviews = reading.sheets_of(pages), reviews_of(pages)
    numbered = [
        OnPaper(
            number,
            one,
            [sheet.title for sheet in sheets_named(one.page, sheets)],
            reviews.get(one.page.pk),
        )
        for number, one in enumerate(all_shown(pages), start=1)
    ]
    by_state = groupby(numbered, key=lambda one: one.shown.state)
    return [Group(HEADINGS[state], list(rows)) for state, rows in by_state]


def pdf_answer(page: PracticeIndexPage, request: HttpRequest) -> HttpResponse:
    """The file; where it cannot be made, the page to print, which says so."""
    context = {"page": page, **paper_context(page, request)}
    try:
        content = _pdf(context)
    except PdfUnavailable:
        return redirect(f"{page.url}stampa/?{FAILED}={NO_PDF}")
    response = HttpResponse(content, content_type="application/pdf")
    name = f"prassi-e-sperimentazioni-{context['on']:%Y-%m-%d}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _pdf(context: Context) -> bytes:
    """Made once while nothing in it changes, at most for a minute."""
    html = render_to_string(DOCUMENT, context)
    digest = hashlib.sha256(html.encode()).hexdigest()
    make = lambda: (digest, render_pdf(DOCUMENT, context))  # noqa: E731
    kept, content = memo.remembered(KEPT, make)
    if kept != digest:
        memo.forget(KEPT)
        _, content = memo.remembered(KEPT, make)
    return content
