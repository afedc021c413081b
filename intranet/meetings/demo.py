"""Meetings of the demonstration: one that was, with its minutes, and the next. All made up."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from accounts.roles import RoleCode
from intranet.entry.access import Access, access_of
from intranet.meetings import actions
from intranet.meetings.actions.convening import Plan
from intranet.meetings.actions.minutes import Task, Written
from intranet.meetings.people import usual_people
from intranet.meetings.permissions import speaks_for
from intranet.models import Meeting, MeetingBody, MeetingLetter, Minutes

BEFORE = dt.timedelta(days=60)
AHEAD = dt.timedelta(days=12)
AGENDA_DAYS = dt.timedelta(days=2)
LENGTH = dt.timedelta(hours=2)
PAST_POINTS = (
    ("Gli orari degli sportelli (esempio)", "Ogni ente controlla le sue schede."),
    ("I casi che non si sa a chi mandare (esempio)", "Si useranno le domande."),
)
NEXT_POINTS = (
    "Le schede da verificare prima dell'inverno (esempio)",
    "Il prossimo corso insieme (esempio)",
)


@transaction.atomic
def make_meetings(on: dt.date) -> int:
    """Make both, where there is none; how many. Its people are made up: nobody is written to."""
    by = _who_convenes(on)
    if Meeting.objects.exists() or by is None:
        return 0
    _past(by, on)
    _next(by, on)
    MeetingLetter.objects.update(claimed_at=timezone.now())
    return 2


def _who_convenes(on: dt.date) -> Access | None:
    """Who answers for a Comune that an agreement binds."""
    managers = Membership.objects.active_on(on).with_role(RoleCode.MANAGER)
    of_a_comune = managers.filter(organisation__kind="comune").order_by("pk")
    for row in of_a_comune.select_related("user"):
        access = access_of(row.user, on)
        if access.agreements and speaks_for(access):
            return access
    return None


def _plan(by: Access, title: str, starts_at: dt.datetime) -> Plan:
    agreement = by.agreements[0]
    return Plan(
        kind="update",
        agreement_id=agreement.pk,
        title=title,
        starts_at=starts_at,
        ends_at=starts_at + LENGTH,
        agenda_closes_on=timezone.localtime(starts_at).date() - AGENDA_DAYS,
        bodies=agreement.parties,
        place="Sala riunioni di esempio",
        note="Riunione di esempio: non c'è davvero.",
    )


def _at(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(10)))


def _past(by: Access, on: dt.date) -> None:
    """Held, minuted, agreed to by all who came."""
    held_at = _at(on - BEFORE)
    before, after = held_at - AHEAD, held_at + LENGTH
    plan = _plan(by, "Incontro di aggiornamento d'autunno (esempio)", held_at)
    meeting = actions.prepare_meeting(plan=plan, by=by, at=before)
    for body in meeting.bodies.all():
        _send_its_people(body, on, before)
    for title, _ in PAST_POINTS:
        _point(meeting, by, title, before)
    meeting = actions.convene(meeting=meeting, by=by, at=before)
    came = [body for body in meeting.bodies.all() if body.people.exists()]
    actions.note_attendance(
        meeting=meeting,
        bodies=[body.pk for body in came],
        people=[person.pk for body in came for person in body.people.all()],
        by=by,
        at=after,
    )
    _minutes(Meeting.objects.get(pk=meeting.pk), came, by, on)


def _send_its_people(body: MeetingBody, on: dt.date, at: dt.datetime) -> None:
    """Who answers for the body chooses who goes: themselves, and its referents."""
    users = [user for _, user in usual_people([body.organisation_id], timezone.now())]
    own = _access_of(body, on)
    if own is not None:
        actions.choose_people(body=body, users=users, by=own, at=at)


def _access_of(body: MeetingBody, on: dt.date) -> Access | None:
    rows = Membership.objects.active_on(on).with_role(RoleCode.MANAGER)
    row = rows.filter(organisation=body.organisation_id).select_related("user").first()
    return access_of(row.user, on) if row else None


def _minutes(
    meeting: Meeting, came: list[MeetingBody], by: Access, on: dt.date
) -> None:
    after = meeting.ends_at + dt.timedelta(days=3)
    said = {
        item.pk: text
        for item, (_, text) in zip(meeting.items.all(), PAST_POINTS, strict=True)
    }
    written = Written(
        text="Resoconto di esempio, fatto per la dimostrazione.",
        outcomes=said,
        decisions=["Ci si incontra ogni tre mesi (esempio)."],
        tasks=[
            Task(
                f"Rileggere le schede con le cifre (esempio {number})",
                body.organisation_id,
                on + dt.timedelta(days=10 * number - 15),
            )
            for number, body in enumerate(came, 1)
            if body.organisation_id
        ],
    )
    minutes = actions.write_minutes(meeting=meeting, written=written, by=by, at=after)
    actions.send_minutes(minutes=minutes, by=by, at=after)
    for body in meeting.bodies.filter(was_present=True, approved_at=None):
        own = _access_of(body, on)
        if own is not None:
            held = Minutes.objects.get(pk=minutes.pk)
            actions.approve(minutes=held, body=body, by=own, at=after)


def _next(by: Access, on: dt.date) -> None:
    """Convened, with an agenda that is open."""
    now = timezone.now()
    plan = _plan(by, "Incontro di aggiornamento d'inverno (esempio)", _at(on + AHEAD))
    meeting = actions.prepare_meeting(plan=plan, by=by, at=now)
    for title in NEXT_POINTS:
        _point(meeting, by, title, now)
    actions.convene(meeting=meeting, by=by, at=now)


def _point(meeting: Meeting, by: Access, title: str, at: dt.datetime) -> None:
    actions.propose(
        meeting=meeting,
        title=title,
        text="",
        organisation_id=meeting.convener_id,
        by=by,
        at=at,
    )
