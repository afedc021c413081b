"""How django-allauth behaves here: nobody signs up, and no office is locked out."""

from __future__ import annotations

import datetime as dt
import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.cache import caches
from django.http import HttpRequest

from accounts.login import factor
from accounts.login.cache import digest

logger = logging.getLogger(__name__)

STOCK_STAGE = "allauth.mfa.stages.AuthenticateStage"
OWN_STAGE = "accounts.login.stages.SecondFactorStage"
# How long an address stays known for a person who entered from it.
KNOWN_FOR = dt.timedelta(days=90)

ERRORS = {
    "email_password_mismatch": "L'indirizzo e-mail o la password non sono giusti.",
    "too_many_login_attempts": (
        "Troppi tentativi sbagliati. Aspetta cinque minuti e riprova; "
        "se hai dimenticato la password, chiedine una nuova."
    ),
    "incorrect_password": "La password non è giusta.",
    "enter_current_password": "La password di adesso non è giusta.",
    "incorrect_code": "Il codice non è giusto.",
    "rate_limited": "Troppi tentativi: aspetta qualche minuto e riprova.",
    "invalid_password_reset": "Questo collegamento non vale più.",
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are given; failed attempts are counted for a person at an address.

    A person's own address is one they entered from before: attempts from elsewhere, however many,
    do not shut them out there, and one person's mistakes never shut out the office's others.
    """

    error_messages = {**DefaultAccountAdapter.error_messages, **ERRORS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        """Ours also accepts the second factor of the body's own provider."""
        stages = super().get_login_stages()
        return [OWN_STAGE if stage == STOCK_STAGE else stage for stage in stages]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Asked before factors change; not minutes after login, to set up the first."""
        request = self.request
        if request.user.is_authenticated and not factor.has(request.user):
            return not factor.entered_lately(request)
        return True

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """The password of the person at the screen, counted like one at login."""
        found = self.authenticate(
            self.request,
            email=user.email,  # type: ignore[attr-defined]
            password=password,
        )
        return found is not None and found.pk == user.pk

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        super().pre_authenticate(request, **credentials)
        self._elsewhere = None
        key = self._get_login_attempts_cache_key(request, **credentials)
        if caches["login"].get(_known(key)):
            return
        self._elsewhere = _count(request, "login_failed_elsewhere", _login(credentials))
        if self._elsewhere is None:
            self._rollback_login_failed_rl_usage()
            raise self.validation_error("too_many_login_attempts")

    def authenticate(
        self, request: HttpRequest, **credentials: Any
    ) -> AbstractBaseUser | None:
        user = super().authenticate(request, **credentials)
        if user:
            if self._elsewhere:
                self._elsewhere.rollback()
            key = self._get_login_attempts_cache_key(request, **credentials)
            caches["login"].set(_known(key), 1, KNOWN_FOR.total_seconds())
        return user

    def forget_failures(self, request: HttpRequest, email: str) -> None:
        """A new password begins anew."""
        self._delete_login_attempts_cached_email(request, email=email)
        ratelimit.clear(
            request,
            app="allauth.account",
            action="login_failed_elsewhere",
            key=email.lower(),
        )

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Links are built from the site's own address, never from the request.

        A mail server that refuses shows nobody an error: that would tell who exists.
        """
        more = {"base": settings.WAGTAILADMIN_BASE_URL}
        try:
            super().send_mail(template_prefix, email, {**context, **more})
        except (OSError, SMTPException) as error:
            # The address is personal data: the kind of fault is enough.
            logger.error("%s not sent: %s", template_prefix, type(error).__name__)

    def is_safe_url(self, url: str | None) -> bool:
        """Where `next` leads; what is no address at all leads nowhere."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        return _at_home(super().get_reset_password_from_key_url(key))

    def _get_login_attempts_cache_key(
        self, request: HttpRequest, **credentials: Any
    ) -> str:
        return f"{_login(credentials)}|{ratelimit.get_ip(request)}"


def _login(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email", "")).lower()


def _known(key: str) -> str:
    return digest(f"known:{key}")


def _count(request: HttpRequest, action: str, key: str) -> Any:
    return ratelimit.consume(request, app="allauth.account", action=action, key=key)


def _at_home(address: str) -> str:
    """The same path on the site's own address."""
    _, _, rest = address.partition("://")
    _, _, path = rest.partition("/")
    return f"{settings.WAGTAILADMIN_BASE_URL}/{path}"
