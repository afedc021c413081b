"""Write, confirm and delete procedures and notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from core.dates import add_months
from directory.models import Need
from intranet.authoring.noting import note as note_act
from intranet.authoring.texts import searchable
from intranet.entry.access import Access
from intranet.files.actions import keep_file
from intranet.knowledge.permissions import (
    can_keep_note,
    can_keep_procedure,
    can_write_note_for,
    can_write_procedure_for,
)
from intranet.models import Procedure, StaffNote


@dataclass(frozen=True)
class Attached:
    """What hangs from a procedure: keys of subjects and sheets, a file more, files less."""

    subjects: Collection[int] = ()
    sheets: Collection[int] = ()
    upload: UploadedFile | None = None
    upload_title: str = ""
    remove_files: Collection[int] = field(default=())


@transaction.atomic
def write_procedure(
    *, access: Access, facts: dict[str, Any], attached: Attached, at: dt.datetime
) -> Procedure:
    """A new one, in the name of `facts["owner_body_id"]`. Raises PermissionDenied."""
    if not can_write_procedure_for(access, facts["owner_body_id"]):
        raise PermissionDenied
    procedure = _save(Procedure(), access, facts, attached, at)
    note_act(procedure, "intranet.procedure.write", by=access.user)
    return procedure


@transaction.atomic
def change_procedure(
    *,
    access: Access,
    procedure: Procedure,
    facts: dict[str, Any],
    attached: Attached,
    at: dt.datetime,
) -> Procedure:
    """Another text, another owner. Raises PermissionDenied."""
    owner = facts["owner_body_id"]
    is_same = owner == procedure.owner_body_id
    may_give = is_same or can_write_procedure_for(access, owner)
    if not can_keep_procedure(access, procedure) or not may_give:
        raise PermissionDenied
    _save(procedure, access, facts, attached, at)
    note_act(procedure, "intranet.procedure.change", by=access.user)
    return procedure


@transaction.atomic
def confirm_procedure(*, access: Access, procedure: Procedure) -> Procedure:
    """Still right today: the next look is due in a while. Raises PermissionDenied."""
    if not can_keep_procedure(access, procedure):
        raise PermissionDenied
    months = settings.PROCEDURE_REVIEW_MONTHS
    procedure.review_on = add_months(access.on, months)
    procedure.save(update_fields=["review_on"])
    note_act(procedure, "intranet.procedure.confirm", by=access.user)
    return procedure


@transaction.atomic
def delete_procedure(*, access: Access, procedure: Procedure) -> None:
    """It is gone; its questions stay. Raises PermissionDenied."""
    if not can_keep_procedure(access, procedure):
        raise PermissionDenied
    note_act(procedure, "intranet.procedure.delete", by=access.user)
    procedure.delete()


@transaction.atomic
def write_note(*, access: Access, facts: dict[str, Any], at: dt.datetime) -> StaffNote:
    """A new note to a page. Raises PermissionDenied."""
    if not can_write_note_for(access, facts["owner_body_id"]):
        raise PermissionDenied
    note = StaffNote.objects.create(**facts, changed_at=at, changed_by=access.user)
    note_act(note, "intranet.note.write", by=access.user)
    return note


@transaction.atomic
def change_note(
    *, access: Access, note: StaffNote, facts: dict[str, Any], at: dt.datetime
) -> StaffNote:
    """Another text, page or day. Raises PermissionDenied."""
    owner = facts["owner_body_id"]
    may_give = owner == note.owner_body_id or can_write_note_for(access, owner)
    if not can_keep_note(access, note) or not may_give:
        raise PermissionDenied
    for name, value in {**facts, "changed_at": at, "changed_by": access.user}.items():
        setattr(note, name, value)
    note.save()
    note_act(note, "intranet.note.change", by=access.user)
    return note


@transaction.atomic
def confirm_note(*, access: Access, note: StaffNote) -> StaffNote:
    """Still right today. Raises PermissionDenied."""
    if not can_keep_note(access, note):
        raise PermissionDenied
    note.review_on = add_months(access.on, settings.STAFF_NOTE_REVIEW_MONTHS)
    note.save(update_fields=["review_on"])
    note_act(note, "intranet.note.confirm", by=access.user)
    return note


@transaction.atomic
def delete_note(*, access: Access, note: StaffNote) -> None:
    """It is gone. Raises PermissionDenied."""
    if not can_keep_note(access, note):
        raise PermissionDenied
    note_act(note, "intranet.note.delete", by=access.user)
    note.delete()


def _save(
    procedure: Procedure,
    access: Access,
    facts: dict[str, Any],
    attached: Attached,
    at: dt.datetime,
) -> Procedure:
    for name, value in facts.items():
        setattr(procedure, name, value)
    needs = list(Need.objects.filter(pk__in=attached.subjects))
    names = [need.name for need in needs]
    procedure.search_text = searchable(procedure.title, procedure.text, *names)
    procedure.changed_at, procedure.changed_by = at, access.user
    procedure.changed_in_id = _own_body(access, procedure.owner_body_id)
    procedure.save()
    procedure.subjects.set(needs)
    procedure.sheets.set(attached.sheets)
    _attach(procedure, access, attached, at)
    return procedure


def _own_body(access: Access, owner: int | None) -> int | None:
    """For which body somebody changes it: the owner where it is theirs; else the coordinator."""
    return owner if owner in access.bodies else None


def _attach(
    procedure: Procedure, access: Access, attached: Attached, at: dt.datetime
) -> None:
    procedure.files.remove(*attached.remove_files)
    if attached.upload is None:
        return
    name = str(attached.upload.name or "")
    file = keep_file(
        upload=attached.upload,
        title=attached.upload_title or name[:160],
        organisation_id=procedure.owner_body_id,
        by=access.user,
        at=at,
    )
    procedure.files.add(file)
