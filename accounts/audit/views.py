"""The page of the log, for the administrator; the notice about it, for everybody who works here."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.audit.forms import PeriodForm, Purpose, PurposeForm
from accounts.audit.kinds import Kind
from accounts.audit.reading import (
    can_read_log,
    consultations,
    entries,
    kind_of_object,
    readings_by_day,
    told,
)
from accounts.audit.recording import record
from accounts.models import AuditSettings

# Minutes for which a reason given holds.
OPEN_MINUTES = 30
OPENED = "audit_opened_at"
PER_PAGE = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def audit_log(request: HttpRequest) -> HttpResponse:
    """The log, once a reason was given and recorded."""
    if not can_read_log(request.user):
        raise PermissionDenied
    if request.method == "POST":
        return _open(request)
    if not _is_open(request, at=timezone.now()):
        return _ask(request, PurposeForm())
    return render(request, "accounts/audit/log.html", _shown(request))


def _open(request: HttpRequest) -> HttpResponse:
    form = PurposeForm(request.POST)
    if not form.is_valid():
        return _ask(request, form)
    record(Kind.CONSULTATION, user=request.user, **form.cleaned_data)
    request.session[OPENED] = timezone.now().isoformat()
    return redirect("audit_log")


def _ask(request: HttpRequest, form: PurposeForm) -> HttpResponse:
    return render(request, "accounts/audit/ask.html", {"form": form})


def _is_open(request: HttpRequest, *, at: dt.datetime) -> bool:
    opened = request.session.get(OPENED)
    if not opened:
        return False
    return at - dt.datetime.fromisoformat(opened) < dt.timedelta(minutes=OPEN_MINUTES)


def _shown(request: HttpRequest) -> dict[str, Any]:
    form = PeriodForm(request.GET, on=timezone.localdate())
    context: dict[str, Any] = {
        "form": form,
        "consultations": [(row, _purpose(row.codes)) for row in consultations()],
        "settings": AuditSettings.load(request),
    }
    if not form.is_valid():
        return context
    kind, days = form.cleaned_data["kind"], _days(form)
    context |= {"since": days[0], "until": days[1]}
    if kind in {"", Kind.READING}:
        context["readings"] = [
            {**row, "object": kind_of_object(row["object_type"])}
            for row in readings_by_day(*days)
        ]
    if kind != Kind.READING:
        pages = Paginator(entries(kind, *days), PER_PAGE)
        context["page"] = page = pages.get_page(request.GET.get("p"))
        context["rows"] = [
            (row, kind_of_object(row.object_type), told(row.codes)) for row in page
        ]
    return context


def _days(form: PeriodForm) -> tuple[dt.date, dt.date]:
    return form.cleaned_data["since"], form.cleaned_data["until"]


def _purpose(codes: dict[str, Any]) -> str:
    return str(dict(Purpose.choices).get(codes.get("purpose", ""), ""))


@require_safe
@login_required
def audit_notice(request: HttpRequest) -> HttpResponse:
    """What is recorded of those who work here, for how long, who sees it, what allows it."""
    return render(
        request, "accounts/audit/notice.html", {"settings": AuditSettings.load(request)}
    )
