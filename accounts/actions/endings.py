"""What one person does with another's profile: asked for, locked, and done as one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Membership, User
from accounts.permissions import can_keep, standing, why_not_end


class NotNow(Exception):
    """Why it cannot be done, in words for whoever asked."""


@transaction.atomic
def keep(
    *,
    membership: Membership,
    by: User,
    on: dt.date,
    act: Callable[[Membership], None],
    ends_after: dt.date | None = None,
) -> None:
    """Do `act` with a profile of which `by` may dispose.

    `ends_after` is the first day on which the profile will not count any more, where it ends: the
    body then keeps another *responsabile*. Profiles of the same role are locked, so that two of
    them who remove one another at once do not both succeed. Raises PermissionDenied and NotNow.
    """
    rows = Membership.objects.select_for_update().filter(
        organisation_id=membership.organisation_id, role=membership.role
    )
    fresh = {row.pk: row for row in rows.order_by("pk")}.get(membership.pk)
    who = standing(by, on)
    if fresh is None or not can_keep(who, fresh):
        raise PermissionDenied
    if ends_after and (reason := why_not_end(who, fresh, ends_after)):
        raise NotNow(reason)
    act(fresh)
