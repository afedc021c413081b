"""The agenda and the documents: whoever is invited brings what they want to talk about."""

from __future__ import annotations

import datetime as dt

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from directory.models import OrganisationPage
from intranet.entry.access import Access
from intranet.files.actions import keep_file, let_go
from intranet.meetings.actions.entries import insist, note
from intranet.meetings.permissions import (
    can_change_item,
    can_organise,
    can_propose,
    invited,
    speaks_for,
)
from intranet.meetings.searching import refresh_search
from intranet.models import AgendaItem, Meeting, MeetingDocument, Minutes

COORDINATOR = "Coordinamento"


@transaction.atomic
def propose(
    *,
    meeting: Meeting,
    title: str,
    text: str,
    organisation_id: int | None,
    by: Access,
    at: dt.datetime,
) -> AgendaItem:
    """Add a point at the end, in the name of a body for which the person speaks, or of the
    coordinator (None)."""
    insist(can_propose(by, meeting, at))
    names = in_whose_name(by, meeting)
    insist(organisation_id in names)
    held = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    item = AgendaItem.objects.create(
        meeting=held,
        place=held.items.count(),
        title=title,
        text=text,
        organisation_id=organisation_id,
        body_name=names[organisation_id],
        proposed_by=by.user,
    )
    refresh_search(held)
    note(held, "propose", by)
    return item


def in_whose_name(by: Access, meeting: Meeting) -> dict[int | None, str]:
    """Own bodies at the table and the one that convenes, by number; None is the coordinator."""
    names: dict[int | None, str] = {
        body.organisation_id: body.name for body in invited(by, meeting)
    }
    if meeting.convener_id in speaks_for(by) and meeting.convener_id not in names:
        convener = OrganisationPage.objects.get(pk=meeting.convener_id)
        names[convener.pk] = convener.title
    return names | ({None: COORDINATOR} if by.keeps_all else {})


@transaction.atomic
def reword(
    *, item: AgendaItem, title: str, text: str, by: Access, at: dt.datetime
) -> AgendaItem:
    """Other words for a point."""
    insist(can_change_item(by, item, at))
    insist(AgendaItem.objects.select_for_update(of=("self",)).filter(pk=item.pk))
    item.title, item.text = title, text
    item.save(update_fields=["title", "text"])
    refresh_search(item.meeting)
    note(item.meeting, "reword", by)
    return item


@transaction.atomic
def withdraw_item(*, item: AgendaItem, by: Access, at: dt.datetime) -> None:
    """The point is not talked about; those after it move up."""
    insist(can_change_item(by, item, at))
    meeting = item.meeting
    item.delete()
    _number(list(meeting.items.all()))
    refresh_search(meeting)
    note(meeting, "withdraw", by)


@transaction.atomic
def move_item(*, item: AgendaItem, up: bool, by: Access, at: dt.datetime) -> None:
    """One place up or down; the order is for who organises."""
    meeting = item.meeting
    insist(can_organise(by, meeting) and can_change_item(by, item, at))
    items = list(meeting.items.select_for_update(of=("self",)))
    insist(item in items)  # else it was withdrawn meanwhile
    here = items.index(item)
    there = here - 1 if up else here + 1
    if 0 <= there < len(items):
        items[here], items[there] = items[there], items[here]
        _number(items)
        note(meeting, "move", by)


def _number(items: list[AgendaItem]) -> None:
    for place, item in enumerate(items):
        item.place = place
    AgendaItem.objects.bulk_update(items, ["place"])


def may_bring(access: Access, meeting: Meeting) -> bool:
    """Whoever organises and every invited body, until the minutes are approved."""
    if meeting.state == "cancelled":
        return False
    minutes: Minutes | None = getattr(meeting, "minutes", None)
    is_frozen = minutes is not None and minutes.is_approved
    is_there = can_organise(access, meeting) or bool(invited(access, meeting))
    return is_there and not is_frozen


@transaction.atomic
def bring_document(
    *, meeting: Meeting, upload: UploadedFile, title: str, by: Access, at: dt.datetime
) -> MeetingDocument:
    """A private file for all who read the meeting."""
    insist(may_bring(by, meeting))
    bodies = [body.organisation_id for body in invited(by, meeting)]
    mine = meeting.convener_id if meeting.convener_id in bodies else None
    body = mine or next(iter(bodies), None)
    file = keep_file(
        upload=upload, title=title, organisation_id=body, by=by.user, at=at
    )
    document = MeetingDocument.objects.create(
        meeting=meeting, file=file, organisation_id=body
    )
    note(meeting, "document", by)
    return document


def may_take_away(access: Access, document: MeetingDocument) -> bool:
    """Whoever organises, or the body that brought it."""
    meeting = document.meeting
    is_own = document.organisation_id in speaks_for(access)
    return may_bring(access, meeting) and (is_own or can_organise(access, meeting))


@transaction.atomic
def take_document_away(*, document: MeetingDocument, by: Access) -> None:
    """It is gone, and the file with it unless something else shows it. Raises PermissionDenied."""
    insist(may_take_away(by, document))
    document.delete()
    let_go(keys=[document.file_id], by=by.user)
    note(document.meeting, "document_away", by)
