"""Asked on each request of somebody logged in: is a profile still in force?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from accounts.actions import sync_rights
from accounts.permissions import Standing
from accounts.roles import RoleCode
from accounts.sessions import limit_session

OVER = (
    "Il tuo accesso non è più valido. Se ti serve ancora, "
    "chiedi a chi è responsabile per il tuo ente."
)
# The profiles that the groups followed when this session last asked.
SEEN = "profiles"


class MembershipMiddleware:
    """Whoever has no profile in force is logged out at once (Art. 5 of the protocol).

    Where profiles began or ended since the last request the groups follow first, so that rights
    are those of today. A visitor without a session cookie costs no query.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        if not request.user.is_authenticated:
            return self.get_response(request)
        if self._is_in_force(request, timezone.localdate()) or _accepts(request):
            return self.get_response(request)
        logout(request)
        messages.error(request, OVER)
        return redirect(settings.LOGIN_URL)

    def _is_in_force(self, request: HttpRequest, on: dt.date) -> bool:
        """Whether a profile is; groups and session are brought in step with what is."""
        user: Any = request.user
        rows = list(
            user.memberships.active_on(on)
            .order_by("pk")
            .values_list("pk", "valid_until", "role", "organisation_id")
        )
        held = frozenset((RoleCode(role), body) for *_, role, body in rows)
        request.standing = Standing(user.pk, held)  # type: ignore[attr-defined]
        seen = [pk for pk, *_ in rows]
        if request.session.get(SEEN) != seen:
            sync_rights(user=user, on=on)
            request.session[SEEN] = seen
        limit_session(request.session, [until for _, until, *_ in rows])
        return bool(rows)


def _accepts(request: HttpRequest) -> bool:
    """Somebody whose profiles have all ended may still accept a new one."""
    return request.path == reverse("accept_invitation")
