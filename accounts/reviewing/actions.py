"""What a review does to profiles; atomic, and one log entry a profile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log

from accounts.actions import NotNow, resume, withdraw_membership
from accounts.models import Membership, Outcome, User
from accounts.permissions import Standing, standing
from accounts.reviewing.due import is_suspended_by_night
from accounts.reviewing.reviewers import can_review
from accounts.roles import RoleCode

LAST_MANAGER = (
    "Resterebbe senza responsabili: prima invita un'altra persona come responsabile."
)


@transaction.atomic
def review(*, by: User, decisions: Mapping[int, Outcome], on: dt.date) -> int:
    """Confirm or withdraw profiles, by their keys; how many.

    A profile that somebody else withdrew meanwhile is left as it is. Raises PermissionDenied where
    one is not theirs to review, NotNow where a body would keep no *responsabile*; then nothing is
    changed.
    """
    rows = _locked(decisions)
    who = standing(by, on)
    for membership in rows:
        if not can_review(who, membership):
            raise PermissionDenied
    for membership in rows:
        _decide(membership, decisions[membership.pk], by, on)
    _keep_managers(who, [m for m in rows if m.withdrawn_at], on)
    return len(rows)


def _locked(decisions: Mapping[int, Outcome]) -> list[Membership]:
    """The profiles decided on, locked with those on which it depends who may decide: two who
    withdraw one another at once do not both succeed."""
    wanted = Membership.objects.filter(pk__in=decisions)
    bodies = list(wanted.order_by().values_list("organisation", flat=True))
    deciding = Q(role=RoleCode.ADMINISTRATOR) | Q(
        role=RoleCode.MANAGER, organisation__in=[pk for pk in bodies if pk]
    )
    rows = Membership.objects.filter(Q(pk__in=decisions) | deciding).order_by("pk")
    found = rows.select_for_update(of=("self",)).select_related("user")
    return [row for row in found if row.pk in decisions and not row.withdrawn_at]


def _decide(membership: Membership, outcome: Outcome, by: User, on: dt.date) -> None:
    membership.reviewed_on = on
    membership.reviewed_by = by
    membership.review_outcome = outcome
    membership.save(update_fields=["reviewed_on", "reviewed_by", "review_outcome"])
    if outcome == Outcome.WITHDRAWN:
        withdraw_membership(membership=membership, by=by)
        return
    if is_suspended_by_night(membership):
        resume(membership=membership, by=by)
    log(instance=membership, action="accounts.review", user=by)


def _keep_managers(who: Standing, withdrawn: list[Membership], on: dt.date) -> None:
    """Only the administrator leaves a body without anybody who answers for it."""
    if who.holds(RoleCode.ADMINISTRATOR):
        return
    bodies = {m.organisation_id for m in withdrawn if m.role == RoleCode.MANAGER}
    managers = Membership.objects.active_on(on).with_role(RoleCode.MANAGER)
    left = set(
        managers.filter(organisation__in=bodies).values_list("organisation", flat=True)
    )
    if bodies - left:
        raise NotNow(LAST_MANAGER)
