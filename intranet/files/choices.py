"""In whose name somebody may bring a file, and share it."""

from __future__ import annotations

from directory.models import OrganisationPage
from intranet.entry.access import Access
from intranet.models.data_review import COORDINATION


def bodies_for(access: Access) -> list[tuple[str, str]]:
    """Choices of a form: the own bodies; for the coordinator all, and the coordination itself."""
    keys = access.parties if access.keeps_all else access.bodies
    rows = OrganisationPage.objects.filter(pk__in=keys).order_by("title")
    found = [(str(pk), title) for pk, title in rows.values_list("pk", "title")]
    return [("", COORDINATION), *found] if access.keeps_all else found


def can_share_in(access: Access, body: int | None) -> bool:
    """What other bodies read is decided by who keeps files for the body, not by who brings one."""
    return access.keeps_all or body in access.spoken_for


def can_share_somewhere(access: Access) -> bool:
    """Whether a form offers to share at all."""
    return access.keeps_all or bool(access.spoken_for)
