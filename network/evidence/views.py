"""What attests the duties of one agreement, in the admin. The coordinator's alone."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from network.actions import UnknownDuty, state_by_hand, withdraw_evidence
from network.evidence.forms import NO_DUTY, EvidenceForm
from network.evidence.showing import statements_of
from network.models import AgreementPage, DutyEvidence
from network.models.evidence import HAND
from network.permissions import can_record_evidence

STATED = "L'attestazione è sulla pagina dell'accordo."
WITHDRAWN = "L'attestazione non è più sulla pagina dell'accordo."
View = Callable[..., HttpResponse]
METHODS = ["GET", "HEAD", "POST"]


def of_agreement(view: View) -> View:
    """For those who may attest the duties of the agreement in the address."""

    @wraps(view)
    def asked(
        request: HttpRequest, agreement_id: int, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        agreement = get_object_or_404(AgreementPage, pk=agreement_id)
        if not can_record_evidence(request.user, agreement):
            raise PermissionDenied
        return view(request, agreement, *args, **kwargs)

    return asked


@of_agreement
@require_safe
def statements(request: HttpRequest, agreement: AgreementPage) -> HttpResponse:
    """Every duty with what attests it, and what attests duties that are no more."""
    context = {"agreement": agreement, **statements_of(agreement)}
    return render(request, "network/evidence/list.html", context)


@of_agreement
@require_http_methods(METHODS)
def state(request: HttpRequest, agreement: AgreementPage) -> HttpResponse:
    """A new statement; `?impegno=` chooses the duty."""
    return _form(request, agreement)


@of_agreement
@require_http_methods(METHODS)
def correct(
    request: HttpRequest, agreement: AgreementPage, evidence_id: int
) -> HttpResponse:
    """Another day, title, number, address or duty."""
    return _form(request, agreement, _by_hand(agreement, evidence_id))


def _form(
    request: HttpRequest, agreement: AgreementPage, known: DutyEvidence | None = None
) -> HttpResponse:
    form = EvidenceForm(
        request.POST or None,
        # The form writes into its instance what was typed.
        instance=copy(known),
        initial={} if known else {"duty": request.GET.get("impegno", "")},
        agreement=agreement,
        on=timezone.localdate(),
    )
    if form.is_valid() and _keep(form, agreement, known, request.user):
        messages.success(request, STATED)
        return redirect("duty_evidence", agreement.pk)
    context = {"agreement": agreement, "form": form, "known": known}
    return render(request, "network/evidence/form.html", context)


def _keep(
    form: EvidenceForm, agreement: AgreementPage, known: DutyEvidence | None, by: Any
) -> bool:
    """False where the duty went away meanwhile: the form says so."""
    told = form.cleaned_data
    try:
        state_by_hand(
            agreement=agreement,
            duty=told["duty"],
            date=told["dated_on"],
            title=told["title"],
            count=told["count"],
            url=told["url"],
            corrects=known,
            by=by,
        )
    except UnknownDuty:
        form.add_error("duty", NO_DUTY)
        return False
    return True


@of_agreement
@require_http_methods(METHODS)
def take_back(
    request: HttpRequest, agreement: AgreementPage, evidence_id: int
) -> HttpResponse:
    """Ask first, then take the statement off the page."""
    known = _by_hand(agreement, evidence_id)
    if request.method == "POST":
        withdraw_evidence(source=known.source, by=request.user)
        messages.success(request, WITHDRAWN)
        return redirect("duty_evidence", agreement.pk)
    context = {"agreement": agreement, "known": known}
    return render(request, "network/evidence/take_back.html", context)


def _by_hand(agreement: AgreementPage, evidence_id: int) -> DutyEvidence:
    """What another part of the site stated is corrected there."""
    rows = DutyEvidence.objects.filter(agreement=agreement, source__startswith=HAND)
    return get_object_or_404(rows, pk=evidence_id)
