"""What was said once is not undone by who writes, sends or calls off after it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from intranet.meetings import actions
from intranet.meetings.actions.minutes import Task
from intranet.meetings.letters import letter_for
from intranet.meetings.night import remind_at
from intranet.meetings.post import tell_dropped, tell_people
from intranet.models import (
    Meeting,
    MeetingDocument,
    MeetingLetter,
    MeetingLetterKind,
    MeetingPerson,
    MeetingReply,
    MeetingTask,
    Minutes,
    PrivateFile,
    Procedure,
)
from tests.factories import make_member
from tests.intranet.meetings.conftest import access, wrote

pytestmark = pytest.mark.django_db
ROOM = "https://video.example.org/stanza"


def test_a_task_that_was_done_stays_done_when_the_minutes_are_corrected(
    sent, manager, other_referent, other_body
):
    remind_at(timezone.now())
    task = MeetingTask.objects.get()
    today = timezone.localdate()
    actions.finish_task(task=task, on=today, by=access(other_referent))
    later = today + dt.timedelta(days=30)
    tasks = [
        Task("Un altro", other_body.pk, later),
        Task(task.text, other_body.pk, later),
    ]
    wrote(sent.meeting, manager, other_body, tasks=tasks)
    kept = MeetingTask.objects.get(text=task.text)
    assert (kept.pk, kept.done_on, kept.done_by) == (task.pk, today, other_referent)
    assert (kept.due_on, kept.place) == (later, 1)
    assert MeetingLetter.objects.filter(task=kept).exists(), "nobody is told twice"
    wrote(sent.meeting, manager, other_body, tasks=tasks[:1])
    assert [one.text for one in MeetingTask.objects.all()] == ["Un altro"]
    assert MeetingTask.objects.get().done_on is None


def test_two_tasks_of_the_same_words_are_two(held, manager, other_body):
    due = timezone.localdate() + dt.timedelta(days=5)
    twins = [Task("Orari", other_body.pk, due)] * 2
    for _ in range(2):
        wrote(held, manager, other_body, tasks=twins)
        assert MeetingTask.objects.count() == 2


def test_minutes_that_are_out_are_not_sent_again(
    sent, manager, other_body, django_capture_on_commit_callbacks
):
    row = sent.meeting.bodies.get(organisation=other_body)
    row.correction = "Il giorno è un altro."
    row.save()
    letters = MeetingLetter.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        actions.send_minutes(minutes=sent, by=access(manager), at=timezone.now())
    row.refresh_from_db()
    assert row.correction == "Il giorno è un altro."
    assert MeetingLetter.objects.count() == letters
    assert Minutes.objects.get().sent_at == sent.sent_at


def test_what_was_called_off_before_it_was_convened_is_told_to_nobody(
    draft, meeting, manager, other_referent, coordinator
):
    """`draft` and `meeting` are the same row: one more, never convened, beside it."""
    from tests.intranet.meetings.conftest import plan_for

    bodies = [row.organisation for row in meeting.bodies.all()]
    other = actions.prepare_meeting(
        plan=plan_for(meeting.agreement, *bodies, title="Mai convocata"),
        by=access(manager),
        at=timezone.now(),
    )
    for one in (other, meeting):
        told = {"because": "Rinviata", "by": access(manager), "at": timezone.now()}
        actions.call_off(meeting=one, **told)
    seen = {
        user: set(Meeting.objects.readable_by(access(user)))
        for user in (manager, coordinator, other_referent)
    }
    assert seen[manager] == seen[coordinator] == {meeting, other}
    assert seen[other_referent] == {meeting}


def test_who_is_no_longer_invited_is_not_told_where(meeting, other_referent):
    Meeting.objects.update(video_url=ROOM, place="Sala segreta")
    meeting.refresh_from_db()
    tell_dropped(meeting, [other_referent.pk], timezone.now())
    letter = MeetingLetter.objects.get(kind=MeetingLetterKind.CANCELLATION)
    message = letter_for(letter)
    (calendar, _) = message.alternatives[0]
    assert "METHOD:CANCEL" in calendar
    for text in (message.body, calendar):
        assert meeting.title in text
        assert "video.example.org" not in text
        assert "Sala segreta" not in text


def test_who_sends_a_colleague_is_not_reminded_the_colleague_is(
    meeting, other_referent, other_body
):
    colleague = make_member(other_body, "operator", "collega@example.org")
    person = MeetingPerson.objects.get(user=other_referent)
    actions.answer(
        person=person,
        says=MeetingReply.DELEGATES,
        delegate=colleague.pk,
        by=access(other_referent),
        at=timezone.now(),
    )
    tell_people(meeting, MeetingLetterKind.REMINDER, timezone.now())
    told = MeetingLetter.objects.filter(kind=MeetingLetterKind.REMINDER)
    users = set(told.values_list("user", flat=True))
    assert colleague.pk in users
    assert other_referent.pk not in users


def test_a_file_that_a_procedure_shows_too_stays(draft, manager, body):
    file = PrivateFile.objects.create(
        organisation=body, title="Dati", name="dati.pdf", added_at=timezone.now(),
        content_type="application/pdf", size=1, sha256="",
    )  # fmt: skip
    procedure = Procedure.objects.create(
        title="Come si fa",
        text="Così.",
        owner_body=body,
        review_on=timezone.localdate(),
        changed_at=timezone.now(),
    )
    procedure.files.add(file)
    document = MeetingDocument.objects.create(meeting=draft, file=file)
    actions.take_document_away(document=document, by=access(manager))
    assert list(procedure.files.all()) == [file]
    assert not MeetingDocument.objects.exists()
    procedure.files.clear()
    document = MeetingDocument.objects.create(meeting=draft, file=file)
    actions.take_document_away(document=document, by=access(manager))
    assert not PrivateFile.objects.exists()
