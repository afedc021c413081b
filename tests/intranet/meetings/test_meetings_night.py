"""What the night writes, to the day; and what it must not write."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from intranet.meetings import actions
from intranet.meetings.night import forget_letters, remind_at
from intranet.meetings.post import send_letters
from intranet.models import Meeting, MeetingLetter, MeetingTask, Minutes
from tests.intranet.meetings.conftest import access

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
SECOND = dt.timedelta(seconds=1)


def told(subject):
    """How many mails whose subject begins so; then none."""
    found = [one for one in mail.outbox if one.subject.startswith(subject)]
    mail.outbox.clear()
    return len(found)


def test_tasks_of_minutes_that_are_still_a_draft_are_told_to_nobody(
    minutes, other_referent, manager
):
    send_letters(at=timezone.now())
    remind_at(timezone.now())
    assert told("1 compito") == 0
    actions.send_minutes(minutes=minutes, by=access(manager), at=timezone.now())
    remind_at(timezone.now())
    assert told("1 compito") == 1


def test_what_is_done_or_far_off_is_recalled_to_nobody(sent, other_referent):
    task = MeetingTask.objects.get()
    at = timezone.now()
    MeetingTask.objects.update(due_on=timezone.localdate(at) + 8 * DAY)
    remind_at(at)
    assert told("1 compito") == 0
    MeetingTask.objects.update(
        due_on=timezone.localdate(at) + 7 * DAY, done_on=timezone.localdate(at)
    )
    remind_at(at)
    assert told("1 compito") == 0
    MeetingTask.objects.filter(pk=task.pk).update(done_on=None)
    remind_at(at)
    assert told("1 compito") == 1


def test_a_task_is_late_from_the_day_after_its_own(sent, other_referent):
    due = timezone.localdate() + 5 * DAY
    noon = timezone.make_aware(dt.datetime.combine(due, dt.time(12)))
    kinds = []
    for at in (noon, noon + DAY):
        remind_at(at)
        letters = MeetingLetter.objects.exclude(task=None).order_by("pk")
        kinds.append(list(letters.values_list("kind", flat=True)))
    assert [len(found) for found in kinds] == [1, 2]
    assert kinds[1][0] != kinds[1][1]


def test_a_task_of_somebody_who_left_is_told_to_who_speaks_for_the_body(
    sent, other_operator, other_referent
):
    from accounts.actions import withdraw_membership

    MeetingTask.objects.update(person=other_operator)
    withdraw_membership(membership=other_operator.memberships.get())
    mail.outbox.clear()
    remind_at(timezone.now())
    found = [one.to for one in mail.outbox if one.subject.startswith("1 compito")]
    assert found == [[other_referent.email]]


def test_a_meeting_is_recalled_from_three_days_before_until_it_begins(
    meeting, manager, other_referent
):
    send_letters(at=timezone.now())
    mail.outbox.clear()
    remind_at(meeting.starts_at - 3 * DAY - SECOND)
    assert told("Promemoria") == 0
    remind_at(meeting.starts_at - 3 * DAY)
    assert told("Promemoria") == 2
    MeetingLetter.objects.all().delete()
    remind_at(meeting.starts_at)
    assert told("Promemoria") == 0


@pytest.mark.parametrize("state", ["draft", "cancelled"])
def test_what_is_not_convened_is_recalled_to_nobody(meeting, other_referent, state):
    send_letters(at=timezone.now())
    mail.outbox.clear()
    Meeting.objects.update(state=state, cancelled_because="Sala chiusa")
    remind_at(meeting.starts_at - DAY)
    assert mail.outbox == []


def test_minutes_are_recalled_after_two_weeks_to_bodies_that_came_and_wait(
    sent, manager, other_referent, other_body
):
    MeetingTask.objects.all().delete()
    send_letters(at=timezone.now())
    mail.outbox.clear()
    row = sent.meeting.bodies.get(organisation=other_body)
    due = sent.sent_at + 14 * DAY
    remind_at(due - SECOND)
    assert told("Verbale ancora") == 0
    sent.meeting.bodies.filter(pk=row.pk).update(was_present=False)
    remind_at(due)
    assert told("Verbale ancora") == 0
    sent.meeting.bodies.filter(pk=row.pk).update(was_present=True)
    remind_at(due)
    assert told("Verbale ancora") == 1


@pytest.mark.parametrize("kind", ["invitation", "change", "cancellation", "approval"])
def test_a_letter_that_waited_is_not_for_whose_profile_ended_meanwhile(
    sent, other_referent, kind
):
    mail.outbox.clear()
    number = sent.meeting.sequence
    row = {"meeting": sent.meeting, "user": other_referent, "sequence": number}
    MeetingLetter.objects.all().delete()
    MeetingLetter.objects.create(kind=kind, written_at=timezone.now(), **row)
    ended = timezone.localdate() - DAY
    other_referent.memberships.update(valid_from=ended, valid_until=ended)
    send_letters(at=timezone.now())
    assert mail.outbox == []
    other_referent.memberships.update(valid_until=None)
    send_letters(at=timezone.now())
    assert len(mail.outbox) == 1


def test_a_letter_about_minutes_taken_back_is_not_sent(sent, other_referent):
    mail.outbox.clear()
    Minutes.objects.update(state="draft", sent_at=None)
    send_letters(at=timezone.now())
    assert told("Verbale") == 0


def test_letters_of_a_year_ago_go_unless_something_would_be_told_again(
    sent, other_referent
):
    at = timezone.now()
    remind_at(at)
    long_ago = at - 500 * DAY
    MeetingLetter.objects.update(written_at=long_ago)
    assert forget_letters(at) == 0, "the meeting was yesterday"
    Meeting.objects.update(starts_at=long_ago)
    assert forget_letters(at) > 0
    task = MeetingTask.objects.get()
    assert [letter.task for letter in MeetingLetter.objects.all()] == [task]
    MeetingTask.objects.update(done_on=timezone.localdate(at))
    forget_letters(at)
    assert not MeetingLetter.objects.exists()


def test_a_letter_about_minutes_leads_to_them_and_is_no_invitation(
    sent, other_referent
):
    mail.outbox.clear()
    send_letters(at=timezone.now())
    (about,) = [one for one in mail.outbox if one.subject.startswith("Verbale")]
    assert reverse("meeting_minutes", args=[sent.meeting_id]) in about.body
    assert about.alternatives == []
    (invited, *_) = [one for one in mail.outbox if one.subject.startswith("Invito")]
    assert reverse("meeting_minutes", args=[sent.meeting_id]) not in invited.body
    assert reverse("meeting", args=[sent.meeting_id]) in invited.body
