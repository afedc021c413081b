"""Prepared by some, convened for all, changed and called off: who learns what."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from intranet.meetings import actions
from intranet.meetings.actions.convening import AlreadyOver, NotOfTheAgreement
from intranet.meetings.post import send_letters
from intranet.models import Meeting, MeetingPerson, MeetingReply
from tests.factories import make_member
from tests.intranet.conftest import agree
from tests.intranet.meetings.conftest import access, hold, plan_for

pytestmark = pytest.mark.django_db


def told():
    """Subjects by address, then nothing."""
    found = sorted((message.to[0], message.subject) for message in mail.outbox)
    mail.outbox.clear()
    return found


def calendar_of(message):
    (part,) = message.alternatives
    assert part.mimetype.startswith("text/calendar; method=")
    return part.content.replace("\r\n ", "").split("\r\n")


def test_what_is_prepared_is_seen_by_those_who_prepare_it(
    draft, manager, referent, operator, other_referent, other_operator, coordinator
):
    seen = [
        Meeting.objects.readable_by(access(user)).exists()
        for user in (manager, referent, coordinator)
    ]
    hidden = [
        Meeting.objects.readable_by(access(user)).exists()
        for user in (operator, other_referent, other_operator)
    ]
    assert all(seen)
    assert not any(hidden)
    assert mail.outbox == []


def test_the_invitation_goes_to_who_answers_and_to_the_referents(
    draft,
    manager,
    referent,
    operator,
    other_referent,
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        actions.convene(meeting=draft, by=access(manager), at=timezone.now())
    lines = calendar_of(mail.outbox[0])
    assert "METHOD:REQUEST" in lines
    assert "SEQUENCE:0" in lines
    assert f"UID:{draft.key}@riunioni" in lines
    assert len([line for line in lines if line.startswith("ATTENDEE")]) == 1
    assert told() == [
        ("altro.referente@example.org", "Invito: Incontro di prova"),
        ("referente@example.org", "Invito: Incontro di prova"),
        ("responsabile@example.org", "Invito: Incontro di prova"),
    ]
    with django_capture_on_commit_callbacks(execute=True):
        actions.convene(meeting=draft, by=access(manager), at=timezone.now())
    assert send_letters(at=timezone.now()) == (0, 0)
    assert told() == []


def test_another_hour_is_told_with_a_higher_number_another_note_is_not(
    meeting, agreement, manager, body, other_body, django_capture_on_commit_callbacks
):
    send_letters(at=timezone.now())
    told()
    plan = plan_for(agreement, body, other_body, note="Portate gli orari.")
    with django_capture_on_commit_callbacks(execute=True):
        actions.change_meeting(
            meeting=meeting, plan=plan, by=access(manager), at=timezone.now()
        )
    assert told() == []
    later = plan.ends_at + dt.timedelta(hours=1)
    moved = plan_for(agreement, body, other_body, ends_at=later)
    with django_capture_on_commit_callbacks(execute=True):
        actions.change_meeting(
            meeting=meeting, plan=moved, by=access(manager), at=timezone.now()
        )
    assert "SEQUENCE:1" in calendar_of(mail.outbox[0])
    assert {subject for _, subject in told()} == {"Cambia: Incontro di prova"}


def test_called_off_it_leaves_the_calendars(
    meeting, manager, django_capture_on_commit_callbacks
):
    send_letters(at=timezone.now())
    told()
    with django_capture_on_commit_callbacks(execute=True):
        actions.call_off(
            meeting=meeting,
            because="Sala chiusa",
            by=access(manager),
            at=timezone.now(),
        )
    lines = calendar_of(mail.outbox[0])
    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:1"} <= set(lines)
    assert "Sala chiusa" in mail.outbox[0].body
    assert {subject for _, subject in told()} == {"Annullata: Incontro di prova"}
    with pytest.raises(AlreadyOver):
        actions.convene(meeting=meeting, by=access(manager), at=timezone.now())


def test_a_body_no_longer_invited_reads_nothing_and_is_told(
    meeting,
    agreement,
    manager,
    body,
    other_referent,
    django_capture_on_commit_callbacks,
):
    send_letters(at=timezone.now())
    told()
    with django_capture_on_commit_callbacks(execute=True):
        actions.change_meeting(
            meeting=meeting,
            plan=plan_for(agreement, body),
            by=access(manager),
            at=timezone.now(),
        )
    assert "non sei più tra gli invitati" in mail.outbox[0].body
    assert [to for to, _ in told()] == ["altro.referente@example.org"]
    assert not Meeting.objects.readable_by(access(other_referent)).exists()


def test_who_is_dropped_and_invited_again_is_told_again_with_a_number_not_lower(
    meeting, other_body, other_referent, django_capture_on_commit_callbacks
):
    send_letters(at=timezone.now())
    row = meeting.bodies.get(organisation=other_body)
    numbers, subjects = [], []
    for users in ([], [other_referent.pk]):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            actions.choose_people(
                body=row, users=users, by=access(other_referent), at=timezone.now()
            )
        (message,) = mail.outbox
        lines = calendar_of(message)
        numbers += [line for line in lines if line.startswith("SEQUENCE")]
        subjects.append(message.subject)
    assert numbers == ["SEQUENCE:1", "SEQUENCE:1"]
    # The meeting takes place: who is no longer invited is not told that it is called off.
    assert subjects == [
        "Non sei più tra gli invitati: Incontro di prova",
        "Invito: Incontro di prova",
    ]


def test_a_refused_mailbox_stops_nobody_and_is_tried_again(
    meeting, monkeypatch, manager
):
    from accounts import mail as post

    tried = []

    def deliver(message, name):
        tried.append(message.to[0])
        assert "@" not in name
        return message.to[0] != "responsabile@example.org"

    monkeypatch.setattr(post, "deliver", deliver)
    assert send_letters(at=timezone.now()) == (1, 1)
    assert send_letters(at=timezone.now()) == (0, 1)
    assert len(tried) == 3


@pytest.mark.parametrize("who", ["operator", "other_operator"])
def test_operators_convene_nothing(request, who, agreement, body):
    user = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        actions.prepare_meeting(
            plan=plan_for(agreement, body), by=access(user), at=timezone.now()
        )


def test_a_body_of_no_party_cannot_be_invited(manager, agreement, body, outside_body):
    with pytest.raises(NotOfTheAgreement):
        actions.prepare_meeting(
            plan=plan_for(agreement, body, outside_body),
            by=access(manager),
            at=timezone.now(),
        )


def test_another_partys_agreement_is_not_convened_for(
    home, manager, agreement, other_body, outside_body
):
    foreign = agree(home, other_body, outside_body, title="Accordo di altri")
    with pytest.raises(NotOfTheAgreement):
        actions.prepare_meeting(
            plan=plan_for(foreign, other_body), by=access(manager), at=timezone.now()
        )


def test_the_other_party_changes_nothing(meeting, agreement, other_referent, body):
    with pytest.raises(PermissionDenied):
        actions.change_meeting(
            meeting=meeting,
            plan=plan_for(agreement, body),
            by=access(other_referent),
            at=timezone.now(),
        )
    with pytest.raises(PermissionDenied):
        actions.call_off(
            meeting=meeting, because="x", by=access(other_referent), at=timezone.now()
        )


def test_an_agreement_that_follows_still_reads_what_was_before(
    home, root, body, other_body
):
    today = timezone.localdate()
    ended = agree(home, body, other_body, ends_on=today + dt.timedelta(days=1))
    user = make_member(body, "manager", "capo@example.org")
    meeting = actions.prepare_meeting(
        plan=plan_for(ended, body, other_body), by=access(user), at=timezone.now()
    )
    actions.convene(meeting=meeting, by=access(user), at=timezone.now())
    operator = make_member(other_body, "operator", "operatore@example.org")
    later = today + dt.timedelta(days=30)
    assert not Meeting.objects.readable_by(access(operator, later)).exists()
    new = agree(home, body, other_body, title="Il nuovo", predecessor=ended)
    assert Meeting.objects.readable_by(access(operator, later)).exists()
    # One that does not follow it opens nothing.
    new.predecessor = None
    new.save()
    assert not Meeting.objects.readable_by(access(operator, later)).exists()


def test_people_answer_for_themselves_until_it_begins(meeting, manager, other_referent):
    person = MeetingPerson.objects.get(user=other_referent)
    told_by = {"person": person, "delegate": None, "at": timezone.now()}
    actions.answer(says=MeetingReply.COMES, by=access(other_referent), **told_by)
    assert MeetingPerson.objects.get(user=other_referent).answer == "comes"
    with pytest.raises(PermissionDenied):
        actions.answer(says=MeetingReply.DECLINES, by=access(manager), **told_by)
    hold(meeting)
    person = MeetingPerson.objects.get(user=other_referent)
    with pytest.raises(PermissionDenied):
        actions.answer(
            person=person,
            says=MeetingReply.DECLINES,
            delegate=None,
            by=access(other_referent),
            at=timezone.now(),
        )


def test_one_delegates_a_colleague_who_is_invited_in_turn(
    meeting, other_referent, other_operator, operator
):
    person = MeetingPerson.objects.get(user=other_referent)
    say = {
        "person": person,
        "says": MeetingReply.DELEGATES,
        "by": access(other_referent),
    }
    actions.answer(delegate=other_operator.pk, at=timezone.now(), **say)
    assert MeetingPerson.objects.filter(user=other_operator).exists()
    with pytest.raises(ValueError, match="delegate"):
        actions.answer(delegate=operator.pk, at=timezone.now(), **say)


def test_a_body_chooses_its_own_people_and_no_others(
    meeting, manager, operator, other_operator, other_body
):
    row = meeting.bodies.get(organisation=other_body)
    with pytest.raises(PermissionDenied):
        actions.choose_people(
            body=row, users=[operator.pk], by=access(manager), at=timezone.now()
        )
    own = meeting.bodies.exclude(pk=row.pk).get()
    actions.choose_people(
        body=own,
        users=[operator.pk, other_operator.pk],
        by=access(manager),
        at=timezone.now(),
    )
    assert [p.user for p in own.people.all()] == [operator]
