"""Who keeps the referents of a body. Deny by default."""

from __future__ import annotations

from intranet.entry.access import Access
from intranet.models import Referent


def bodies_to_keep(access: Access) -> frozenset[int]:
    """A body's *referente* and who answers for it keep its own, and nobody another's: each body
    is a controller of its own (Art. 5)."""
    return access.spoken_for


def can_keep(access: Access, referent: Referent) -> bool:
    """Change and end: the own body's keepers."""
    return referent.organisation_id in bodies_to_keep(access)


def can_set_away(access: Access, referent: Referent) -> bool:
    """Keepers, and everybody of themself."""
    is_own = referent.user_id is not None and referent.user_id == access.user.pk
    return is_own or can_keep(access, referent)


def is_of_own_body(access: Access, referent: Referent) -> bool:
    """Colleagues of the same body: their contacts are known there anyway, and do not count."""
    return referent.organisation_id in access.bodies
