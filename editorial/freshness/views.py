"""Confirm a page: from the admin, and from the link of a reminder, without an account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from core.dates import on_day
from core.models import Review
from directory.reading import last_review
from editorial.freshness.actions import confirm
from editorial.freshness.permissions import can_confirm, keeper_of
from editorial.freshness.showing import shown
from editorial.freshness.signing import LinkState, OpenedLink, confirm_by, opened

CODE = "codice"


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_in_admin(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is confirmed; confirm on POST."""
    page = get_object_or_404(Page, pk=pk)
    if not can_confirm(request.user, page):
        raise PermissionDenied
    following = get_valid_next_url_from_request(request)
    if request.method == "POST":
        review = confirm(page=page, user=request.user, on=timezone.localdate())
        messages.success(request, _thanks(page, review))
        edit = reverse("wagtailadmin_pages:edit", args=[pk])
        # Not `redirect`: of what is no address it would look for a view's name.
        return HttpResponseRedirect(following or edit)
    context = {"page": page, "next": following, **_facts(page)}
    return render(request, "editorial/freshness/confirm.html", context)


@never_cache
@csrf_exempt  # The code is the right to confirm, and no cookie has a part in it.
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_by_link(request: HttpRequest) -> HttpResponse:
    """The link of a reminder: looking confirms nothing, for mail scanners look too."""
    if request.method == "POST":
        code = request.POST.get(CODE, "")
        link = confirm_by(code, timezone.localdate())
        is_done = link.state is LinkState.VALID
    else:
        code, is_done = request.GET.get(CODE, ""), False
        link = opened(code, timezone.localdate())
    return _answer(request, link, code, is_done)


def _answer(
    request: HttpRequest, link: OpenedLink, code: str, is_done: bool
) -> HttpResponse:
    context: dict[str, Any] = {
        "state": "done" if is_done else link.state.value,
        "code": code,
        "sheet": link.page,
    }
    if link.page is not None:
        context |= {"keeper": keeper_of(link.page), **_facts(link.page)}
    is_unknown = link.state is LinkState.UNKNOWN
    template = "editorial/freshness/confirm_by_link.html"
    return render(request, template, context, status=404 if is_unknown else 200)


def _thanks(page: Page, review: Review) -> str:
    text = f"Grazie: «{page.title}» è verificata {on_day(review.reviewed_on)} da {review.reviewer}."
    if shown(page.specific, review.reviewed_on).expired:
        text += " Gli importi scaduti restano «in aggiornamento»: scrivi quelli nuovi."
    return text


def _facts(page: Page) -> dict[str, Any]:
    found = shown(page.specific, timezone.localdate())
    return {
        "facts": found.facts,
        "expired": found.expired,
        "review": last_review(page),
        "public_url": page.url,
    }
