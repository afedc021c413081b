"""Gives authorisation profiles and takes them away; rights follow in one place."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from accounts.actions.groups import role_group
from accounts.models import Membership, Outcome, User
from accounts.roles import RoleCode
from directory.models import OrganisationPage


@transaction.atomic
def grant(
    *,
    user: User,
    role: RoleCode,
    organisation: OrganisationPage | None = None,
    given_by: User | None = None,
    valid_from: dt.date | None = None,
    **more: Any,
) -> Membership:
    """A new profile, in force from today unless said otherwise.

    Raises ValidationError where its facts do not fit. Who may give it is asked before
    (`accounts.permissions`).
    """
    membership = Membership(
        user=user,
        role=role.value,
        organisation=organisation,
        given_by=given_by,
        valid_from=valid_from or timezone.localdate(),
        **more,
    )
    membership.full_clean()
    membership.save()
    log(instance=membership, action="accounts.grant", user=given_by)
    sync_rights(user=user)
    return membership


@transaction.atomic
def withdraw_membership(*, membership: Membership, by: User | None = None) -> None:
    """Take a profile away for good; the person is out with the next request.

    The outcome is that of whoever withdrew, not of whoever had confirmed it before.
    """
    membership.withdrawn_at = timezone.now()
    membership.review_outcome, membership.reviewed_by = Outcome.WITHDRAWN, by
    membership.save(update_fields=["withdrawn_at", "review_outcome", "reviewed_by"])
    log(instance=membership, action="accounts.withdraw", user=by)
    sync_rights(user=membership.user)


@transaction.atomic
def suspend(*, membership: Membership, because: str, by: User | None = None) -> None:
    """Stop a profile until it is resumed."""
    membership.suspended_at = timezone.now()
    membership.suspended_because = because
    membership.save(update_fields=["suspended_at", "suspended_because"])
    log(instance=membership, action="accounts.suspend", user=by)
    sync_rights(user=membership.user)


@transaction.atomic
def resume(*, membership: Membership, by: User | None = None) -> None:
    """Give a suspended profile back as it was."""
    membership.suspended_at = None
    membership.suspended_because = ""
    membership.resumed_at = timezone.now()
    membership.save(update_fields=["suspended_at", "suspended_because", "resumed_at"])
    log(instance=membership, action="accounts.resume", user=by)
    sync_rights(user=membership.user)


@transaction.atomic
def change_dates(
    *,
    membership: Membership,
    valid_until: dt.date | None,
    bond: str,
    appointed_on: dt.date | None,
    by: User | None = None,
) -> None:
    """Set until when a profile counts and how the person belongs to the body.

    Raises ValidationError where the dates do not fit.
    """
    before = str(membership.valid_until or "")
    membership.valid_until = valid_until
    membership.bond, membership.appointed_on = bond, appointed_on
    membership.full_clean()
    membership.save(update_fields=["valid_until", "bond", "appointed_on"])
    change = {"before": before, "after": str(valid_until or "")}
    log(instance=membership, action="accounts.change_dates", user=by, data=change)
    sync_rights(user=membership.user)


def sync_rights(*, user: User, on: dt.date | None = None) -> None:
    """Make the groups of a person those of the profiles in force; the only place that does.

    Groups that belong to no role are left as they are.
    """
    active = user.memberships.active_on(on or timezone.localdate())
    active = active.select_related("organisation")
    wanted = {_group(membership) for membership in active}
    held = set(user.groups.filter(role_group__isnull=False))
    user.groups.remove(*(held - wanted))
    user.groups.add(*(wanted - held))
    has_all = any(membership.rights.has_all for membership in active)
    if (user.is_superuser, user.is_staff) != (has_all, has_all):
        user.is_superuser = user.is_staff = has_all
        user.save(update_fields=["is_superuser", "is_staff"])


def _group(membership: Membership) -> Group:
    return role_group(RoleCode(membership.role), membership.organisation)
