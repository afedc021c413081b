"""Asked on each request of somebody logged in: does the session last, is it locked, was a second
factor shown? A visitor without a session cookie costs nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from accounts.login import factor, kept_form, life

Answer = Callable[[HttpRequest], HttpResponse]

STAFF = ("/admin/", "/accesso/", "/redazione/")
# Reached while the screen is locked.
OPEN_WHEN_LOCKED = {
    "accounts_unlock",
    "accounts_unlock_with_key",
    "accounts_change_person",
    "account_logout",
    "theme",
}
# Reached by somebody whose second factor is still missing, to set it up.
OPEN_FOR_SET_UP = {
    "account_logout",
    "account_reauthenticate",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "accounts_entered",
    "accounts_set_up",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "theme",
}
SETTING_UP = {"mfa_activate_totp", "mfa_add_webauthn"}


def has_session(request: HttpRequest) -> bool:
    """A visitor's request is not even looked at."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


class SessionLifeMiddleware:
    """Ends a session that lasted too long or fell silent, and keeps what was typed meanwhile."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not has_session(request):
            return self.get_response(request)
        if not request.user.is_authenticated:
            return self._back_too_late(request) or self.get_response(request)
        over = life.why_over(request.session, time.time())
        if over:
            return self._end(request, over)
        life.note(request.session, request.path, time.time())
        response = self.get_response(request)
        _drop_what_was_sent(request, response)
        if "public" not in response.headers.get("Cache-Control", ""):
            # What one person saw is not in the machine's memory for the next.
            patch_cache_control(response, no_store=True, private=True)
        return response

    def _end(self, request: HttpRequest, over: str) -> HttpResponse:
        user = str(request.user.pk)
        is_editing = kept_form.is_editing(request)
        logout(request)
        request.session[life.ENDED_FOR] = user
        if is_editing:
            kept_form.keep(request, user)
        return _to_login(request, over)

    def _back_too_late(self, request: HttpRequest) -> HttpResponse | None:
        """The session ended with an earlier request: this one may still bring text."""
        user = request.session.get(life.ENDED_FOR)
        if user is None or not kept_form.is_editing(request):
            return None
        kept_form.keep(request, user)
        return _to_login(request, life.TOO_QUIET)


def _drop_what_was_sent(request: HttpRequest, response: HttpResponse) -> None:
    kept = request.session.get(kept_form.KEY)
    if kept_form.was_kept_by(request):
        return
    is_same = kept is not None and kept["path"] == request.path
    if is_same and request.method == "POST" and response.status_code < 400:
        kept_form.drop(request.session)


def _to_login(request: HttpRequest, why: str) -> HttpResponse:
    if _is_script(request):
        return _for_script(why)
    messages.info(request, why)
    return redirect(f"{reverse('account_login')}?{urlencode({'next': _back(request)})}")


def _back(request: HttpRequest) -> str:
    return request.get_full_path() if request.method == "GET" else request.path


def _is_script(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _for_script(why: str) -> HttpResponse:
    """For the editor's own saving: the only code whose words Wagtail shows is this one."""
    words = f"{why} Il tuo testo non va perso."
    told = {"success": False, "error_code": "locked", "error_message": words}
    return JsonResponse(told, status=403)


class ScreenLockMiddleware:
    """A locked session answers with the page that unlocks it, and with nothing else."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, *_: Any, **__: Any
    ) -> HttpResponse | None:
        if not has_session(request) or not request.user.is_authenticated:
            return None
        if life.LOCKED not in request.session or _name(request) in OPEN_WHEN_LOCKED:
            return None
        if kept_form.is_editing(request):
            kept_form.keep(request, request.user.pk)
        if _is_script(request):
            return _for_script("Lo schermo è bloccato.")
        return redirect("accounts_unlock")


class SecondFactorMiddleware:
    """Whoever enters the admin shows a second factor first; until then they are nobody.

    In the admin and on the pages of accounts they are led to it. Everywhere else the request goes
    on as a visitor's, so that no page has to know.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, *_: Any, **__: Any
    ) -> HttpResponse | None:
        if not has_session(request) or not request.user.is_authenticated:
            return None
        if factor.passed(request):
            return _give_back(request)
        if not factor.must_have(request.user):
            return None
        if _name(request) in OPEN_FOR_SET_UP:
            return _closed_for_set_up(request)
        if request.path.startswith(STAFF):
            return _lead_on(request)
        request.user = AnonymousUser()
        return None


def _name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _lead_on(request: HttpRequest) -> HttpResponse:
    if _is_script(request):
        return _for_script("Manca il secondo fattore.")
    if not factor.has(request.user):
        return redirect("accounts_set_up")
    query = urlencode({"next": _back(request)})
    return redirect(f"{reverse('mfa_reauthenticate')}?{query}")


def _give_back(request: HttpRequest) -> HttpResponse | None:
    """The first page of the admin after coming back is the text that was kept."""
    if request.method != "GET" or _is_script(request):
        return None
    if not request.path.startswith(life.ADMIN) or kept_form.KEY not in request.session:
        return None
    if kept_form.kept(request.session, request.user.pk) is None:
        return None
    return redirect("accounts_kept_form")


def _closed_for_set_up(request: HttpRequest) -> HttpResponse | None:
    """A factor is there by now, and shown first; or the day that a recovery gives is over."""
    if _name(request) not in SETTING_UP:
        return None
    if factor.has(request.user):
        return _lead_on(request)
    if factor.may_set_up(request.user, timezone.now()):
        return None
    return redirect("accounts_set_up")
