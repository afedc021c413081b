"""Who may do what with notices. Deny by default."""

from __future__ import annotations

from intranet.authoring.sharing import table_of
from intranet.entry.access import Access
from intranet.models import StaffNotice


def writing_bodies(access: Access) -> frozenset[int]:
    """The own bodies in whose name this person speaks to the others: an operator does not."""
    return access.spoken_for


def can_write(access: Access) -> bool:
    """Whoever speaks for a body that an agreement in force binds, and the coordinator."""
    return access.keeps_all or bool(writing_bodies(access))


def can_write_for(access: Access, body: int | None) -> bool:
    """In the name of this body; without one, in the coordinator's."""
    return access.keeps_all if body is None else body in writing_bodies(access)


def can_keep(access: Access, notice: StaffNotice) -> bool:
    """Correct or withdraw it: who speaks for its body, and the coordinator."""
    return access.keeps_all or notice.author_body_id in writing_bodies(access)


def can_see_receipts(access: Access, notice: StaffNotice) -> bool:
    """Which desks have read is for the author's body: it must know whom to call."""
    return access.keeps_all or notice.author_body_id in access.bodies


def addressees(access: Access, notice: StaffNotice) -> frozenset[int]:
    """The bodies whose desks are asked to confirm, as far as this person may know them."""
    at_the_table = table_of(access, notice.author_body_id)
    if notice.for_all:
        return at_the_table
    return at_the_table & frozenset(body.pk for body in notice.bodies.all())


def can_confirm_for(access: Access, notice: StaffNotice, body: int) -> bool:
    """For a desk of an own body that it is for, while it is in force."""
    is_asked = body in access.bodies & addressees(access, notice)
    return is_asked and notice.is_in_force(access.on)
