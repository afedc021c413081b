"""Where the link of an invitation leads. A GET shows; only a POST accepts."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import EmailAddress, Login
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import View

from accounts.actions import accept_invitation, usable_invitation
from accounts.models import Invitation, User
from accounts.people.forms import AcceptanceForm

CODE = "codice"


@method_decorator(
    [never_cache, sensitive_post_parameters("password1", "password2")], name="dispatch"
)
class AcceptInvitationView(View):
    """One page whatever is wrong with a link: it tells nothing about what once was there."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._answer(request, request.GET.get(CODE, ""))

    def post(self, request: HttpRequest) -> HttpResponse:
        return self._answer(request, request.POST.get(CODE, ""))

    def _answer(self, request: HttpRequest, token: str) -> HttpResponse:
        invitation = usable_invitation(token, timezone.now())
        if invitation is None:
            return unusable(request)
        known = User.objects.filter(email=invitation.email).first()
        try:
            if request.user.is_authenticated:
                return self._for_who_is_in(request, invitation, token)
            if known:
                return self._for_who_must_log_in(request, invitation, token)
            return self._for_somebody_new(request, invitation, token)
        except (Invitation.DoesNotExist, IntegrityError, ValidationError):
            # Two clicks at once, or withdrawn this moment: the first one counts.
            return unusable(request)

    def _for_somebody_new(
        self, request: HttpRequest, invitation: Invitation, token: str
    ) -> HttpResponse:
        form = AcceptanceForm(request.POST or None, email=invitation.email)
        if not form.is_valid():
            return show(request, "new", invitation, token, form=form)
        user = join(invitation, form.cleaned_data)
        login = Login(
            user=user, email=user.email, redirect_url=reverse("accounts_mine")
        )
        return perform_password_login(request, {"email": user.email}, login)

    def _for_who_must_log_in(
        self, request: HttpRequest, invitation: Invitation, token: str
    ) -> HttpResponse:
        here = f"{reverse('accept_invitation')}?{urlencode({CODE: token})}"
        login = f"{reverse('account_login')}?{urlencode({'next': here})}"
        return show(request, "known", invitation, token, login=login)

    def _for_who_is_in(
        self, request: HttpRequest, invitation: Invitation, token: str
    ) -> HttpResponse:
        if request.user.email != invitation.email:  # type: ignore[union-attr]
            return show(request, "somebody_else", invitation, token)
        if request.method != "POST":
            return show(request, "confirm", invitation, token)
        accept(invitation, request.user)
        messages.success(request, "Fatto: il nuovo ruolo è tuo da adesso.")
        return redirect("accounts_mine")


def show(
    request: HttpRequest, name: str, invitation: Invitation, token: str, **more: Any
) -> HttpResponse:
    """The page for one kind of visitor."""
    context = {"invitation": invitation, "role": invitation.rights, "token": token}
    return render(request, f"accounts/invitation/{name}.html", context | more)


def unusable(request: HttpRequest) -> HttpResponse:
    """Wrong, used, expired or withdrawn: the same words, and what to do now."""
    return render(request, "accounts/invitation/unusable.html", status=404)


@transaction.atomic
def join(invitation: Invitation, facts: dict[str, Any]) -> User:
    """The new person with the profile offered; the link proved the address."""
    user = User.objects.create_user(
        invitation.email,
        facts["password1"],
        first_name=facts["first_name"],
        last_name=facts["last_name"],
    )
    EmailAddress.objects.create(
        user=user, email=user.email, verified=True, primary=True
    )
    accept(invitation, user)
    return user


def accept(invitation: Invitation, user: Any) -> None:
    """Now, today."""
    accept_invitation(
        invitation=invitation,
        user=user,
        at=timezone.now(),
        on=timezone.localdate(),
    )
