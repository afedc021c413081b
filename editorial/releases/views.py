"""Public pages of the list: all lists, one, its files, what changed since a day, the link of a
letter. No cookie, no login."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import etag, require_http_methods, require_safe

from editorial.models import ListRelease, ReleaseFile
from editorial.releases.actions import confirm_by_link
from editorial.releases.news import changes_of
from editorial.releases.showing import (
    list_context,
    news_context,
    release_context,
    shown_change,
    with_files,
)
from editorial.releases.signing import LinkState, OpenedLink, opened

CODE = "codice"
# A file never changes, but its list may be withdrawn.
AN_HOUR = 3600
TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def releases(request: HttpRequest) -> HttpResponse:
    """Every list that was released."""
    return render(request, "editorial/releases/list.html", list_context(request))


@require_safe
def release(request: HttpRequest, number: int) -> HttpResponse:
    """One list."""
    found = get_object_or_404(with_files(ListRelease.objects.all()), number=number)
    context = release_context(found, request)
    return render(request, "editorial/releases/release.html", context)


def _digest_of_file(request: HttpRequest, number: int, format_: str) -> str | None:
    files = ReleaseFile.objects.filter(release__withdrawal=None)
    files = files.filter(release__number=number, format=format_)
    found = files.values_list("digest", flat=True).first()
    return f'"{found}"' if found else None


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
@etag(_digest_of_file)
def release_file(request: HttpRequest, number: int, format_: str) -> HttpResponse:
    """A file of a list, as it was given out the first time."""
    files = ReleaseFile.objects.filter(release__withdrawal=None)
    whole = files.select_related("release").defer("release__content")
    found = whole.filter(release__number=number, format=format_).first()
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=TYPES[format_])
    response["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return response


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """What changed since a day; 400 with the form where the day is none."""
    context = news_context(request, timezone.localdate())
    status = 200 if context["since"] else 400
    return render(request, "editorial/releases/news.html", context, status=status)


@never_cache
@csrf_exempt  # The code is the right to confirm, and no cookie has a part in it.
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_list_by_link(request: HttpRequest) -> HttpResponse:
    """The link of a letter: looking confirms nothing, for mail scanners look too."""
    at = timezone.now()
    if request.method == "POST":
        code = request.POST.get(CODE, "")
        link = confirm_by_link(code=code, at=at)
        is_done = link.state is LinkState.VALID
    else:
        code, is_done = request.GET.get(CODE, ""), False
        link = opened(code, at)
    return _answer(request, link, code, is_done)


def _answer(
    request: HttpRequest, link: OpenedLink, code: str, is_done: bool
) -> HttpResponse:
    context: dict[str, Any] = {
        "state": "done" if is_done else link.state.value,
        "code": code,
        "receipt": link.receipt,
        "changes": [],
    }
    if link.receipt is not None and link.state is LinkState.VALID:
        key = link.receipt.body_key
        found = changes_of(link.receipt.subject)
        context["changes"] = [shown_change(row) for row in found if row.concerns(key)]
    is_unknown = link.state is LinkState.UNKNOWN
    template = "editorial/releases/confirm_by_link.html"
    return render(request, template, context, status=404 if is_unknown else 200)
