"""What follows when somebody enters, sets up a factor or changes the password."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from accounts.login import factor, life
from accounts.models import FactorRecovery, User
from core.middleware import truncated


def begin_session(request: HttpRequest | None, **_: Any) -> None:
    """Receiver of `user_logged_in`: the session's hours begin."""
    if request is not None:
        life.begin(request.session, time.time())


def pass_with_new_factor(
    request: HttpRequest, user: User, authenticator: Authenticator, **_: Any
) -> None:
    """Receiver of `authenticator_added`: setting it up showed it; a recovery is complete."""
    if authenticator.type not in factor.MAIN_TYPES:
        return
    shown = {"id": authenticator.pk, "reauthenticated": True}
    factor.record(request, user, authenticator.type, **shown)
    open_ones = FactorRecovery.objects.not_used().filter(person=user)
    open_ones.update(completed_at=timezone.now())


def end_other_sessions(request: HttpRequest, user: User, **_: Any) -> None:
    """Receiver of allauth's signals for a new password: only this session goes on."""
    end_sessions(user, but=request.session.session_key)
    get_adapter(request).forget_failures(request, user.email)


def end_sessions(user: User, but: str | None = None) -> None:
    """End all sessions of a person, but one."""
    rows = UserSession.objects.filter(user=user).exclude(session_key=but or "")
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()


def let_go_of_old_address(
    instance: User, created: bool, update_fields: Any = None, **_: Any
) -> None:
    """Receiver of `post_save`: an address that is not the person's any more opens nothing.

    allauth keeps addresses of its own, and would let in, and send a new password to, each of them.
    """
    is_same = update_fields is not None and "email" not in update_fields
    if not created and not is_same:
        others = EmailAddress.objects.filter(user=instance)
        others.exclude(email__iexact=instance.email).delete()


def shorten_address(instance: UserSession, **_: Any) -> None:
    """Receiver of `pre_save`: no row names the household that somebody entered from."""
    short = truncated(instance.ip or "")
    instance.ip = "::" if short == "-" else short
