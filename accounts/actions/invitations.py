"""Invites people, sends the link again, withdraws it, turns it into a profile."""

from __future__ import annotations

import datetime as dt
import secrets

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from accounts.actions.memberships import grant, withdraw_membership
from accounts.models import Invitation, Membership, User
from accounts.models.invitation import LASTS, InvitationQuerySet, hashed
from accounts.people.letter import send_invitation
from accounts.permissions import can_give, standing
from accounts.roles import RoleCode

KEPT = dt.timedelta(days=180)
FORGOTTEN = "(invito cancellato)"


def invite(*, invitation: Invitation, by: User, at: dt.datetime) -> Invitation:
    """Keep a new invitation and send its link.

    `sent_at` stays empty where the mail server refused: the page says so, and it can be sent
    again. Raises PermissionDenied for a role that `by` cannot give, ValidationError where the
    facts do not fit.
    """
    _ask(invitation, by, at)
    token = secrets.token_urlsafe(32)
    invitation.email = invitation.email.lower()
    invitation.given_by = by
    _renew(invitation, token, at)
    with transaction.atomic():
        invitation.full_clean()
        invitation.save()
        log(instance=invitation, action="accounts.invite", user=by)
    return _send(invitation, token, at)


def send_again(*, invitation: Invitation, by: User, at: dt.datetime) -> Invitation:
    """A new link for another seven days; the old one is worth nothing any more."""
    _ask(invitation, by, at)
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        kept = _waiting(invitation)
        kept.given_by = by
        _renew(kept, token, at)
        kept.save()
        log(instance=kept, action="accounts.invite_again", user=by)
    return _send(kept, token, at)


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: User, at: dt.datetime) -> None:
    """The link is worth nothing from now on."""
    _ask(invitation, by, at)
    kept = _waiting(invitation)
    kept.revoked_at = at
    kept.save(update_fields=["revoked_at"])
    log(instance=kept, action="accounts.revoke_invitation", user=by)


@transaction.atomic
def accept_invitation(
    *, invitation: Invitation, user: User, at: dt.datetime, on: dt.date
) -> Membership:
    """The invited person gets the profile; the link is used up.

    `user` is who the invitation is for: the caller knows it by the address. The same profile, if
    it is in force, is left as it is; ended or suspended, the new one takes its place. Raises
    Invitation.DoesNotExist where somebody used or withdrew the link meanwhile.
    """
    kept = Invitation.objects.select_for_update().valid_at(at).get(pk=invitation.pk)
    kept.used_at = at
    kept.save(update_fields=["used_at"])
    log(instance=kept, action="accounts.accept_invitation", user=user)
    same = user.memberships.not_withdrawn().filter(
        role=kept.role, organisation=kept.organisation_id
    )
    if known := same.first():
        if known.is_active_on(on):
            return known
        withdraw_membership(membership=known, by=kept.given_by)
    return grant(
        user=user,
        role=RoleCode(kept.role),
        organisation=kept.organisation,
        given_by=kept.given_by,
        bond=kept.bond,
        appointed_on=kept.appointed_on,
        valid_from=on,
        valid_until=kept.valid_until,
    )


def usable_invitation(token: str, at: dt.datetime) -> Invitation | None:
    """What a link opens: waiting, not expired, given by somebody who may still give it."""
    rows = Invitation.objects.select_related("organisation", "given_by").valid_at(at)
    found = rows.filter(token_hash=hashed(token)).first()
    if found is None or not _may_give(found, found.given_by, at):
        return None
    is_over = found.valid_until is not None and found.valid_until < timezone.localdate(
        at
    )
    return None if is_over else found


def forget_invitations(*, at: dt.datetime) -> int:
    """Delete those that nobody can use and that are older than half a year; their address too."""
    old = Invitation.objects.filter(expires_at__lt=at - KEPT)
    _forget_labels(old)
    gone, _ = old.delete()
    return int(gone)


def _forget_labels(invitations: InvitationQuerySet) -> None:
    """Wagtail's log titles an invitation with the address it went to."""
    kind = ContentType.objects.get_for_model(Invitation)
    ids = [str(pk) for pk in invitations.values_list("pk", flat=True)]
    entries = ModelLogEntry.objects.filter(content_type=kind, object_id__in=ids)
    entries.update(label=FORGOTTEN)


def _ask(invitation: Invitation, by: User, at: dt.datetime) -> None:
    if not _may_give(invitation, by, at):
        raise PermissionDenied


def _may_give(invitation: Invitation, by: User, at: dt.datetime) -> bool:
    who = standing(by, timezone.localdate(at))
    return can_give(who, RoleCode(invitation.role), invitation.organisation_id)


def _waiting(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_for_update().waiting().get(pk=invitation.pk)


def _renew(invitation: Invitation, token: str, at: dt.datetime) -> None:
    invitation.token_hash = hashed(token)
    invitation.expires_at = at + LASTS
    invitation.sent_at = None


def _send(invitation: Invitation, token: str, at: dt.datetime) -> Invitation:
    if send_invitation(invitation, token):
        invitation.sent_at = at
        invitation.save(update_fields=["sent_at"])
    return invitation
