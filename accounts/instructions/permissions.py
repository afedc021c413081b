"""Who writes a body's instructions, and who says that somebody was told them."""

from __future__ import annotations

from accounts.models import Membership
from accounts.permissions import Standing
from accounts.roles import RoleCode


def can_write(who: Standing, organisation_id: int) -> bool:
    """The text is the controller's: a *responsabile* of the body writes it. The administrator may
    stand in, the coordinator may not."""
    if who.holds(RoleCode.ADMINISTRATOR):
        return True
    return organisation_id in who.bodies_with(RoleCode.MANAGER)


def can_record(who: Standing, membership: Membership) -> bool:
    """Whoever writes them tells them, to others: for oneself there is the page to accept."""
    organisation_id = membership.organisation_id
    is_other = membership.user_id != who.user_id
    return organisation_id is not None and is_other and can_write(who, organisation_id)
