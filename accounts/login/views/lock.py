"""The locked screen of a shared machine, and the change of person."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal import flows
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.login import kept_form, life
from accounts.login.forms import PasswordForm
from accounts.login.key_forms import ConfirmKeyForm
from core.origins import is_own

WRONG = "La password non è giusta."


def _forgotten(response: HttpResponse) -> HttpResponse:
    """The browser drops the pages it kept for going back."""
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@login_required
@never_cache
def lock(request: HttpRequest) -> HttpResponse:
    """One click from a page of ours locks; a link from elsewhere only offers to."""
    if request.method == "POST" or is_own(request):
        request.session[life.LOCKED] = True
        return _forgotten(redirect("accounts_unlock"))
    return render(request, "accounts/login/lock.html")


@sensitive_post_parameters("password")
@login_required
@never_cache
def unlock(request: HttpRequest) -> HttpResponse:
    """The same person's password opens the screen again."""
    if life.LOCKED not in request.session:
        return redirect("accounts_entered")
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_right(request, form):
        return _open(request)
    context = {"form": form, "key_form": None, "js_data": None}
    if _keys(request):
        context["key_form"] = ConfirmKeyForm(user=request.user)
        context["js_data"] = begin_authentication(request.user)
    return render(request, "accounts/login/unlock.html", context)


@require_POST
@login_required
@never_cache
def unlock_with_key(request: HttpRequest) -> HttpResponse:
    """The same person's key or device opens it."""
    if life.LOCKED not in request.session:
        return redirect("accounts_entered")
    form = ConfirmKeyForm(user=request.user, data=request.POST)
    if form.is_valid():
        return _open(request)
    messages.error(request, "La chiave non è stata riconosciuta: riprova.")
    return redirect("accounts_unlock")


@require_POST
@never_cache
def change_person(request: HttpRequest) -> HttpResponse:
    """End this person's session and ask for the next."""
    flows.logout.logout(request, show_message=False)
    messages.info(request, "Sessione chiusa: può entrare un'altra persona.")
    return _forgotten(redirect("account_login"))


def _is_right(request: HttpRequest, form: PasswordForm) -> bool:
    password = form.cleaned_data["password"]
    try:
        is_right = bool(get_adapter().reauthenticate(request.user, password))
    except ValidationError as error:  # too many attempts
        form.add_error("password", error)
        return False
    if not is_right:
        form.add_error("password", WRONG)
    return is_right


def _open(request: HttpRequest) -> HttpResponse:
    del request.session[life.LOCKED]
    request.session[life.SEEN] = int(time.time())
    if kept_form.kept(request.session, request.user.pk):
        return redirect("accounts_kept_form")
    return redirect("accounts_entered")


def _keys(request: HttpRequest) -> Any:
    own = Authenticator.objects.filter(user=request.user)
    return own.filter(type=Authenticator.Type.WEBAUTHN).exists()
