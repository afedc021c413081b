"""Who may do what with meetings. Deny by default.

Whoever reads a meeting is said by `querysets`; all that follows is asked of a meeting that the
person may read, with its `bodies` at hand.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from intranet.entry.access import Access, AgreementInForce
from network.permissions import can_record_evidence

if TYPE_CHECKING:
    from intranet.models import (
        AgendaItem,
        Meeting,
        MeetingBody,
        MeetingTask,
        Minutes,
    )


def speaks_for(access: Access) -> frozenset[int]:
    """Bodies in whose name the person acts: who answers for them, and their referents."""
    return access.spoken_for


def agreements_to_convene(access: Access) -> list[AgreementInForce]:
    """The coordinator convenes for all, others for agreements of the bodies they speak for."""
    mine = speaks_for(access)
    return [a for a in access.agreements if access.keeps_all or a.parties & mine]


def can_convene(access: Access) -> bool:
    """Whether there is something to convene for."""
    return bool(agreements_to_convene(access))


def can_organise(access: Access, meeting: Meeting) -> bool:
    """Those who speak for the body that convenes, while the agreement binds it; the coordinator."""
    if access.keeps_all:
        return True
    bound = {agreement.pk for agreement in access.agreements}
    return meeting.convener_id in speaks_for(access) and meeting.agreement_id in bound


def invited(access: Access, meeting: Meeting) -> list[MeetingBody]:
    """Invited bodies in whose name the person acts."""
    mine = speaks_for(access)
    return [body for body in meeting.bodies.all() if body.organisation_id in mine]


def agenda_is_open(meeting: Meeting, at: dt.datetime, on: dt.date) -> bool:
    """Until the day that the invitation names, and never after the meeting has begun."""
    is_in_time = on <= meeting.agenda_closes_on and at < meeting.starts_at
    return meeting.is_convened and is_in_time


def can_propose(access: Access, meeting: Meeting, at: dt.datetime) -> bool:
    """Any invited body while the agenda is open; who organises it until the meeting begins."""
    if meeting.state == "cancelled" or at >= meeting.starts_at:
        return False
    if can_organise(access, meeting):
        return True
    return agenda_is_open(meeting, at, access.on) and bool(invited(access, meeting))


def can_change_item(access: Access, item: AgendaItem, at: dt.datetime) -> bool:
    """Whoever organises the meeting, and the body that proposed the point."""
    if not can_propose(access, item.meeting, at):
        return False
    is_own = item.organisation_id in speaks_for(access)
    return is_own or can_organise(access, item.meeting)


def can_choose_people(access: Access, body: MeetingBody, at: dt.datetime) -> bool:
    """A body chooses who of its people goes: nobody else sees its people."""
    meeting = body.meeting
    is_to_come = meeting.state != "cancelled" and at < meeting.starts_at
    is_own = body.organisation_id in speaks_for(access)
    return is_to_come and (is_own or access.keeps_all)


def can_write_minutes(
    access: Access, meeting: Meeting, minutes: Minutes | None, at: dt.datetime
) -> bool:
    """Whoever organises, once it has begun and until the minutes are approved."""
    is_held = meeting.is_convened and meeting.starts_at <= at
    is_open = minutes is None or not minutes.is_approved
    return is_held and is_open and can_organise(access, meeting)


def can_read_minutes(access: Access, meeting: Meeting, minutes: Minutes | None) -> bool:
    """A draft is for those who write it; then for all who read the meeting."""
    if minutes is None:
        return False
    return minutes.is_out or can_organise(access, meeting)


def to_approve(
    access: Access, meeting: Meeting, minutes: Minutes | None
) -> list[MeetingBody]:
    """The bodies that were present, whose word is awaited, and for which the person speaks."""
    if minutes is None or minutes.state != "sent":
        return []
    return [
        body
        for body in invited(access, meeting)
        if body.was_present and body.approved_at is None
    ]


def can_finish(access: Access, task: MeetingTask) -> bool:
    """Anybody of the body that sees to it, the person named, whoever organises the meeting."""
    if task.person_id == access.user.pk or task.organisation_id in access.bodies:
        return True
    return can_organise(access, task.meeting)


def can_attest(access: Access, meeting: Meeting, at: dt.datetime) -> bool:
    """The coordinator's explicit act, of a meeting that two bodies at least came to."""
    if meeting.agreement_id is None or not access.keeps_all:
        return False
    present = [body for body in meeting.bodies.all() if body.was_present]
    is_held = meeting.is_convened and meeting.starts_at <= at and len(present) > 1
    return is_held and can_record_evidence(access.user, meeting.agreement)
