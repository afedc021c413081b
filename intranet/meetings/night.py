"""The night's reminders: a meeting is near, minutes wait, tasks are due. Each once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.mail import absolute, deliver
from accounts.models import User
from core.dates import add_months
from intranet.meetings.people import usual_people, who_may_be_told
from intranet.meetings.post import send_letters, tell_people, write
from intranet.models import (
    Meeting,
    MeetingBody,
    MeetingLetter,
    MeetingLetterKind,
    MeetingTask,
)

REMIND_BEFORE = dt.timedelta(days=3)
APPROVE_WITHIN = dt.timedelta(days=14)
TASK_SOON = dt.timedelta(days=7)
KEPT_MONTHS = 12


def remind() -> str:
    """The night's job; one line."""
    return remind_at(timezone.now())


def remind_at(at: dt.datetime) -> str:
    """Write to whom something is due; asked again, write nothing."""
    _near(at)
    _waiting_minutes(at)
    sent, failed = send_letters(at=at)
    more, lost = _tasks(at)
    forget_letters(at)
    told = f"riunioni: {sent + more} messaggi inviati"
    return f"{told}, {failed + lost} non riusciti" if failed + lost else told


def _near(at: dt.datetime) -> None:
    """Those of the next days; whoever was invited since yesterday has just been told."""
    near = Meeting.objects.convened().filter(
        starts_at__gt=at, starts_at__lte=at + REMIND_BEFORE
    )
    for meeting in near:
        tell_people(meeting, MeetingLetterKind.REMINDER, at)


def _waiting_minutes(at: dt.datetime) -> None:
    """Minutes that have waited two weeks for a body's word."""
    waiting = MeetingBody.objects.filter(
        meeting__minutes__state="sent",
        meeting__minutes__sent_at__lte=at - APPROVE_WITHIN,
        was_present=True,
        approved_at=None,
    )
    for body in waiting.select_related("meeting"):
        users = [user for _, user in usual_people([body.organisation_id], at)]
        write(body.meeting, MeetingLetterKind.APPROVAL_REMINDER, users, at)


def _tasks(at: dt.datetime) -> tuple[int, int]:
    """One mail a person with all that is newly due or late; how many went out and how many not."""
    on = timezone.localtime(at).date()
    due = MeetingTask.objects.given().still_open().filter(due_on__lte=on + TASK_SOON)
    by_user: dict[int, list[MeetingTask]] = defaultdict(list)
    for task in due.select_related("meeting"):
        for user in _whose(task, at):
            by_user[user].append(task)
    users = User.objects.in_bulk(by_user.keys())
    done = [_tell(users[user], tasks, at) for user, tasks in by_user.items()]
    return done.count(True), done.count(False)


def _whose(task: MeetingTask, at: dt.datetime) -> list[int]:
    """The person named while they still work there, else those who answer for the body."""
    on = timezone.localtime(at).date()
    named = who_may_be_told([(task.organisation_id, task.person_id)], on)
    if named:
        return [user for _, user in named]
    return [user for _, user in usual_people([task.organisation_id], at)]


def _tell(user: User, tasks: list[MeetingTask], at: dt.datetime) -> bool | None:
    """Whether the mail went out; None: all was told before. Noted first, taken back if refused."""
    on = timezone.localtime(at).date()
    notes = []
    for task in tasks:
        kind = (
            MeetingLetterKind.TASK_LATE
            if task.due_on < on
            else MeetingLetterKind.TASK_SOON
        )
        letter, is_new = MeetingLetter.objects.get_or_create(
            task=task,
            user=user,
            kind=kind,
            defaults={"meeting": task.meeting, "written_at": at, "claimed_at": at},
        )
        if is_new:
            notes.append(letter)
    if not notes:
        return None
    rows = MeetingLetter.objects.filter(pk__in=[note.pk for note in notes])
    if deliver(_letter(user, [note.task for note in notes], on), f"tasks {user.pk}"):
        rows.update(sent_at=at)
        return True
    rows.delete()  # Tried again tomorrow.
    return False


def _letter(user: User, tasks: list[MeetingTask | None], on: dt.date) -> EmailMessage:
    number = len(tasks)
    context = {
        "tasks": tasks,
        "on": on,
        "url": absolute(reverse("meeting_tasks")),
        "service_name": settings.WAGTAIL_SITE_NAME,
    }
    return EmailMessage(
        "1 compito da fare" if number == 1 else f"{number} compiti da fare",
        render_to_string("intranet/meetings/tasks_mail.txt", context),
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )


def forget_letters(at: dt.datetime) -> int:
    """Drop those of a year ago: of what is over nobody is told again."""
    old = MeetingLetter.objects.filter(written_at__lt=add_months(at, -KEPT_MONTHS))
    over = old.filter(meeting__starts_at__lt=at - TASK_SOON)
    return over.exclude(task__done_on=None, task__isnull=False).delete()[0]
