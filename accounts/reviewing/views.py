"""Pages of the review: all bodies, one body, and the report to sign."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions import NotNow
from accounts.models import User
from accounts.permissions import (
    Standing,
    bodies_to_keep,
    can_enter_people,
    can_see_all_bodies,
    can_see_people,
    standing,
)
from accounts.reviewing.actions import review
from accounts.reviewing.forms import ReviewForm
from accounts.reviewing.reading import overview, rows_of
from accounts.reviewing.report import report_pdf
from core.pdf import PdfUnavailable
from directory.models import OrganisationPage


@never_cache
@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every body the person may look at; for a *responsabile* of one body, that one."""
    who = standing(request.user, timezone.localdate())
    if not can_enter_people(who):
        raise Http404
    bodies = bodies_to_keep(who)
    if not can_see_all_bodies(who) and len(bodies) == 1:
        return redirect("access_review_body", pk=next(iter(bodies)))
    states = overview(who, timezone.localdate())
    context = {
        "states": [state for state in states if state.people],
        "empty": [state for state in states if not state.people],
        "sees_common": can_see_people(who, None),
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
    _allowed(request, pk)
    return _report(request, get_object_or_404(OrganisationPage, pk=pk))


@never_cache
@login_required
@require_safe
def report_common(request: HttpRequest) -> HttpResponse:
    """The report of those of no body."""
    _allowed(request, None)
    return _report(request, None)


def _allowed(request: HttpRequest, organisation_id: int | None) -> Standing:
    """Who asks, where they may open this body; for others there is nothing here."""
    who = standing(request.user, timezone.localdate())
    if not can_see_people(who, organisation_id):
        raise Http404
    return who


def _review(
    request: HttpRequest, who: Standing, organisation: OrganisationPage | None
) -> HttpResponse:
    today = timezone.localdate()
    rows = rows_of(organisation, who, today)
    is_sent = request.method == "POST"
    form = ReviewForm(request.POST if is_sent else None, rows=rows, who=who)
    if is_sent and form.is_valid():
        try:
            count = review(
                by=cast(User, request.user), decisions=form.decisions(), on=today
            )
        except NotNow as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _done(count))
            return redirect(request.path)
    context = {
        "organisation": organisation,
        "form": form,
        "instructions": next((r.instructions for r in rows if r.instructions), None),
        "may_review": any(row.may_review for row in rows),
        "sees_more": can_see_all_bodies(who) or len(bodies_to_keep(who)) > 1,
    }
    return render(request, "accounts/reviewing/review.html", context)


def _done(count: int) -> str:
    if not count:
        return "Non hai scelto niente: tutto è rimasto com'era."
    what = "1 profilo verificato" if count == 1 else f"{count} profili verificati"
    return f"{what}. Ora puoi scaricare il verbale da firmare."


def _report(
    request: HttpRequest, organisation: OrganisationPage | None
) -> HttpResponse:
    today = timezone.localdate()
    try:
        content = report_pdf(organisation, cast(User, request.user), today)
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
