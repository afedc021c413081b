"""Before anything else, whoever entered reads the instructions of their body (Art. 5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from accounts.models import Acceptance, Instructions

# Ways in and out, second factors, and what a page needs to be seen: by the module of the view.
OPEN = ("allauth.", "accounts.login.", "core.views", "django.views.static")
SAFE = ("GET", "HEAD", "OPTIONS")


def before_instructions(view: Any) -> Any:
    """Mark a view that is open to those who have not accepted the instructions yet."""
    view.before_instructions = True
    return view


class InstructionsMiddleware:
    """Closed to whoever has not accepted the current version, but for what is marked as open.

    Somebody who accepted an earlier version may still send what they have been writing: nothing
    typed is lost because a new version came out meanwhile.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Asked on each request of somebody logged in; a visitor costs no query."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or _is_open(view):
            return None
        if not request.user.is_authenticated:
            return None
        pending = Instructions.objects.pending_for(request.user, timezone.localdate())
        bodies = pending.values_list("organisation", flat=True)
        if not bodies or (request.method not in SAFE and _knows(request, bodies)):
            return None
        query = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('instructions')}?{query}")


def _is_open(view: Any) -> bool:
    return getattr(view, "before_instructions", False) or view.__module__.startswith(
        OPEN
    )


def _knows(request: HttpRequest, bodies: Any) -> bool:
    """Whether an earlier version of each body was accepted."""
    earlier = Acceptance.objects.filter(user=request.user.pk)
    known = earlier.values_list("instructions__organisation", flat=True)
    return set(bodies) <= set(known)
