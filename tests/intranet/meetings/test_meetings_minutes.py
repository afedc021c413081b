"""The agenda, the minutes, who agrees, and that nothing moves afterwards."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry

from intranet.meetings import actions
from intranet.meetings.actions.minutes import NotReady, Written
from intranet.models import (
    AgendaItem,
    FrozenMinutes,
    Meeting,
    MeetingDecision,
    MeetingTask,
    Minutes,
)
from network.models import Duty, DutyEvidence
from tests.intranet.meetings.conftest import access, attend, hold, plan_for, wrote

pytestmark = pytest.mark.django_db


def fresh(minutes):
    return Minutes.objects.get(pk=minutes.pk)


def bring_up(meeting, user, body, title="Gli orari", at=None):
    return actions.propose(
        meeting=Meeting.objects.get(pk=meeting.pk),
        title=title,
        text="",
        organisation_id=body.pk,
        by=access(user),
        at=at or timezone.now(),
    )


def agree_to(minutes, body, user):
    row = minutes.meeting.bodies.get(organisation=body)
    return actions.approve(
        minutes=fresh(minutes), body=row, by=access(user), at=timezone.now()
    )


def test_any_invited_body_proposes_until_the_agenda_closes(
    meeting, manager, body, other_referent, other_body, other_operator
):
    item = bring_up(meeting, other_referent, other_body)
    assert (item.number, item.body_name) == (1, other_body.title)
    with pytest.raises(PermissionDenied):  # An operator reads.
        bring_up(meeting, other_operator, other_body)
    with pytest.raises(PermissionDenied):  # In nobody else's name.
        bring_up(meeting, other_referent, body)
    closed = timezone.localdate() - dt.timedelta(days=1)
    Meeting.objects.update(agenda_closes_on=closed)
    with pytest.raises(PermissionDenied):
        bring_up(meeting, other_referent, other_body)
    assert bring_up(meeting, manager, body).number == 2


def test_points_are_reordered_by_who_organises_and_numbers_close_up(
    meeting, manager, body, other_referent, other_body
):
    first = bring_up(meeting, manager, body, "Primo")
    second = bring_up(meeting, other_referent, other_body, "Secondo")
    third = bring_up(meeting, manager, body, "Terzo")
    now = timezone.now()
    with pytest.raises(PermissionDenied):
        actions.move_item(item=second, up=True, by=access(other_referent), at=now)
    actions.move_item(item=third, up=True, by=access(manager), at=now)
    titles = meeting.items.values_list("title", flat=True)
    assert list(titles.all()) == ["Primo", "Terzo", "Secondo"]
    with pytest.raises(PermissionDenied):  # The other's point is not theirs.
        actions.withdraw_item(item=first, by=access(other_referent), at=now)
    actions.withdraw_item(item=first, by=access(manager), at=now)
    assert [item.number for item in meeting.items.all()] == [1, 2]


def test_minutes_are_approved_when_all_who_came_agree(
    sent, manager, other_referent, body, other_body
):
    # The body that writes agrees by sending.
    assert sent.meeting.bodies.get(organisation=body).approved_at
    assert not sent.is_approved
    held = agree_to(sent, other_body, other_referent)
    assert held.is_approved
    assert held.approved_at
    entry = ModelLogEntry.objects.filter(action="intranet.meeting_approve").get()
    assert entry.user == other_referent


def test_nobody_agrees_for_another_body_or_twice(
    sent, manager, other_operator, other_referent, other_body
):
    for user in (manager, other_operator):
        with pytest.raises(PermissionDenied):
            agree_to(sent, other_body, user)
    agree_to(sent, other_body, other_referent)
    with pytest.raises(PermissionDenied):
        agree_to(sent, other_body, other_referent)


def test_who_was_not_there_is_not_asked(
    meeting, manager, body, other_body, other_referent
):
    held = hold(meeting)
    attend(held, manager, body)
    minutes = wrote(held, manager, other_body)
    sent = actions.send_minutes(minutes=minutes, by=access(manager), at=timezone.now())
    assert sent.is_approved


def test_the_bodies_that_wait_are_written_to_once_each_time_it_is_sent(
    minutes, manager, other_body, django_capture_on_commit_callbacks
):
    mail.outbox.clear()
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            actions.send_minutes(
                minutes=fresh(minutes), by=access(manager), at=timezone.now()
            )
        subjects = [(m.to[0], m.subject) for m in mail.outbox if "erbale" in m.subject]
        assert subjects == [
            ("altro.referente@example.org", "Verbale da approvare: Incontro di prova")
        ]
        mail.outbox.clear()
        wrote(minutes.meeting, manager, other_body)


def test_a_correction_is_read_by_who_wrote_and_clears_when_sent_again(
    sent, manager, other_referent, other_body
):
    row = sent.meeting.bodies.get(organisation=other_body)
    actions.ask_correction(
        minutes=sent, body=row, text="Manca il punto 2.", by=access(other_referent)
    )
    again = wrote(sent.meeting, manager, other_body, text="Con il punto 2.")
    assert not again.is_out
    row.refresh_from_db()
    assert row.correction == "Manca il punto 2."
    actions.send_minutes(minutes=fresh(again), by=access(manager), at=timezone.now())
    row.refresh_from_db()
    assert row.correction == ""
    assert row.approved_at is None


def test_approved_minutes_do_not_change_by_any_road(
    sent, manager, other_referent, body, other_body
):
    minutes = agree_to(sent, other_body, other_referent)
    meeting = minutes.meeting
    minutes.text = "Altro"
    decision, task = meeting.decisions.get(), meeting.tasks.get()
    decision.text, task.text = "Altro", "Altro"
    item = AgendaItem(meeting=meeting, place=0, title="Nuovo", body_name="Ente")
    was_there = meeting.bodies.get(organisation=body)
    was_there.was_present = False
    roads = [
        item.save,
        was_there.save,
        was_there.delete,
        minutes.save,
        decision.save,
        decision.delete,
        task.save,
        task.delete,
        lambda: task.save(update_fields=["due_on"]),
        MeetingDecision(meeting=meeting, place=9, text="Nuova").save,
        lambda: wrote(meeting, manager, other_body, text="Altro"),
    ]
    for road in roads:
        with pytest.raises(FrozenMinutes):
            road()
    with pytest.raises((FrozenMinutes, PermissionDenied)):
        attend(meeting, manager, body)
    assert fresh(minutes).text == "Si è parlato di tutto."


def test_a_task_is_done_after_the_minutes_are_frozen(
    sent, other_referent, other_operator, operator, other_body
):
    agree_to(sent, other_body, other_referent)
    task = MeetingTask.objects.get()
    today = timezone.localdate()
    with pytest.raises(PermissionDenied):
        actions.finish_task(task=task, on=today, by=access(operator))
    actions.finish_task(task=task, on=today, by=access(other_operator))
    assert MeetingTask.objects.get().done_by == other_operator
    actions.finish_task(task=task, on=None, by=access(other_operator))
    assert MeetingTask.objects.still_open().count() == 1


def test_tasks_of_a_draft_are_nobodys(minutes, other_referent, manager):
    assert not MeetingTask.objects.readable_by(access(other_referent)).exists()
    actions.send_minutes(minutes=minutes, by=access(manager), at=timezone.now())
    assert MeetingTask.objects.readable_by(access(other_referent)).exists()


def test_minutes_without_presence_or_words_are_not_sent(
    meeting, manager, body, other_body
):
    held = hold(meeting)
    minutes = wrote(held, manager, other_body)
    with pytest.raises(NotReady):
        actions.send_minutes(minutes=minutes, by=access(manager), at=timezone.now())
    attend(held, manager, body)
    empty = actions.write_minutes(
        meeting=Meeting.objects.get(pk=held.pk),
        written=Written(),
        by=access(manager),
        at=timezone.now(),
    )
    with pytest.raises(NotReady):
        actions.send_minutes(minutes=empty, by=access(manager), at=timezone.now())


def test_minutes_are_approved_in_a_later_meeting(
    sent, agreement, manager, body, other_body, other_referent
):
    later = actions.prepare_meeting(
        plan=plan_for(agreement, body, other_body, title="Dopo"),
        by=access(manager),
        at=timezone.now(),
    )
    actions.convene(meeting=later, by=access(manager), at=timezone.now())
    told = {"minutes": sent, "at": timezone.now()}
    with pytest.raises(PermissionDenied):  # It has not been held.
        actions.approve_in(later=fresh_meeting(later), by=access(manager), **told)
    Meeting.objects.filter(pk=sent.meeting_id).update(
        starts_at=timezone.now() - dt.timedelta(days=90)
    )
    hold(later)
    with pytest.raises(PermissionDenied):
        actions.approve_in(
            later=fresh_meeting(later), by=access(other_referent), **told
        )
    done = actions.approve_in(later=fresh_meeting(later), by=access(manager), **told)
    assert done.is_approved
    assert done.approved_in == later


def fresh_meeting(meeting):
    return Meeting.objects.get(pk=meeting.pk)


def test_a_meeting_attests_the_duty_by_the_coordinators_act_alone(
    held, agreement, manager, coordinator, body, other_body
):
    Duty.objects.create(
        page=agreement, code="incontri-di-aggiornamento", text="incontri periodici"
    )
    told = {"meeting": fresh_meeting(held), "at": timezone.now()}
    with pytest.raises(PermissionDenied):
        actions.attest(by=access(manager), **told)
    assert not DutyEvidence.objects.exists()
    evidence = actions.attest(by=access(coordinator), **told)
    assert evidence.source == f"meetings:{held.pk}"
    assert body.title in evidence.title
    assert other_body.title in evidence.title
    assert held.title not in evidence.title.removeprefix("Incontro di aggiornamento")
    actions.attest(by=access(coordinator), **told)
    assert DutyEvidence.objects.count() == 1
    assert actions.take_back(by=access(coordinator), **told) == 1


def test_one_body_alone_held_no_meeting(meeting, manager, coordinator, body):
    held = hold(meeting)
    attend(held, manager, body)
    with pytest.raises(PermissionDenied):
        actions.attest(
            meeting=fresh_meeting(held), by=access(coordinator), at=timezone.now()
        )


def test_what_was_said_on_a_point_is_kept_with_it(
    meeting, manager, body, other_body, other_referent
):
    item = bring_up(meeting, other_referent, other_body)
    held = hold(meeting)
    attend(held, manager, body, other_body)
    wrote(held, manager, other_body, outcomes={item.pk: "Si aprirà alle 8."})
    assert AgendaItem.objects.get().outcome == "Si aprirà alle 8."
    # Until it is out nobody finds it.
    assert "8" not in fresh_meeting(held).search_text
    actions.send_minutes(
        minutes=Minutes.objects.get(), by=access(manager), at=timezone.now()
    )
    assert "aprira" in fresh_meeting(held).search_text
