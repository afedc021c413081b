"""Reads what the pages of meetings show, with a fixed number of queries however many rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.db.models.lookups import Exact
from django.shortcuts import get_object_or_404
from django.utils import timezone

from intranet.entry.access import Access
from intranet.meetings.gathering import MeetingFacts
from intranet.meetings.permissions import can_finish, speaks_for
from intranet.meetings.querysets import MeetingQuerySet, TaskQuerySet
from intranet.models import (
    Meeting,
    MeetingBody,
    MeetingPerson,
    MeetingTask,
    Minutes,
)
from network import reading as network_reading
from network import showing
from network.models import AgreementPage

# Where there was no meeting before.
FIRST_SINCE = dt.timedelta(days=180)


def readable(access: Access) -> MeetingQuerySet:
    """What the person may read, with its agreement and its minutes."""
    rows: MeetingQuerySet = Meeting.objects.readable_by(access)
    return rows.select_related("minutes", "agreement", "network_body")


def meeting_for(access: Access, pk: int) -> Meeting:
    """One meeting, with who is invited. Raises Http404: others do not learn that it is there."""
    people = MeetingPerson.objects.select_related("user", "delegate")
    bodies = MeetingBody.objects.select_related("approved_by").prefetch_related(
        Prefetch("people", people)
    )
    rows = readable(access).prefetch_related(Prefetch("bodies", bodies))
    meeting = get_object_or_404(rows, pk=pk)
    for body in meeting.bodies.all():
        body.meeting = meeting
        for person in body.people.all():
            person.body = body
    return meeting


def gathering_for(access: Access, pk: int) -> Meeting:
    """One meeting with its bodies, and of the one before it `previous_title` and `previous_at`.

    Before it is what the person may read: one to which only others were invited is not told of.
    Raises Http404.
    """
    same = Q(agreement=OuterRef("agreement"))
    for one in access.agreements:  # A renewed agreement goes on with what was before.
        before = Q(agreement__in=one.line - {one.pk})
        same |= before & Q(Exact(OuterRef("agreement"), one.pk))
    known = Meeting.objects.readable_by(access).convened()
    earlier = known.filter(same, starts_at__lt=OuterRef("starts_at"))
    rows = readable(access).annotate(
        previous_title=Subquery(earlier.values("title")[:1]),
        previous_at=Subquery(earlier.values("starts_at")[:1]),
    )
    found: Meeting = get_object_or_404(rows.prefetch_related("bodies"), pk=pk)
    return found


def minutes_of(meeting: Meeting) -> Minutes | None:
    """Its minutes, where they were begun."""
    return getattr(meeting, "minutes", None)


def own_invitation(access: Access, meeting: Meeting) -> MeetingPerson | None:
    """The person's own row, for a body that they still work for."""
    return next(
        (
            person
            for body in meeting.bodies.all()
            for person in body.people.all()
            if person.user_id == access.user.pk
            and body.organisation_id in access.bodies
        ),
        None,
    )


@dataclass(frozen=True)
class ShownTask:
    """A task as a list shows it."""

    task: MeetingTask
    is_late: bool
    may_finish: bool


def shown_tasks(access: Access, tasks: Any) -> list[ShownTask]:
    """Tasks with what the person may do."""
    return [
        ShownTask(
            task,
            is_late=task.done_on is None and task.due_on < access.on,
            may_finish=can_finish(access, task),
        )
        for task in tasks
    ]


def tasks_for(access: Access) -> TaskQuerySet:
    """All tasks that the person may read."""
    rows: TaskQuerySet = MeetingTask.objects.readable_by(access)
    return rows.select_related("meeting", "person")


def of_person(tasks: TaskQuerySet, access: Access) -> TaskQuerySet:
    """The person's own, and those of their body that name nobody."""
    mine = tasks.filter(person=access.user)
    shared = tasks.filter(person=None, organisation__in=speaks_for(access))
    return mine | shared


def facts_for(meeting: Any, on: dt.date) -> MeetingFacts:
    """Since when, and about whom, a meeting of `gathering_for` gathers."""
    since = on - FIRST_SINCE
    if meeting.previous_at is not None:
        since = timezone.localtime(meeting.previous_at).date()
    bodies = frozenset(
        body.organisation_id for body in meeting.bodies.all() if body.organisation_id
    )
    return MeetingFacts(since=since, bodies=bodies, on=on)


def earlier_tasks(access: Access, meeting: Meeting) -> TaskQuerySet:
    """What earlier meetings of the same agreement, or of those it follows, left open; of those that
    the person may read: a task names somebody."""
    lines = {one.pk: one.line for one in access.agreements}
    same = lines.get(meeting.agreement_id or 0, {meeting.agreement_id})
    tasks: TaskQuerySet = MeetingTask.objects.readable_by(access).still_open()
    earlier = tasks.filter(
        meeting__agreement__in=same, meeting__starts_at__lt=meeting.starts_at
    )
    return earlier.select_related("meeting", "person")


def duties_of(meeting: Meeting, on: dt.date) -> list[showing.Side]:
    """The state of each duty for its parties: what fulfils it, what attests it this year."""
    page: AgreementPage | None = meeting.agreement
    if page is None:
        return []
    network_reading.fill_agreement(page)
    evidence = {
        duty: [row for row in rows if row.dated_on.year == on.year]
        for duty, rows in network_reading.evidence_of(page).items()
    }
    targets = network_reading.targets_of(page.fulfilments.all())
    return showing.sides_of(page, targets, evidence)
