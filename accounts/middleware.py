"""Asked on each request of somebody logged in: is a profile still in force?"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

OVER = (
    "Il tuo accesso non è più valido. Se ti serve ancora, "
    "chiedi a chi è responsabile per il tuo ente."
)


class MembershipMiddleware:
    """Whoever has no profile in force is logged out at once (Art. 5 of the protocol).

    A visitor without a session cookie costs no query.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        if not request.user.is_authenticated:
            return self.get_response(request)
        if request.user.memberships.active_on(timezone.localdate()).exists():
            return self.get_response(request)
        logout(request)
        messages.error(request, OVER)
        return redirect(settings.LOGIN_URL)
