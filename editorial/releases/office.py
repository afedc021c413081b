"""The list in the admin: what a new one would hold, who has confirmed, what one's own body must."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)
from wagtail.permissions import page_permission_policy

from editorial.models import ListDigest, ListReceipt, ListRelease, ReleaseFile
from editorial.releases.actions import (
    Overtaken,
    confirm_receipt,
    mark_of,
    next_number,
    release_list,
    withdraw_list,
)
from editorial.releases.comparing import compare, counted
from editorial.releases.files import MAKERS
from editorial.releases.letters import told_of
from editorial.releases.permissions import can_release, receipts_of
from editorial.releases.reading import lines_on
from editorial.releases.showing import shown_change

LATE = (
    "Nel frattempo una scheda è cambiata, o qualcun altro ha pubblicato l'elenco. "
    "Riguarda l'anteprima qui sotto, poi pubblica."
)
DONE = "L'elenco n. {} è pubblico. Gli enti ricevono un messaggio."
LATER = (
    "Non tutti i file sono pronti: quelli di un elenco lungo arrivano al massimo stanotte. "
    "Se domani manca ancora, chi tiene il computer guardi i «Lavori della notte»."
)
PER_PAGE = 20
NOTE_LENGTH = 1000
View = Callable[..., HttpResponse]


def can_see_lists(user: Any) -> bool:
    """Who releases, and who keeps some page: the receipts of their body are theirs to see."""
    return can_release(user) or bool(
        page_permission_policy.user_has_permission(user, "change")
    )


def for_office(view: View) -> View:
    """For those who may see the lists in the admin."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_see_lists(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return asked


@for_office
@require_http_methods(["GET", "HEAD", "POST"])
def office(request: HttpRequest) -> HttpResponse:
    """The lists, the receipts of one's own bodies; for who may, the next list and its button."""
    if request.method == "POST":
        return _release(request)
    return _page(request)


def _release(request: HttpRequest) -> HttpResponse:
    note = request.POST.get("note", "")
    if len(note) > NOTE_LENGTH:
        error = f"La nota è troppo lunga: al massimo {NOTE_LENGTH} caratteri."
        return _page(request, note=note, error=error)
    seen = request.POST.get("seen", "")
    try:
        release = release_list(by=request.user, at=timezone.now(), note=note, seen=seen)
    except Overtaken:
        messages.warning(request, LATE)
        return _page(request, note=note)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect("list_office")
    messages.success(request, DONE.format(release.number))
    if ReleaseFile.objects.filter(release=release).count() < len(MAKERS):
        messages.warning(request, LATER)
    return redirect("list_office_release", release.number)


def _page(request: HttpRequest, *, note: str = "", error: str = "") -> HttpResponse:
    on = timezone.localdate()
    numbers = Paginator(with_counts(ListRelease.objects.listed()), PER_PAGE)
    context = {
        "may_release": can_release(request.user),
        "releases": numbers.get_page(request.GET.get("p")),
        "receipts": _own_receipts(request.user, on),
        "note": note,
        "error": error,
    }
    if context["may_release"]:
        context |= _next(on) | {"digests": _digests()}
    return render(request, "editorial/releases/office.html", context)


def _next(on: dt.date) -> dict[str, Any]:
    """The list that would be released now, and what is new in it."""
    lines, number = lines_on(on), next_number()
    last = ListRelease.objects.before(number).first()
    changes = compare(last.lines, lines) if last else []
    return {
        "on": on,
        "number": number,
        "service_count": len(lines),
        "entrusted": sum(line.manager is not None for line in lines),
        "last": last,
        "counted": counted(changes),
        "changes": [shown_change(change) for change in changes],
        "mark": mark_of(number, lines),
    }


def with_counts(subjects: QuerySet) -> QuerySet:
    """Each list or digest with how many bodies were told, were asked, have confirmed."""
    asked = Q(listreceipts__asks_confirmation=True)
    confirmed = Q(listreceipts__confirmed_at__isnull=False)
    return subjects.annotate(
        told=Count("listreceipts"),
        asked=Count("listreceipts", filter=asked),
        confirmed=Count("listreceipts", filter=confirmed),
    )


def _digests() -> QuerySet:
    return with_counts(ListDigest.objects.order_by("-pk"))[:PER_PAGE]


def _own_receipts(user: Any, on: dt.date) -> list[ListReceipt]:
    rows = receipts_of(user, on).select_related("release", "digest", "confirmed_by")
    return list(rows.defer("release__content")[:PER_PAGE])


@for_office
@require_http_methods(["GET", "HEAD", "POST"])
def office_release(request: HttpRequest, number: int) -> HttpResponse:
    """Who was told of a list and who has confirmed; on POST the list is withdrawn."""
    found = ListRelease.objects.defer("content").select_related("withdrawal")
    release = get_object_or_404(found, number=number)
    reason = request.POST.get("reason", "")
    if request.method == "POST":
        try:
            withdraw_list(
                release=release, by=request.user, at=timezone.now(), reason=reason
            )
        except ValidationError as problem:
            error = problem.messages[0]
            return _receipts(request, release, str(release), reason, error)
        messages.success(request, f"L'elenco n. {number} non è più sul sito.")
        return redirect("list_office_release", number)
    return _receipts(request, release, str(release))


@for_office
@require_safe
def office_digest(request: HttpRequest, number: int) -> HttpResponse:
    """Who was told of a digest and who has confirmed."""
    digest = get_object_or_404(ListDigest, pk=number)
    return _receipts(request, digest, str(digest))


def _receipts(
    request: HttpRequest,
    subject: ListRelease | ListDigest,
    title: str,
    reason: str = "",
    error: str = "",
) -> HttpResponse:
    if not can_release(request.user):
        raise PermissionDenied
    context = {
        "subject": subject,
        "title": title,
        "reason": reason,
        "error": error,
        "withdrawal": getattr(subject, "withdrawal", None),
        "receipts": subject.listreceipts.select_related("confirmed_by"),
    }
    return render(request, "editorial/releases/receipts.html", context)


@for_office
@require_safe
def office_receipt(request: HttpRequest, number: int) -> HttpResponse:
    """What one's own body must have read, with the button."""
    receipt = _own(request, number)
    told = told_of(receipt.subject)
    changes = [row for row in told.changes if row.concerns(receipt.body_key)]
    context = {"receipt": receipt, "changes": [shown_change(row) for row in changes]}
    return render(request, "editorial/releases/receipt.html", context)


@for_office
@require_POST
def confirm_in_office(request: HttpRequest, number: int) -> HttpResponse:
    """One's own body has read what changed."""
    receipt = _own(request, number)
    confirm_receipt(receipt=receipt, by=request.user, at=timezone.now())
    messages.success(request, f"Grazie: {receipt.body_name} ha confermato.")
    return redirect("list_office")


def _own(request: HttpRequest, number: int) -> ListReceipt:
    rows = receipts_of(request.user, timezone.localdate())
    return get_object_or_404(rows.select_related("confirmed_by"), pk=number)
