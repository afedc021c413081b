"""Who needs a second factor, who has one, and whether a session has passed it."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import FactorRecovery
from accounts.models.login import RECOVERY_LASTS
from accounts.roles import ROLES

ENTERING_ROLES = [role.code.value for role in ROLES.values() if role.enters_admin]
MAIN_TYPES = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# Seconds for which the login just made counts as a confirmation, where no factor is set up yet.
FRESH = 10 * 60


def must_have(user: Any) -> bool:
    """Whoever enters the admin, by a profile in force or by a right given otherwise."""
    on = timezone.localdate()
    profiles = user.memberships.active_on(on).filter(role__in=ENTERING_ROLES)
    return (
        user.is_superuser
        or profiles.exists()
        or user.has_perm("wagtailadmin.access_admin")
    )


def has(user: Any) -> bool:
    """An app or a key is set up; codes on paper alone do not count."""
    return bool(Authenticator.objects.filter(user=user, type__in=MAIN_TYPES).exists())


def passed(request: HttpRequest) -> bool:
    """This session showed a second factor of the person who is logged in."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def record(request: HttpRequest, user: Any, kind: str, **more: Any) -> None:
    """Note that the session showed a factor: one just set up, or the provider's."""
    record_authentication(request, user, "mfa", type=kind, **more)


def entered_lately(request: HttpRequest) -> bool:
    """The person proved who they are some minutes ago: not asked again for the first set-up."""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < FRESH


def may_set_up(user: Any, at: dt.datetime) -> bool:
    """With the password alone: the first time, or within a day of an approved recovery."""
    approved = FactorRecovery.objects.not_used().filter(person=user)
    return not approved.filter(decided_at__lte=at - RECOVERY_LASTS).exists()


def is_only_one(authenticator: Authenticator) -> bool:
    """Without it no app and no key would be left."""
    others = Authenticator.objects.filter(
        user_id=authenticator.user_id, type__in=MAIN_TYPES
    )
    return not others.exclude(pk=authenticator.pk).exists()
