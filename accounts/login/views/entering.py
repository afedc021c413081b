"""After login: where to go, and the second factor that is still missing."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.login import factor, permissions
from accounts.login.doors import door_for
from accounts.login.factor_adapter import ERRORS

ENTERS_ADMIN = "wagtailadmin.access_admin"


def login(request: HttpRequest) -> HttpResponseBase:
    """allauth's, but for who is inside already and has no business in the admin: sent back there
    they would go round in a circle."""
    if request.user.is_authenticated and not request.user.has_perm(ENTERS_ADMIN):
        return _where_else(request.user)
    return account.login(request)


def _where_else(user: Any) -> HttpResponse:
    """The part that is theirs, or their account."""
    return redirect(door_for(user) or "accounts_mine")


@login_required
def entered(request: HttpRequest) -> HttpResponse:
    """Whoever edits goes to the admin, others to the part that is theirs, or to their account."""
    if request.user.has_perm(ENTERS_ADMIN):
        return redirect("wagtailadmin_home")
    return _where_else(request.user)


@login_required
@never_cache
def set_up(request: HttpRequest) -> HttpResponse:
    """What a second factor is, and the two ways to have one."""
    if factor.passed(request):
        return redirect("mfa_index")
    is_open = factor.may_set_up(request.user, timezone.now())
    return render(request, "accounts/login/set_up.html", {"is_open": is_open})


@login_required
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """One's own access: password, second factor, sessions."""
    user: Any = request.user
    active = user.memberships.active_on(timezone.localdate())
    context = {
        "profiles": active.select_related("organisation"),
        "has_factor": factor.has(user),
        "helps_others": permissions.can_ask_at_all(user, timezone.now())
        or permissions.can_decide_at_all(user, timezone.now()),
    }
    return render(request, "accounts/login/mine.html", context)


def closed(request: HttpRequest, **_: Any) -> HttpResponse:
    """A door of the packages that this site does not have."""
    return render(request, "account/signup_closed.html", status=403)


class RemoveKeyView(RemoveWebAuthnView):
    """allauth lets the last key go without asking `can_delete_authenticator`."""

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        user = request.user
        if user.is_authenticated and factor.must_have(user):
            own = self.get_queryset().filter(pk=kwargs["pk"]).first()
            if own is not None and factor.is_only_one(own):
                messages.error(request, ERRORS["cannot_delete_authenticator"])
                return redirect("mfa_list_webauthn")
        return super().dispatch(request, *args, **kwargs)
