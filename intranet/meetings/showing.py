"""What the pages of one meeting hand to their templates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from intranet.entry.access import Access
from intranet.meetings.actions.agenda import may_bring
from intranet.meetings.forms import AnswerForm
from intranet.meetings.people import people_of
from intranet.meetings.permissions import (
    agenda_is_open,
    can_attest,
    can_change_item,
    can_choose_people,
    can_organise,
    can_propose,
    can_read_minutes,
    can_write_minutes,
    speaks_for,
    to_approve,
)
from intranet.meetings.reading import minutes_of, own_invitation, shown_tasks
from intranet.models import (
    AgendaItem,
    Meeting,
    MeetingBody,
    MeetingPerson,
    Minutes,
)
from intranet.moments import when

Context = dict[str, Any]


@dataclass(frozen=True)
class ShownItem:
    """A point with what the person may do to it."""

    item: AgendaItem
    may_change: bool
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class ShownBody:
    """An invited body, who goes for it, whether the person chooses them."""

    body: MeetingBody
    people: list[MeetingPerson]
    may_choose: bool


@dataclass(frozen=True)
class ShownDocument:
    """A document with its private address."""

    pk: int
    title: str
    url: str
    size: int
    may_take_away: bool


def meeting_context(access: Access, meeting: Meeting, at: dt.datetime) -> Context:
    """Context of `intranet/meetings/meeting.html`."""
    minutes, organises = minutes_of(meeting), can_organise(access, meeting)
    return {
        "meeting": meeting,
        "when": when(meeting.starts_at, meeting.ends_at),
        "bodies": _bodies(access, meeting, at),
        "items": _items(access, meeting, at),
        "documents": _documents(access, meeting),
        "organises": organises,
        "is_to_come": at < meeting.starts_at,
        "can_propose": can_propose(access, meeting, at),
        "agenda_is_open": agenda_is_open(meeting, at, access.on),
        "may_bring": may_bring(access, meeting),
        "minutes": minutes,
        "can_read_minutes": can_read_minutes(access, meeting, minutes),
        "can_write": can_write_minutes(access, meeting, minutes, at),
        "can_attest": can_attest(access, meeting, at),
        **_answer(access, meeting, at),
    }


def _bodies(access: Access, meeting: Meeting, at: dt.datetime) -> list[ShownBody]:
    return [
        ShownBody(body, list(body.people.all()), can_choose_people(access, body, at))
        for body in meeting.bodies.all()
    ]


def items_of(meeting: Meeting) -> list[AgendaItem]:
    """The points, each with its meeting at hand: one query."""
    items = list(meeting.items.all())
    for item in items:
        item.meeting = meeting
    return items


def _items(access: Access, meeting: Meeting, at: dt.datetime) -> list[ShownItem]:
    items = items_of(meeting)
    last = len(items) - 1
    return [
        ShownItem(item, can_change_item(access, item, at), here == 0, here == last)
        for here, item in enumerate(items)
    ]


def _documents(access: Access, meeting: Meeting) -> list[ShownDocument]:
    mine, may = speaks_for(access), may_bring(access, meeting)
    organises = can_organise(access, meeting)
    return [
        ShownDocument(
            pk=row.pk,
            title=row.file.title,
            url=reverse("intranet_file", args=[row.file.key]),
            size=row.file.size,
            may_take_away=may and (organises or row.organisation_id in mine),
        )
        for row in meeting.documents.select_related("file")
    ]


def _answer(access: Access, meeting: Meeting, at: dt.datetime) -> Context:
    """The form by which somebody invited answers, until the meeting begins."""
    me = own_invitation(access, meeting)
    if me is None or not meeting.is_convened or at >= meeting.starts_at:
        return {"me": me, "answer_form": None, "colleagues": []}
    people = people_of(me.body.organisation_id, access.on).exclude(pk=access.user.pk)
    colleagues = [(user.pk, user.name) for user in people]
    said = {"answer": me.answer, "delegate": me.delegate_id}
    form = AnswerForm(initial=said, colleagues=colleagues)
    return {"me": me, "answer_form": form, "colleagues": colleagues}


def agenda_context(meeting: Meeting) -> Context:
    """Context of the agenda on paper."""
    return {
        "meeting": meeting,
        "when": when(meeting.starts_at, meeting.ends_at),
        "items": items_of(meeting),
        "bodies": list(meeting.bodies.all()),
    }


def minutes_context(access: Access, minutes: Minutes, at: dt.datetime) -> Context:
    """Context of the minutes, on the screen and on paper."""
    meeting = minutes.meeting
    present = [body for body in meeting.bodies.all() if body.was_present]
    writes = can_write_minutes(access, meeting, minutes, at)
    return {
        **agenda_context(meeting),
        "minutes": minutes,
        "present": [(body, _who_came(body)) for body in present],
        "absent": [body for body in meeting.bodies.all() if not body.was_present],
        "decisions": list(meeting.decisions.all()),
        "tasks": _tasks(access, meeting),
        "to_approve": to_approve(access, meeting, minutes),
        "can_write": writes,
        "later": _later(access, meeting, at) if writes and minutes.is_out else [],
    }


def _who_came(body: MeetingBody) -> list[str]:
    """Names; who was erased came too."""
    return [
        person.user.name if person.user else "una persona"
        for person in body.people.all()
        if person.was_present
    ]


def _tasks(access: Access, meeting: Meeting) -> list[Any]:
    tasks = list(meeting.tasks.select_related("person"))
    for task in tasks:
        task.meeting = meeting
    return shown_tasks(access, tasks)


def _later(access: Access, meeting: Meeting, at: dt.datetime) -> list[Meeting]:
    """Meetings in which these minutes may have been approved."""
    held = Meeting.objects.organised_by(access).held(at)
    same = held.filter(agreement=meeting.agreement_id, starts_at__gt=meeting.starts_at)
    return list(same[:10])
