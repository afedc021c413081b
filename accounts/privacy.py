"""What is held of a person who works here, and what is left once it is erased.

The user's row stays, without name and address: pages, approvals and the security log point at its
number. So do the authorisation profiles, which say that somebody was entitled (Art. 5).
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.forms.models import model_to_dict
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry, PageSubscription
from wagtail.users.models import UserProfile

from accounts.actions import withdraw_membership
from accounts.audit.kinds import Kind
from accounts.audit.recording import record
from accounts.models import (
    Acceptance,
    AuditEntry,
    FactorRecovery,
    Invitation,
    Membership,
    User,
)
from core import privacy

ERASED = "cancellato-{}@utente.invalid"
ERASED_REASON = "(cancellato)"
LAST = "È l'unico amministratore con un accesso valido: dai prima il profilo a un'altra persona."


def register() -> None:
    """All that `accounts` holds; the account comes last, so that the rest still finds its names."""
    privacy.register("profili", export=_profiles, erase=_erase_profiles)
    privacy.register("secondo fattore", export=_recoveries, erase=lambda user: 0)
    privacy.register("istruzioni", export=_acceptances, erase=lambda user: 0)
    privacy.register("inviti", export=_invitations, erase=_erase_invitations)
    privacy.register("registri", export=_logs, erase=_erase_labels)
    privacy.register("uso del sito", export=_use, erase=_erase_use)
    privacy.register("account", export=_account, erase=_erase_account)


def _profiles(user: User) -> list[dict[str, Any]]:
    rows = user.memberships.select_related("organisation")
    return [{**model_to_dict(row), "ente": str(row.organisation or "")} for row in rows]


def _erase_profiles(user: User) -> int:
    if user.pk == Membership.objects.only_administrator(timezone.localdate()):
        raise privacy.CannotErase(LAST)
    for row in user.memberships.not_withdrawn():
        withdraw_membership(membership=row)
    user.factor_recoveries.update(reason=ERASED_REASON)
    return user.memberships.update(suspended_because="")


def _recoveries(user: User) -> list[dict[str, Any]]:
    """That a second factor was lost: why is erased with the profiles, the rest stays."""
    rows = user.factor_recoveries.values("reason", "asked_at", "outcome")
    return [dict(row) for row in rows]


def _acceptances(user: User) -> list[dict[str, Any]]:
    """Which instructions the person has. They stay, by number: Art. 5 asks to show them."""
    rows = user.acceptances.select_related("instructions")
    return [
        {
            "istruzioni": str(row.instructions),
            "il": row.accepted_on,
            "a voce": row.is_oral,
        }
        for row in rows
    ]


def _invitations(user: User) -> list[dict[str, Any]]:
    rows = Invitation.objects.filter(email=user.email)
    return [model_to_dict(row, exclude=["token_hash"]) for row in rows]


def _erase_invitations(user: User) -> int:
    """Those to the person's address; the log titles them with it."""
    rows = Invitation.objects.filter(email=user.email)
    ids = [str(pk) for pk in rows.values_list("pk", flat=True)]
    kind = ContentType.objects.get_for_model(Invitation)
    entries = ModelLogEntry.objects.filter(content_type=kind, object_id__in=ids)
    return entries.update(label=_erased_name(user), data={}) + rows.delete()[0]


def _logs(user: User) -> dict[str, Any]:
    """What the logs say of the person. That this was asked is written down too."""
    record(Kind.EXPORT, obj=user, command="privacy")
    own = AuditEntry.objects.filter(user_number=user.pk)
    fields = ("timestamp", "action", "label")
    return {
        "sicurezza": list(
            own.values("at", "kind", "object_type", "object_id", "codes")
        ),
        "pagine": list(PageLogEntry.objects.filter(user=user).values(*fields)),
        "altro": list(ModelLogEntry.objects.filter(user=user).values(*fields)),
    }


def _erase_labels(user: User) -> int:
    """Wagtail's log titles what happened to a person with their address."""
    number = 0
    for model, rows in (
        (User, [user]),
        (Membership, user.memberships.all()),
        (Acceptance, user.acceptances.all()),
        (FactorRecovery, user.factor_recoveries.all()),
    ):
        kind = ContentType.objects.get_for_model(model)
        ids = [str(row.pk) for row in rows]
        told = ModelLogEntry.objects.filter(content_type=kind, object_id__in=ids)
        number += told.update(label=_erased_name(user), data={})
    return number


def _use(user: User) -> dict[str, Any]:
    profile = UserProfile.objects.filter(user=user).first()
    return {
        "preferenze": model_to_dict(profile, exclude=["avatar"]) if profile else {},
        "avatar": profile.avatar.name if profile and profile.avatar else "",
        "sessioni aperte": len(_sessions(user)),
        "pagine seguite": PageSubscription.objects.filter(user=user).count(),
    }


def _erase_use(user: User) -> int:
    number = len(_sessions(user))
    Session.objects.filter(pk__in=_sessions(user)).delete()
    for profile in UserProfile.objects.filter(user=user):
        if profile.avatar:
            transaction.on_commit(partial(profile.avatar.delete, save=False))
    held: list[type[models.Model]] = [
        UserProfile,
        PageSubscription,
        FormState,
        EditingSession,
    ]
    for model in held:
        number += model._default_manager.filter(user=user).delete()[0]
    return number


def _sessions(user: User) -> list[str]:
    return [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get("_auth_user_id") == str(user.pk)
    ]


def _account(user: User) -> dict[str, Any]:
    kept = ("id", "email", "first_name", "last_name", "date_joined", "last_login")
    held = {name: getattr(user, name) for name in kept}
    return {**held, "altri dati di accesso": _of_allauth(user)}


def _of_allauth(user: User) -> list[str]:
    """What allauth holds beside the account: addresses, second factors, linked accounts."""
    return [str(row) for rows in _allauth_rows(user) for row in rows]


def _allauth_rows(user: User) -> list[models.QuerySet[Any]]:
    related = [
        relation
        for relation in User._meta.related_objects
        if relation.related_model.__module__.startswith("allauth.")
    ]
    return [
        relation.related_model._default_manager.filter(**{relation.field.name: user})
        for relation in related
    ]


def _erase_account(user: User) -> int:
    number = sum(rows.delete()[0] for rows in _allauth_rows(user))
    was_erased = user.email == _erased_name(user)
    user.email = _erased_name(user)
    user.first_name = user.last_name = ""
    user.last_login = None
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    if not was_erased:
        log(instance=user, action="accounts.erase")
    return number + 1


def _erased_name(user: User) -> str:
    return ERASED.format(user.pk)
