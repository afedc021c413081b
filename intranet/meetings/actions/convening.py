"""Prepare a meeting, send the invitations, change it, call it off."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from directory.models import OrganisationPage
from intranet.entry.access import Access
from intranet.meetings.actions.entries import insist, note
from intranet.meetings.people import usual_people
from intranet.meetings.permissions import (
    agreements_to_convene,
    can_organise,
    speaks_for,
)
from intranet.meetings.post import post_soon, tell_dropped, tell_people
from intranet.meetings.searching import refresh_search
from intranet.models import Meeting, MeetingBody, MeetingLetterKind, MeetingPerson
from intranet.models.meeting import MeetingState

# What calendars must follow.
IN_CALENDARS = ("title", "starts_at", "ends_at", "place", "video_url")


class NotOfTheAgreement(ValueError):
    """The agreement is not one the person convenes for, or a body is no party of it."""


class AlreadyOver(ValueError):
    """What has begun is neither convened nor moved nor called off."""


@dataclass(frozen=True)
class Plan:
    """What a meeting is to be; `bodies` are those invited."""

    kind: str
    agreement_id: int
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    agenda_closes_on: dt.date
    bodies: frozenset[int]
    network_body_id: int | None = None
    place: str = ""
    video_url: str = ""
    note: str = ""

    @property
    def facts(self) -> dict[str, Any]:
        """The meeting's own fields."""
        return {k: v for k, v in asdict(self).items() if k != "bodies"}


@transaction.atomic
def prepare_meeting(*, plan: Plan, by: Access, at: dt.datetime) -> Meeting:
    """A meeting that only those who prepare it see.

    Raises NotOfTheAgreement, and ValidationError for a link that is not safe.
    """
    allowed = {one.pk: one for one in agreements_to_convene(by)}
    insist(allowed)
    if plan.agreement_id not in allowed:
        raise NotOfTheAgreement
    parties = allowed[plan.agreement_id].parties
    mine = sorted(speaks_for(by) & parties)
    meeting = Meeting(
        **plan.facts,
        convener_id=mine[0] if mine else None,
        created_by=by.user,
        changed_at=at,
    )
    meeting.clean()
    meeting.save()
    _invite(meeting, plan.bodies, parties)
    refresh_search(meeting)
    note(meeting, "prepare", by)
    return meeting


@transaction.atomic
def change_meeting(
    *, meeting: Meeting, plan: Plan, by: Access, at: dt.datetime
) -> Meeting:
    """Another moment, place, text, or other bodies; those invited are told what calendars need.

    Raises NotOfTheAgreement, ValidationError for a link that is not safe, and AlreadyOver once it
    has begun.
    """
    insist(can_organise(by, meeting))
    held = _held_to_come(meeting, at)
    parties = {one.pk: one.parties for one in by.agreements}.get(plan.agreement_id)
    if parties is None or plan.agreement_id != held.agreement_id:
        raise NotOfTheAgreement
    moved = any(getattr(held, name) != getattr(plan, name) for name in IN_CALENDARS)
    for name, value in plan.facts.items():
        setattr(held, name, value)
    held.clean()
    held.changed_at = at
    held.sequence += held.is_convened and moved
    held.save()
    added = _invite(held, plan.bodies, parties, at=at)
    if held.is_convened:
        if moved:
            tell_people(held, MeetingLetterKind.CHANGE, at)
        _invite_people(held, added, at)
    refresh_search(held)
    note(held, "change", by)
    return held


@transaction.atomic
def convene(*, meeting: Meeting, by: Access, at: dt.datetime) -> Meeting:
    """Send the invitations, to those whom each body has chosen, or else to those who answer for it
    and its referents. Convened twice, nothing happens. Raises AlreadyOver."""
    insist(can_organise(by, meeting))
    held = _held_to_come(meeting, at)
    if held.state == MeetingState.DRAFT:
        held.state, held.changed_at = MeetingState.CONVENED, at
        held.save(update_fields=["state", "changed_at"])
        _invite_people(held, list(held.bodies.all()), at)
        note(held, "convene", by)
    return held


@transaction.atomic
def call_off(*, meeting: Meeting, because: str, by: Access, at: dt.datetime) -> Meeting:
    """It does not take place: calendars take it out. One that was not convened yet stays with those
    who prepared it. Raises AlreadyOver."""
    insist(can_organise(by, meeting))
    held = _held_to_come(meeting, at)
    was_convened = held.is_convened
    held.state, held.cancelled_because = MeetingState.CANCELLED, because
    held.changed_at = at
    # It stays 0 of what nobody was told of: `MeetingQuerySet.readable_by` goes by that.
    held.sequence += was_convened
    held.save()
    if was_convened:
        tell_people(held, MeetingLetterKind.CANCELLATION, at)
        post_soon(at)
    note(held, "cancel", by)
    return held


def _held_to_come(meeting: Meeting, at: dt.datetime) -> Meeting:
    """The row, held until the transaction ends."""
    held = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if held.starts_at <= at or held.state == MeetingState.CANCELLED:
        raise AlreadyOver
    return held


def _invite(
    meeting: Meeting,
    bodies: frozenset[int],
    parties: frozenset[int],
    at: dt.datetime | None = None,
) -> list[MeetingBody]:
    """Let these bodies be the invited ones; those that are new."""
    if not bodies or not bodies <= parties:
        raise NotOfTheAgreement
    known = {row.organisation_id: row for row in meeting.bodies.all()}
    for body, row in known.items():
        if body not in bodies:
            if at and meeting.is_convened:
                tell_dropped(meeting, _users(row), at)
            row.delete()
    titles = OrganisationPage.objects.filter(pk__in=bodies - known.keys())
    return [
        MeetingBody.objects.create(meeting=meeting, organisation_id=pk, name=title)
        for pk, title in titles.values_list("pk", "title")
    ]


def _users(row: MeetingBody) -> list[int]:
    users = MeetingPerson.objects.filter(body=row).values_list("user", flat=True)
    return [user for user in users if user]


def _invite_people(
    meeting: Meeting, bodies: list[MeetingBody], at: dt.datetime
) -> None:
    """Of bodies that have chosen nobody, whom the body would send; then tell all new ones."""
    chosen = set(
        MeetingPerson.objects.filter(body__meeting=meeting).values_list(
            "body", flat=True
        )
    )
    lacking = {b.organisation_id: b for b in bodies if b.pk not in chosen}
    MeetingPerson.objects.bulk_create(
        MeetingPerson(body=lacking[organisation], user_id=user)
        for organisation, user in usual_people(lacking.keys(), meeting.changed_at)
    )
    tell_people(meeting, MeetingLetterKind.INVITATION, at)
    post_soon(at)
