"""Who may do what with procedures and notes. Deny by default."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from intranet.entry.access import Access
from intranet.models import PrivateFile, Procedure, StaffNote


def procedure_bodies(access: Access) -> frozenset[int]:
    """Own bodies for which this person writes procedures: whoever answers for it, and referents."""
    return access.spoken_for


def owned_by(access: Access) -> Q:
    """What this person is reminded of."""
    mine = Q(owner_body__in=procedure_bodies(access))
    return mine | Q(owner_body__isnull=True) if access.keeps_all else mine


def can_write_procedures(access: Access) -> bool:
    """Whoever writes for one body at least, and the coordinator."""
    return access.keeps_all or bool(procedure_bodies(access))


def can_write_procedure_for(access: Access, body: int | None) -> bool:
    """In the name of this body; without one, in the coordinator's."""
    return access.keeps_all if body is None else body in procedure_bodies(access)


def can_keep_procedure(access: Access, procedure: Procedure) -> bool:
    """Change, confirm or delete it."""
    return access.keeps_all or procedure.owner_body_id in procedure_bodies(access)


def can_write_note_for(access: Access, body: int | None) -> bool:
    """Any operator: who sits at the desk knows that one must call before ten."""
    return access.keeps_all if body is None else body in access.bodies


def can_keep_note(access: Access, note: StaffNote) -> bool:
    """The people of the body that keeps it, and the coordinator."""
    return access.keeps_all or note.owner_body_id in access.bodies


def readable_files(access: Access) -> QuerySet:
    """Keys of the files that hang from procedures which the person may read."""
    shared = Procedure.objects.shared_with(access).order_by()
    hanging: Any = Procedure.files.through
    rows: QuerySet = hanging.objects.filter(procedure__in=shared)
    return rows.values("privatefile")


def reads_file(access: Access, file: PrivateFile) -> bool:
    """A file that hangs from a procedure which the person may read."""
    return readable_files(access).filter(privatefile=file).exists()
