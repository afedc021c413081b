"""What a review does to profiles; each is atomic and leaves one log entry a profile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from accounts.actions import resume, withdraw_membership
from accounts.models import Membership, Outcome
from accounts.reviewing.due import is_suspended_by_night
from accounts.reviewing.reviewers import Reviewer, can_review


@transaction.atomic
def review(*, who: Reviewer, decisions: Mapping[int, Outcome], on: dt.date) -> int:
    """Confirm or withdraw profiles, by their keys; how many.

    A profile that somebody else withdrew meanwhile is left as it is. Raises PermissionDenied,
    and then nothing is changed, where one of them is not theirs to review.
    """
    found = Membership.objects.not_withdrawn().filter(pk__in=decisions)
    rows = list(found.select_for_update(of=("self",)).select_related("user").order_by())
    for membership in rows:
        if not can_review(who, membership):
            raise PermissionDenied
        _decide(membership, decisions[membership.pk], who, on)
    return len(rows)


def _decide(
    membership: Membership, outcome: Outcome, who: Reviewer, on: dt.date
) -> None:
    membership.reviewed_on = on
    membership.reviewed_by = who.user
    membership.review_outcome = outcome
    membership.save(update_fields=["reviewed_on", "reviewed_by", "review_outcome"])
    if outcome == Outcome.WITHDRAWN:
        withdraw_membership(membership=membership, by=who.user)
        return
    if is_suspended_by_night(membership):
        resume(membership=membership, by=who.user)
    log(instance=membership, action="accounts.review", user=who.user)
