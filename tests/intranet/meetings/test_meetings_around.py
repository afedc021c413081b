"""What else meetings touch: the night, the home, the search, personal data, the sample."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from core import privacy
from core.models import SiteSettings
from intranet import finding
from intranet.demo import make_samples
from intranet.meetings import actions
from intranet.meetings.night import remind_at
from intranet.meetings.post import send_letters
from intranet.models import (
    AgendaItem,
    Meeting,
    MeetingLetter,
    MeetingPerson,
    MeetingReply,
    MeetingTask,
    Minutes,
)
from tests.factories import make_member
from tests.intranet.conftest import client_of
from tests.intranet.meetings.conftest import access, wrote

pytestmark = pytest.mark.django_db


def told():
    """Subjects by address, then nothing."""
    found = sorted((message.to[0], message.subject) for message in mail.outbox)
    mail.outbox.clear()
    return found


def test_three_days_before_it_is_recalled_once_to_who_may_come(
    meeting, manager, other_referent
):
    send_letters(at=timezone.now())
    told()
    person = MeetingPerson.objects.get(user=manager)
    actions.answer(
        person=person,
        says=MeetingReply.DECLINES,
        delegate=None,
        by=access(manager),
        at=timezone.now(),
    )
    assert remind_at(timezone.now()).startswith("riunioni: 0 ")
    near = meeting.starts_at - dt.timedelta(days=2)
    for _ in range(2):
        remind_at(near)
    assert told() == [("altro.referente@example.org", "Promemoria: Incontro di prova")]


def test_minutes_that_wait_two_weeks_are_recalled_once(sent, other_referent):
    send_letters(at=timezone.now())
    told()
    later = sent.sent_at + dt.timedelta(days=15)
    MeetingTask.objects.all().delete()
    for _ in range(2):
        remind_at(later)
    assert told() == [
        (
            "altro.referente@example.org",
            "Verbale ancora da approvare: Incontro di prova",
        )
    ]


def test_a_task_is_recalled_when_near_and_when_late_in_one_mail(
    sent, manager, other_referent, other_operator, other_body
):
    send_letters(at=timezone.now())
    told()
    due = timezone.localdate() + dt.timedelta(days=1)
    MeetingTask.objects.bulk_create(
        MeetingTask(
            meeting=sent.meeting, place=n, text=f"Altro {n}", due_on=due,
            organisation=other_body, body_name=other_body.title,
            person=other_operator,
        )
        for n in range(3)
    )  # fmt: skip
    now = timezone.now()
    for _ in range(2):
        remind_at(now)
    assert told() == [
        ("altra@example.org", "3 compiti da fare"),
        # Nobody is named: who speaks for the body.
        ("altro.referente@example.org", "1 compito da fare"),
    ]
    remind_at(now + dt.timedelta(days=3))
    assert told() == [("altra@example.org", "3 compiti da fare")]


def test_a_refused_task_mail_is_tried_again(sent, monkeypatch):
    from intranet.meetings import night

    send_letters(at=timezone.now())
    monkeypatch.setattr(night, "deliver", lambda message, name: False)
    assert "1 non riusciti" in remind_at(timezone.now())
    monkeypatch.undo()
    told()
    remind_at(timezone.now())
    assert len(told()) == 1


def test_who_left_is_not_written_to(meeting, other_referent):
    from accounts.actions import withdraw_membership

    send_letters(at=timezone.now())
    told()
    withdraw_membership(membership=other_referent.memberships.get())
    remind_at(meeting.starts_at - dt.timedelta(days=1))
    assert [to for to, _ in told()] == ["responsabile@example.org"]


def test_the_home_says_what_is_next_and_what_is_mine(
    meeting, sent, other_referent, operator
):
    soon = timezone.now() + dt.timedelta(days=1)
    Meeting.objects.update(starts_at=soon, ends_at=soon + dt.timedelta(hours=1))
    page = client_of(other_referent).get("/intranet/").content.decode()
    assert "La prossima riunione" in page
    assert "Di’ se vieni" in page
    task = MeetingTask.objects.get()
    # From the home to where it is ticked off.
    assert f'#compito-{task.pk}">Mandare l&#x27;elenco degli orari</a>' in page
    tasks = client_of(other_referent).get(reverse("meeting_tasks")).content.decode()
    assert f'id="compito-{task.pk}"' in tasks
    assert "Verbale da approvare" in page
    other = client_of(operator).get("/intranet/").content.decode()
    assert "I miei compiti" not in other
    assert "Di’ se vieni" not in other


def test_the_search_finds_what_the_person_may_read(
    minutes, manager, other_operator, home, outside_body
):
    find = finding.finders()["Riunioni"]
    assert find(access(other_operator), ["prova"], 5)[0].title == "Incontro di prova"
    # From the beginning of a word on, as everything else here.
    assert find(access(other_operator), ["rova"], 5) == []
    assert find(access(other_operator), ["mesi"], 5) == []  # a draft
    actions.send_minutes(minutes=minutes, by=access(manager), at=timezone.now())
    assert len(find(access(other_operator), ["mesi", "prova"], 5)) == 1
    stranger = make_member(outside_body, "operator", "altrove@example.org")
    assert find(access(stranger), ["prova"], 5) == []


def test_what_is_held_of_a_person_is_told_and_erased(
    sent, other_referent, manager, other_body
):
    minutes = Minutes.objects.get()
    row = minutes.meeting.bodies.get(organisation=other_body)
    actions.approve(
        minutes=minutes, body=row, by=access(other_referent), at=timezone.now()
    )
    MeetingTask.objects.update(person=other_referent)
    held = privacy.export(other_referent)["riunioni"]
    assert held["inviti"][0]["was_present"] is True
    assert held["compiti"][0]["text"] == "Mandare l'elenco degli orari"
    assert privacy.erase(other_referent)["riunioni"] > 2
    assert not MeetingLetter.objects.filter(user=other_referent).exists()
    assert MeetingTask.objects.get().person is None
    page = client_of(manager).get(f"/intranet/riunioni/{minutes.meeting_id}/verbale/")
    assert b"una persona" in page.content
    assert b"altro.referente@example.org" not in page.content


def test_the_sample_is_made_once_writes_to_nobody_and_is_marked(
    manager, other_referent, other_body, agreement, django_capture_on_commit_callbacks
):
    today = timezone.localdate()
    assert make_samples(on=today) == 0
    settings = SiteSettings.for_site(Site.objects.get())
    settings.is_demonstration = True
    settings.save()
    make_member(other_body, "manager", "altro.responsabile@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        assert make_samples(on=today) >= 2
    assert mail.outbox == []
    assert Minutes.objects.get().is_approved
    assert all("(esempio)" in m.title for m in Meeting.objects.all())
    assert AgendaItem.objects.count() == 4
    make_samples(on=today)
    assert Meeting.objects.count() == 2


def test_old_letters_are_forgotten(meeting):
    Meeting.objects.update(starts_at=timezone.now() - dt.timedelta(days=500))
    MeetingLetter.objects.update(written_at=timezone.now() - dt.timedelta(days=500))
    remind_at(timezone.now())
    assert not MeetingLetter.objects.exists()


def test_minutes_sent_again_ask_the_writer_of_nothing(sent, manager, other_body):
    again = wrote(sent.meeting, manager, other_body, text="Altro")
    assert not again.meeting.bodies.exclude(approved_at=None).exists()
