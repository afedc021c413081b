"""What the night does for people's rights; each may run twice without harm."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from accounts.actions import forget_invitations, sync_rights
from accounts.login.ended import forget_ended
from accounts.models import Membership, User
from core import nightly


def register() -> None:
    """Rights first: what comes after asks who may."""
    nightly.register("rights", rights)
    nightly.register("invitations", invitations)
    nightly.register("sessions", sessions)


def rights() -> str:
    """Profiles that began or ended: groups follow, for people who did not enter since."""
    changed = out_of_step(timezone.localdate())
    for user in User.objects.filter(pk__in=changed).order_by("pk"):
        sync_rights(user=user)
    return f"diritti aggiornati: {len(changed)}"


def invitations() -> str:
    """Addresses of people who never came are not kept."""
    return f"inviti vecchi cancellati: {forget_invitations(at=timezone.now())}"


def sessions() -> str:
    """Nor is what is left of those who came."""
    return f"sessioni finite cancellate: {forget_ended(at=timezone.now())}"


def out_of_step(on: dt.date) -> set[int]:
    """People whose groups are not those of their profiles in force, in three queries."""
    due = set(
        Membership.objects.active_on(on).values_list("user", "role", "organisation")
    )
    held = User.groups.through.objects.filter(group__role_group__isnull=False)
    given = set(
        held.values_list(
            "user", "group__role_group__role", "group__role_group__organisation"
        )
    )
    all_powerful = User.objects.filter(is_superuser=True).values_list("pk", flat=True)
    due_all = {user for user, role, _ in due if role == "administrator"}
    return {user for user, *_ in due ^ given} | (due_all ^ set(all_powerful))
