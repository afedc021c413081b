"""Who looks at a body's personal data and signs. Deny by default."""

from __future__ import annotations

from accounts.roles import RoleCode
from intranet.entry.access import Access


def can_see_review(access: Access, body: int | None) -> bool:
    """Its *responsabile*; the coordinator and the administrator see numbers, never the data."""
    return access.keeps_all or can_sign(access, body)


def can_sign(access: Access, body: int | None) -> bool:
    """Each body is a controller of its own (Art. 5): its *responsabile* signs, nobody for them.

    What the coordination keeps, the coordinator signs.
    """
    if body is None:
        return access.standing.holds(RoleCode.COORDINATOR)
    return body in access.bodies_with(RoleCode.MANAGER)
