"""Minutes: written, sent to those who were there, agreed to, and then left as they are."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q

from directory.models import OrganisationPage
from intranet.entry.access import Access
from intranet.meetings.actions.entries import insist, note
from intranet.meetings.people import usual_people
from intranet.meetings.permissions import (
    can_finish,
    can_organise,
    can_write_minutes,
    to_approve,
)
from intranet.meetings.post import post_soon, write
from intranet.meetings.searching import refresh_search
from intranet.models import (
    AgendaItem,
    Meeting,
    MeetingBody,
    MeetingDecision,
    MeetingLetter,
    MeetingLetterKind,
    MeetingTask,
    Minutes,
    MinutesState,
)
from intranet.models.meeting import refuse_if_frozen

NOTHING_WRITTEN = "Il verbale è vuoto: scrivi che cosa si è detto o deciso."
NOBODY_PRESENT = "Segna prima chi era presente: sono loro che approvano."


class WrittenMeanwhile(Exception):
    """Somebody else wrote since the minutes were read."""


class NotReady(ValueError):
    """Why minutes cannot be sent, in Italian."""


@dataclass(frozen=True)
class Task:
    """A task as it is written down."""

    text: str
    organisation_id: int
    due_on: dt.date
    person_id: int | None = None


@dataclass(frozen=True)
class Written:
    """What minutes say; `outcomes` by the number of the agenda's row."""

    text: str = ""
    outcomes: Mapping[int, str] = field(default_factory=dict)
    decisions: Sequence[str] = ()
    tasks: Sequence[Task] = ()


def mark_of(meeting: Meeting, minutes: Minutes | None) -> str:
    """Changes with what the minutes say, and when they are sent; empty before they are begun."""
    if minutes is None:
        return ""
    said = [
        (minutes.state, minutes.text),
        *meeting.items.exclude(outcome="").values_list("pk", "outcome"),
        *meeting.decisions.order_by("place", "pk").values_list("text"),
        *meeting.tasks.order_by("place", "pk").values_list(
            "text", "organisation_id", "person_id", "due_on"
        ),
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()


@transaction.atomic
def write_minutes(
    *,
    meeting: Meeting,
    written: Written,
    by: Access,
    at: dt.datetime,
    seen: str | None = None,
) -> Minutes:
    """Keep the minutes as a draft; what had been sent for approval comes back to be a draft, and
    each body is asked again. `seen` is `mark_of` what the writer had read.

    Raises FrozenMinutes, and WrittenMeanwhile for what somebody else has changed since.
    """
    minutes = _held(meeting)
    refuse_if_frozen(meeting.pk)
    insist(can_write_minutes(by, meeting, minutes, at))
    if seen is not None and seen != mark_of(meeting, minutes):
        raise WrittenMeanwhile
    minutes = minutes or Minutes(meeting=meeting)
    minutes.text, minutes.written_by = written.text, by.user
    minutes.state, minutes.sent_at = MinutesState.DRAFT, None
    minutes.save()
    meeting.bodies.update(approved_at=None, approved_by=None)
    _keep(meeting, written)
    refresh_search(Meeting.objects.get(pk=meeting.pk))
    note(meeting, "write", by)
    return minutes


def _held(meeting: Meeting) -> Minutes | None:
    """Whoever approves meanwhile, or begins to write too, is waited for, or waits."""
    rows = Minutes.objects.select_for_update(of=("self",)).filter(meeting=meeting)
    minutes = rows.first()
    if minutes is None:
        Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        minutes = rows.first()
    return minutes


def _keep(meeting: Meeting, written: Written) -> None:
    items = list(meeting.items.all())
    for item in items:
        item.outcome = written.outcomes.get(item.pk, "")
    AgendaItem.objects.bulk_update(items, ["outcome"])
    meeting.decisions.all().delete()
    MeetingDecision.objects.bulk_create(
        MeetingDecision(meeting=meeting, place=place, text=text)
        for place, text in enumerate(written.decisions)
    )
    _keep_tasks(meeting, written.tasks)


def _keep_tasks(meeting: Meeting, tasks: Sequence[Task]) -> None:
    """A task of the same words and body stays the same row: it may have been done meanwhile, and
    its people told."""
    wanted = {task.organisation_id for task in tasks}
    names = OrganisationPage.objects.filter(pk__in=wanted).in_bulk()
    known: dict[tuple[str, int | None], list[MeetingTask]] = defaultdict(list)
    for row in meeting.tasks.all():
        known[row.text, row.organisation_id].append(row)
    kept: list[MeetingTask] = []
    new: list[MeetingTask] = []
    for place, task in enumerate(tasks):
        same = known[task.text, task.organisation_id]
        row = same.pop(0) if same else MeetingTask(meeting=meeting, text=task.text)
        row.organisation_id, row.person_id = task.organisation_id, task.person_id
        row.body_name = names[task.organisation_id].title
        row.place, row.due_on = place, task.due_on
        (kept if row.pk else new).append(row)
    meeting.tasks.exclude(pk__in=[row.pk for row in kept]).delete()
    MeetingTask.objects.bulk_update(kept, ["body_name", "person", "place", "due_on"])
    MeetingTask.objects.bulk_create(new)


@transaction.atomic
def send_minutes(*, minutes: Minutes, by: Access, at: dt.datetime) -> Minutes:
    """Ask the bodies that were present to approve; the one that writes has agreed by sending.

    What is out already stays as it is. Raises NotReady, FrozenMinutes.
    """
    minutes = Minutes.objects.select_for_update(of=("self",)).get(pk=minutes.pk)
    meeting = minutes.meeting
    insist(can_write_minutes(by, meeting, minutes, at))
    if minutes.is_out:  # the button was pressed twice
        return minutes
    present = [body for body in meeting.bodies.all() if body.was_present]
    if not present:
        raise NotReady(NOBODY_PRESENT)
    if not _says_something(minutes):
        raise NotReady(NOTHING_WRITTEN)
    minutes.state, minutes.sent_at = MinutesState.SENT, at
    minutes.save()
    meeting.bodies.update(correction="")
    own = [body for body in present if body.organisation_id == meeting.convener_id]
    for body in own:
        _agree(body, by, at)
    _ask(meeting, present, at)
    _approve_if_all(minutes, at)
    refresh_search(Meeting.objects.get(pk=meeting.pk))
    note(meeting, "send", by)
    return minutes


def _says_something(minutes: Minutes) -> bool:
    meeting = minutes.meeting
    said = meeting.items.exclude(outcome="").exists()
    return bool(minutes.text.strip()) or said or meeting.decisions.exists()


def _ask(meeting: Meeting, present: list[MeetingBody], at: dt.datetime) -> None:
    """Sent again after a correction, it is told again."""
    waiting = [body.organisation_id for body in present if body.approved_at is None]
    users = {user for _, user in usual_people(waiting, at)}
    told = MeetingLetter.objects.filter(
        meeting=meeting, kind=MeetingLetterKind.APPROVAL
    )
    last = told.order_by("-sequence").values_list("sequence", flat=True).first()
    write(
        meeting, MeetingLetterKind.APPROVAL, users, at, 0 if last is None else last + 1
    )
    post_soon(at)


def _agree(body: MeetingBody, by: Access, at: dt.datetime) -> None:
    body.approved_at, body.approved_by, body.correction = at, by.user, ""
    body.save(update_fields=["approved_at", "approved_by", "correction"])


@transaction.atomic
def approve(
    *, minutes: Minutes, body: MeetingBody, by: Access, at: dt.datetime
) -> Minutes:
    """A body that was present agrees; with the last one the minutes are approved and frozen."""
    held = Minutes.objects.select_for_update(of=("self",)).get(pk=minutes.pk)
    insist(body in to_approve(by, held.meeting, held))
    _agree(body, by, at)
    _approve_if_all(held, at)
    note(held.meeting, "approve", by)
    return held


def _approve_if_all(minutes: Minutes, at: dt.datetime) -> None:
    waiting = Q(was_present=True, approved_at=None)
    if minutes.meeting.bodies.filter(waiting).exists():
        return
    minutes.state, minutes.approved_at = MinutesState.APPROVED, at
    minutes.save()


@transaction.atomic
def ask_correction(
    *, minutes: Minutes, body: MeetingBody, text: str, by: Access
) -> MeetingBody:
    """A body that was present says what is not right: who wrote the minutes reads it."""
    insist(body in to_approve(by, minutes.meeting, minutes))
    body.correction = text
    body.save(update_fields=["correction"])
    note(minutes.meeting, "correct", by)
    return body


@transaction.atomic
def approve_in(
    *, minutes: Minutes, later: Meeting, by: Access, at: dt.datetime
) -> Minutes:
    """Those who sat in a later meeting of the same agreement approved them there."""
    held = Minutes.objects.select_for_update(of=("self",)).get(pk=minutes.pk)
    meeting = held.meeting
    insist(can_organise(by, meeting) and can_organise(by, later))
    is_later = later.starts_at > meeting.starts_at and later.starts_at <= at
    is_same = later.agreement_id == meeting.agreement_id and later.is_convened
    insist(held.state == MinutesState.SENT and is_later and is_same)
    held.state, held.approved_at = MinutesState.APPROVED, at
    held.approved_in = later
    held.save()
    note(meeting, "approve_in", by)
    return held


@transaction.atomic
def finish_task(*, task: MeetingTask, on: dt.date | None, by: Access) -> MeetingTask:
    """Done on a day, or (None) not done after all; also once the minutes are frozen."""
    insist(can_finish(by, task))
    task.done_on, task.done_by = on, by.user if on else None
    task.save(update_fields=["done_on", "done_by"])
    note(task.meeting, "task", by)
    return task
