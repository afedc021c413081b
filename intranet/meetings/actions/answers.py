"""Who goes: the people of each body, what they answer, who was there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from accounts.models import User
from intranet.entry.access import Access
from intranet.meetings.actions.entries import insist, note
from intranet.meetings.people import people_of
from intranet.meetings.permissions import can_choose_people, can_write_minutes
from intranet.meetings.post import post_soon, tell_dropped, tell_people
from intranet.models import (
    Meeting,
    MeetingBody,
    MeetingLetterKind,
    MeetingPerson,
    MeetingReply,
)


@transaction.atomic
def choose_people(
    *, body: MeetingBody, users: Collection[int], by: Access, at: dt.datetime
) -> int:
    """Let these of the body's people be invited; how many. New ones get the invitation, those who
    are no longer invited are told, if the invitations were out."""
    insist(can_choose_people(by, body, at))
    insist(_held(body))
    allowed = people_of(body.organisation_id, by.on).filter(pk__in=users)
    chosen = set(allowed.values_list("pk", flat=True))
    rows = MeetingPerson.objects.filter(body=body)
    known = {user for user in rows.values_list("user", flat=True) if user}
    rows.filter(user__in=known - chosen).delete()
    MeetingPerson.objects.bulk_create(
        MeetingPerson(body=body, user_id=user) for user in sorted(chosen - known)
    )
    if body.meeting.is_convened:
        _tell(body.meeting, known - chosen, at)
    note(body.meeting, "people", by)
    return len(chosen)


def _held(body: MeetingBody) -> bool:
    """Whether the body is still invited. Whoever convenes, or chooses people, or answers meanwhile
    is waited for, or waits."""
    Meeting.objects.select_for_update(of=("self",)).get(pk=body.meeting_id)
    return MeetingBody.objects.filter(pk=body.pk).exists()


def _tell(meeting: Meeting, dropped: Collection[int], at: dt.datetime) -> None:
    tell_dropped(meeting, dropped, at)
    tell_people(meeting, MeetingLetterKind.INVITATION, at)
    post_soon(at)


@transaction.atomic
def answer(
    *,
    person: MeetingPerson,
    says: MeetingReply,
    delegate: int | None,
    by: Access,
    at: dt.datetime,
) -> MeetingPerson:
    """The person's own word, until the meeting begins; a delegate is a colleague of the same body,
    who is invited in turn. Raises ValueError for anybody else."""
    meeting = person.body.meeting
    insist(person.user_id == by.user.pk and person.body.organisation_id in by.bodies)
    insist(meeting.is_convened and at < meeting.starts_at)
    # Whoever chooses the people of the body meanwhile may have taken this one away.
    insist(_held(person.body))
    insist(MeetingPerson.objects.filter(pk=person.pk).exists())
    person.delegate = _delegate(person, delegate, by) if says == "delegates" else None
    person.answer, person.answered_at = says, at
    person.save(update_fields=["answer", "delegate", "answered_at"])
    if person.delegate:
        MeetingPerson.objects.get_or_create(body=person.body, user=person.delegate)
        tell_people(meeting, MeetingLetterKind.INVITATION, at)
        post_soon(at)
    note(meeting, "answer", by)
    return person


def _delegate(person: MeetingPerson, delegate: int | None, by: Access) -> User:
    """A colleague of the same body."""
    colleagues = people_of(person.body.organisation_id, by.on)
    found = colleagues.exclude(pk=person.user_id or 0).filter(pk=delegate or 0).first()
    if found is None:
        raise ValueError("delegate")
    return found


@transaction.atomic
def note_attendance(
    *,
    meeting: Meeting,
    bodies: Collection[int],
    people: Collection[int],
    by: Access,
    at: dt.datetime,
) -> None:
    """Which bodies and which people were there (numbers of their rows). A body of which somebody
    came was there."""
    minutes = getattr(meeting, "minutes", None)
    insist(can_write_minutes(by, meeting, minutes, at))
    insist(minutes is None or not minutes.is_out)
    rows = MeetingPerson.objects.filter(body__meeting=meeting)
    rows.update(was_present=False)
    came = rows.filter(pk__in=people)
    came.update(was_present=True)
    present = set(bodies) | set(came.values_list("body", flat=True))
    MeetingBody.objects.filter(meeting=meeting).update(was_present=False)
    meeting.bodies.filter(pk__in=present).update(was_present=True)
    note(meeting, "attendance", by)
