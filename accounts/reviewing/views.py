"""Pages of the review: all bodies, one body, and the report to sign."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.reviewing.actions import review
from accounts.reviewing.forms import ReviewForm
from accounts.reviewing.reading import overview, rows_of
from accounts.reviewing.report import report_pdf
from accounts.reviewing.reviewers import Reviewer, asking, can_open
from core.pdf import PdfUnavailable
from directory.models import OrganisationPage


@never_cache
@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every body the person may look at; for a *responsabile* of one body, that one."""
    who = asking(request)
    if not who.reviews:
        raise Http404
    if not who.sees_all and len(who.bodies) == 1:
        return redirect("access_review_body", pk=next(iter(who.bodies)))
    states = overview(who, timezone.localdate())
    context = {
        "states": [state for state in states if state.people],
        "empty": [state for state in states if not state.people],
        "who": who,
        "months": settings.ACCESS_REVIEW_MONTHS,
    }
    return render(request, "accounts/reviewing/index.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def review_body(request: HttpRequest, pk: int) -> HttpResponse:
    """The people of one body."""
    who = _allowed(request, pk)
    return _review(request, who, get_object_or_404(OrganisationPage, pk=pk))


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def review_common(request: HttpRequest) -> HttpResponse:
    """Coordinators and administrators, who belong to no body."""
    return _review(request, _allowed(request, None), None)


@never_cache
@login_required
@require_safe
def report_body(request: HttpRequest, pk: int) -> HttpResponse:
    """The report of one body."""
    who = _allowed(request, pk)
    return _report(request, who, get_object_or_404(OrganisationPage, pk=pk))


@never_cache
@login_required
@require_safe
def report_common(request: HttpRequest) -> HttpResponse:
    """The report of those of no body."""
    return _report(request, _allowed(request, None), None)


def _allowed(request: HttpRequest, organisation_id: int | None) -> Reviewer:
    """Who asks, where they may open this body; for others there is nothing here."""
    who = asking(request)
    if not can_open(who, organisation_id):
        raise Http404
    return who


def _review(
    request: HttpRequest, who: Reviewer, organisation: OrganisationPage | None
) -> HttpResponse:
    today = timezone.localdate()
    rows = rows_of(organisation, who, today)
    is_sent = request.method == "POST"
    form = ReviewForm(request.POST if is_sent else None, rows=rows, who=who)
    if is_sent and form.is_valid():
        count = review(who=who, decisions=form.decisions(), on=today)
        messages.success(request, _done(count))
        return redirect(request.path)
    context = {
        "organisation": organisation,
        "form": form,
        "instructions": next((r.instructions for r in rows if r.instructions), None),
        "may_review": any(row.may_review for row in rows),
        "who": who,
    }
    return render(request, "accounts/reviewing/review.html", context)


def _done(count: int) -> str:
    if not count:
        return "Non hai scelto niente: tutto è rimasto com'era."
    what = "1 profilo verificato" if count == 1 else f"{count} profili verificati"
    return f"{what}. Ora puoi scaricare il verbale da firmare."


def _report(
    request: HttpRequest, who: Reviewer, organisation: OrganisationPage | None
) -> HttpResponse:
    today = timezone.localdate()
    try:
        content = report_pdf(organisation, who, today)
    except PdfUnavailable as error:
        messages.error(request, str(error))
        if organisation:
            return redirect("access_review_body", pk=organisation.pk)
        return redirect("access_review_common")
    response = HttpResponse(content, content_type="application/pdf")
    name = organisation.slug if organisation else "senza-ente"
    filename = f"verifica-accessi-{name}-{today:%Y-%m-%d}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
