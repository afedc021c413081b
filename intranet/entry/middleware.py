"""The one door of the restricted part. Deny by default, whatever the address.

Asked twice: by address, so that a visitor learns nothing of what lies below it, and by the module
of the view, so that one which somebody mounts elsewhere is closed as well. Pages of the tree ask
themselves too (`intranet.models.pages`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from intranet.entry.access import Access, access_of

SLUG = "intranet"
SAFE = ("GET", "HEAD")


def lies_inside(path: str) -> bool:
    """True for the root's address and all below it, however it is written."""
    parts = [part.casefold() for part in path.split("/") if part]
    if parts and parts[0] in dict(settings.LANGUAGES):
        parts = parts[1:]
    return parts[:1] == [SLUG]


def access_for(request: HttpRequest) -> Access:
    """What the person of this request is here; read once."""
    known: Access | None = getattr(request, "intranet", None)
    if known is None:
        who = getattr(request, "standing", None)
        known = access_of(request.user, timezone.localdate(), who)
        request.intranet = known  # type: ignore[attr-defined]
    return known


def refusal(request: HttpRequest) -> HttpResponse | None:
    """Why this person gets nothing, as an answer; None for who may enter."""
    if not request.user.is_authenticated:
        query = urlencode({"next": request.path}) if request.method in SAFE else ""
        return redirect(f"{reverse(settings.LOGIN_URL)}?{query}".rstrip("?"))
    if access_for(request).enters:
        return None
    has_role = bool(access_for(request).standing.held)
    return render(request, "intranet/closed.html", {"has_role": has_role}, status=403)


def keep_to_oneself(answer: HttpResponse) -> HttpResponse:
    """Kept by no cache, so that the back button after logout shows nothing; in no index."""
    patch_cache_control(answer, no_store=True, private=True)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer


class IntranetMiddleware:
    """Lets in who may; all else gets the same answer, be there something or not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not lies_inside(request.path):
            answer = self.get_response(request)
            return keep_to_oneself(answer) if hasattr(request, "intranet") else answer
        return keep_to_oneself(refusal(request) or self.get_response(request))

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """A view of this app, wherever it is mounted."""
        if not view.__module__.startswith(f"{SLUG}."):
            return None
        answer = refusal(request)
        return keep_to_oneself(answer) if answer else None
