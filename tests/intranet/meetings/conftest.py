"""A meeting between two bodies, and people on both sides."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from intranet.entry.access import access_of
from intranet.meetings import actions
from intranet.meetings.actions.convening import Plan
from intranet.meetings.actions.minutes import Task, Written
from intranet.models import Meeting
from tests.factories import make_member


def access(user, on=None):
    """What the person is there."""
    return access_of(user, on or timezone.localdate())


def plan_for(agreement, *bodies, **more):
    """In ten days from ten to twelve, agenda open until two days before."""
    day = timezone.localdate() + dt.timedelta(days=10)
    starts = timezone.make_aware(dt.datetime.combine(day, dt.time(10)))
    facts = {
        "kind": "update",
        "agreement_id": agreement.pk,
        "title": "Incontro di prova",
        "starts_at": starts,
        "ends_at": starts + dt.timedelta(hours=2),
        "agenda_closes_on": day - dt.timedelta(days=2),
        "bodies": frozenset(body.pk for body in bodies),
        "place": "Sala di prova",
    }
    return Plan(**facts | more)


@pytest.fixture
def other_referent(root, agreement, other_body):
    """Speaks for the other party."""
    return make_member(other_body, "referent", "altro.referente@example.org")


@pytest.fixture
def draft(manager, agreement, body, other_body):
    """Prepared by who answers for `body`; nobody is invited yet."""
    return actions.prepare_meeting(
        plan=plan_for(agreement, body, other_body),
        by=access(manager),
        at=timezone.now(),
    )


@pytest.fixture
def meeting(draft, manager, other_referent):
    """Convened: the invitations are out."""
    actions.convene(meeting=draft, by=access(manager), at=timezone.now())
    return Meeting.objects.get(pk=draft.pk)


def hold(meeting):
    """It was yesterday."""
    starts = timezone.now() - dt.timedelta(days=1)
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=starts,
        ends_at=starts + dt.timedelta(hours=2),
        agenda_closes_on=timezone.localdate() - dt.timedelta(days=3),
    )
    return Meeting.objects.get(pk=meeting.pk)


def attend(meeting, manager, *bodies):
    """These bodies were there, with all their people."""
    rows = meeting.bodies.filter(organisation__in=bodies)
    actions.note_attendance(
        meeting=Meeting.objects.get(pk=meeting.pk),
        bodies=list(rows.values_list("pk", flat=True)),
        people=[p.pk for row in rows for p in row.people.all()],
        by=access(manager),
        at=timezone.now(),
    )


@pytest.fixture
def held(meeting, manager, body, other_body):
    """It was yesterday and both bodies came."""
    found = hold(meeting)
    attend(found, manager, body, other_body)
    return Meeting.objects.get(pk=found.pk)


def wrote(meeting, manager, other_body, **more):
    """Minutes with a decision and a task of the other body."""
    facts = {
        "text": "Si è parlato di tutto.",
        "decisions": ["Ci si vede ogni tre mesi."],
        "tasks": [
            Task(
                "Mandare l'elenco degli orari",
                other_body.pk,
                timezone.localdate() + dt.timedelta(days=5),
            )
        ],
    }
    return actions.write_minutes(
        meeting=Meeting.objects.get(pk=meeting.pk),
        written=Written(**facts | more),
        by=access(manager),
        at=timezone.now(),
    )


@pytest.fixture
def minutes(held, manager, other_body):
    """A draft."""
    return wrote(held, manager, other_body)


@pytest.fixture
def sent(minutes, manager):
    """Out for approval."""
    from intranet.models import Minutes

    actions.send_minutes(minutes=minutes, by=access(manager), at=timezone.now())
    return Minutes.objects.get(pk=minutes.pk)
