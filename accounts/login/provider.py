"""Login at the body's own provider (OpenID Connect): for people who have an account here already.

Asked by settings (`OIDC_…`). It connects an account to the provider's identity the first time, by
an address that the provider calls verified; it never makes one.
"""

from __future__ import annotations

import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

from accounts.login import factor
from accounts.models import User

# Seconds within which the login must end after the provider answered.
ANSWER_LASTS = 5 * 60


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Finds the person; a stranger is told kindly that accounts are given."""

    def is_open_for_signup(
        self, request: HttpRequest, sociallogin: SocialLogin
    ) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """Not allauth's way, which would take the password from whoever enters so."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the person, or stop. Only to log in: nothing is connected from a page."""
        is_login = sociallogin.state.get("process") == AuthProcess.LOGIN
        user = self._person(sociallogin) if is_login else None
        if user is None or not user.is_active:
            answer = render(request, "account/signup_closed.html", status=403)
            raise ImmediateHttpResponse(answer)
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)
        if shows_second_factor(sociallogin.account.extra_data):
            factor.record(request, user, "provider")

    def _person(self, sociallogin: SocialLogin) -> User | None:
        if sociallogin.is_existing:
            return sociallogin.user
        verified = [e.email for e in sociallogin.email_addresses if e.verified is True]
        found = User.objects.filter(email__in=[email.lower() for email in verified])
        return found.first() if len(verified) == 1 else None


def shows_second_factor(data: dict[str, Any]) -> bool:
    """Whether the provider's signed answer names one of the ways that the setting accepts."""
    token = data.get("id_token") or {}
    named = token.get("amr") or []
    ways = {*(named if isinstance(named, list) else [named]), token.get("acr")}
    return bool(ways & set(settings.OIDC_SECOND_FACTOR))


def vouched(request: HttpRequest, user: Any) -> bool:
    """The provider showed a second factor of this person, just now and in this session."""
    return any(
        record.get("type") == "provider" and time.time() - record["at"] < ANSWER_LASTS
        for record in get_authentication_records(request, user)
    )
