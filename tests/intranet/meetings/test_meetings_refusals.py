"""Each deed asks for itself whether it may be done, whatever page led to it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry

from intranet.meetings import actions
from intranet.meetings.actions.convening import AlreadyOver, NotOfTheAgreement
from intranet.meetings.actions.minutes import Written
from intranet.meetings.people import people_of, usual_people, who_may_be_told
from intranet.models import (
    AgendaItem,
    Meeting,
    MeetingDocument,
    MeetingPerson,
    MeetingReply,
    Minutes,
    PrivateFile,
)
from network.models import DutyEvidence
from tests.factories import make_member
from tests.intranet.conftest import agree
from tests.intranet.meetings.conftest import access, hold, plan_for

pytestmark = pytest.mark.django_db


def fresh(meeting):
    return Meeting.objects.get(pk=meeting.pk)


def point_of(meeting, body):
    return AgendaItem.objects.create(
        meeting=meeting,
        place=0,
        title="Orari",
        body_name=body.title,
        organisation=body,
    )


def document_of(meeting, body):
    file = PrivateFile.objects.create(
        title="Dati", name="dati.pdf", content_type="application/pdf", size=1,
        sha256="", added_at=timezone.now(),
    )  # fmt: skip
    return MeetingDocument.objects.create(meeting=meeting, file=file, organisation=body)


def test_before_it_the_other_party_prepares_nothing(draft, other_referent, body):
    told = {"by": access(other_referent), "at": timezone.now()}
    item, document = point_of(draft, body), document_of(draft, body)
    for deed in (
        lambda: actions.convene(meeting=draft, **told),
        lambda: actions.reword(item=item, title="x", text="", **told),
        lambda: actions.withdraw_item(item=item, **told),
        lambda: actions.take_document_away(document=document, by=told["by"]),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    assert not fresh(draft).is_convened
    assert AgendaItem.objects.get().title == "Orari"


def test_after_it_who_did_not_convene_writes_nothing(held, other_referent, body):
    told = {"by": access(other_referent), "at": timezone.now()}
    minutes = Minutes.objects.create(meeting=held, text="Bozza")
    for deed in (
        lambda: actions.write_minutes(meeting=held, written=Written("x"), **told),
        lambda: actions.send_minutes(minutes=minutes, **told),
        lambda: actions.note_attendance(meeting=held, bodies=[], people=[], **told),
        lambda: actions.take_back(meeting=held, **told),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    minutes.refresh_from_db()
    assert (minutes.text, minutes.state) == ("Bozza", "draft")
    assert held.bodies.filter(was_present=True).count() == 2


def test_only_the_coordinator_takes_a_public_statement_back(
    held, agreement, manager, coordinator
):
    DutyEvidence.objects.create(
        agreement=agreement,
        duty="incontri-di-aggiornamento",
        dated_on=timezone.localdate(),
        title="Incontro",
        source=f"meetings:{held.pk}",
    )
    told = {"meeting": held, "at": timezone.now()}
    with pytest.raises(PermissionDenied):
        actions.take_back(by=access(manager), **told)
    assert actions.take_back(by=access(coordinator), **told) == 1


def test_a_correction_is_asked_for_the_own_body_while_its_word_is_awaited(
    sent, manager, other_referent, other_operator, other_body
):
    row = sent.meeting.bodies.get(organisation=other_body)
    for user in (manager, other_operator):
        with pytest.raises(PermissionDenied):
            actions.ask_correction(minutes=sent, body=row, text="No", by=access(user))
    row.refresh_from_db()
    assert row.correction == ""
    actions.approve(
        minutes=sent, body=row, by=access(other_referent), at=timezone.now()
    )
    with pytest.raises(PermissionDenied):
        actions.ask_correction(
            minutes=Minutes.objects.get(), body=row, text="No",
            by=access(other_referent),
        )  # fmt: skip


def test_who_was_there_is_settled_once_the_minutes_are_out(sent, manager):
    with pytest.raises(PermissionDenied):
        actions.note_attendance(
            meeting=fresh(sent.meeting),
            bodies=[],
            people=[],
            by=access(manager),
            at=timezone.now(),
        )
    assert sent.meeting.bodies.filter(was_present=True).count() == 2


def test_attendance_is_of_this_meeting_and_a_body_came_with_its_people(
    held, agreement, manager, other_referent, body, other_body
):
    other = actions.prepare_meeting(
        plan=plan_for(agreement, body, other_body, title="Altra"),
        by=access(manager),
        at=timezone.now(),
    )
    actions.convene(meeting=other, by=access(manager), at=timezone.now())
    theirs = MeetingPerson.objects.get(body__meeting=held, user=other_referent)
    stranger = MeetingPerson.objects.get(body__meeting=other, user=other_referent)
    actions.note_attendance(
        meeting=fresh(held),
        bodies=[other.bodies.get(organisation=body).pk],
        people=[theirs.pk, stranger.pk],
        by=access(manager),
        at=timezone.now(),
    )
    came = held.bodies.filter(was_present=True)
    assert [row.organisation_id for row in came] == [other_body.pk]
    assert not other.bodies.filter(was_present=True).exists()
    stranger.refresh_from_db()
    theirs.refresh_from_db()
    assert theirs.was_present
    assert not stranger.was_present


def test_who_left_the_body_answers_for_it_no_more(meeting, other_referent, body):
    from accounts.actions import withdraw_membership

    person = MeetingPerson.objects.get(user=other_referent)
    withdraw_membership(membership=other_referent.memberships.get())
    make_member(body, "operator", email="nuovo@example.org")
    with pytest.raises(PermissionDenied):
        actions.answer(
            person=person,
            says=MeetingReply.COMES,
            delegate=None,
            by=access(other_referent),
            at=timezone.now(),
        )


def test_of_what_is_called_off_nobody_says_whether_they_come(meeting, other_referent):
    Meeting.objects.update(state="cancelled", cancelled_because="Sala chiusa")
    with pytest.raises(PermissionDenied):
        actions.answer(
            person=MeetingPerson.objects.get(user=other_referent),
            says=MeetingReply.COMES,
            delegate=None,
            by=access(other_referent),
            at=timezone.now(),
        )


def test_nobody_delegates_to_themselves(meeting, other_referent):
    with pytest.raises(ValueError, match="delegate"):
        actions.answer(
            person=MeetingPerson.objects.get(user=other_referent),
            says=MeetingReply.DELEGATES,
            delegate=other_referent.pk,
            by=access(other_referent),
            at=timezone.now(),
        )


def test_a_meeting_stays_with_its_agreement_and_among_its_parties(
    home, meeting, agreement, manager, body, other_body, outside_body
):
    twin = agree(home, body, other_body, title="Un altro")
    for plan in (plan_for(twin, body, other_body), plan_for(agreement, outside_body)):
        with pytest.raises(NotOfTheAgreement):
            actions.change_meeting(
                meeting=meeting, plan=plan, by=access(manager), at=timezone.now()
            )
    assert fresh(meeting).agreement_id == agreement.pk


def test_what_has_begun_is_neither_moved_nor_convened_nor_called_off(
    meeting, agreement, manager, body, other_body
):
    begun = meeting.starts_at
    told = {"meeting": meeting, "by": access(manager), "at": begun}
    for deed in (
        lambda: actions.change_meeting(
            plan=plan_for(agreement, body, other_body), **told
        ),
        lambda: actions.convene(**told),
        lambda: actions.call_off(because="Tardi", **told),
    ):
        with pytest.raises(AlreadyOver):
            deed()
    assert fresh(meeting).is_convened


CASES = ["another agreement", "earlier", "not sent", "not convened"]


@pytest.mark.parametrize("case", CASES)
def test_minutes_are_not_approved_in_a_meeting_that_cannot_have_done_it(
    case, home, sent, agreement, manager, body, other_body
):
    twin = agree(home, body, other_body, title="Un altro")
    chosen = twin if case == "another agreement" else agreement
    later = actions.prepare_meeting(
        plan=plan_for(chosen, body, other_body), by=access(manager), at=timezone.now()
    )
    actions.convene(meeting=later, by=access(manager), at=timezone.now())
    hold(later)
    days = -9 if case == "earlier" else 90
    first = timezone.now() - dt.timedelta(days=days)
    Meeting.objects.filter(pk=sent.meeting_id).update(
        starts_at=first, ends_at=first + dt.timedelta(hours=1)
    )
    if case == "not convened":
        Meeting.objects.filter(pk=later.pk).update(state="draft")
    if case == "not sent":
        Minutes.objects.update(state="draft", sent_at=None)
    with pytest.raises(PermissionDenied):
        actions.approve_in(
            minutes=Minutes.objects.get(),
            later=fresh(later),
            by=access(manager),
            at=timezone.now() + dt.timedelta(days=30),
        )
    assert not Minutes.objects.get().is_approved


def test_minutes_are_approved_in_a_later_meeting_by_who_organises_both(
    sent, agreement, manager, other_referent, body, other_body
):
    """The first was convened by one body, the later one by the other."""
    later = actions.prepare_meeting(
        plan=plan_for(agreement, body, other_body, title="Dopo"),
        by=access(other_referent),
        at=timezone.now(),
    )
    actions.convene(meeting=later, by=access(other_referent), at=timezone.now())
    long_ago = timezone.now() - dt.timedelta(days=90)
    Meeting.objects.filter(pk=sent.meeting_id).update(starts_at=long_ago)
    hold(later)
    for user in (manager, other_referent):
        with pytest.raises(PermissionDenied):
            actions.approve_in(
                minutes=Minutes.objects.get(),
                later=fresh(later),
                by=access(user),
                at=timezone.now(),
            )


def test_attendance_is_noted_anew_and_of_other_meetings_left_alone(
    held, agreement, manager, body, other_body
):
    other = actions.prepare_meeting(
        plan=plan_for(agreement, body, other_body, title="Altra"),
        by=access(manager),
        at=timezone.now(),
    )
    other.bodies.update(was_present=True)
    own = held.bodies.get(organisation=body)
    actions.note_attendance(
        meeting=fresh(held), bodies=[own.pk], people=[], by=access(manager),
        at=timezone.now(),
    )  # fmt: skip
    assert [row.pk for row in held.bodies.filter(was_present=True)] == [own.pk]
    people = MeetingPerson.objects.filter(body__meeting=held)
    assert people.exists()
    assert not people.filter(was_present=True).exists()
    assert other.bodies.filter(was_present=True).count() == 2


def test_documents_stay_with_minutes_that_are_approved(
    sent, manager, other_referent, other_body
):
    document = document_of(sent.meeting, other_body)
    row = sent.meeting.bodies.get(organisation=other_body)
    actions.approve(
        minutes=sent, body=row, by=access(other_referent), at=timezone.now()
    )
    document = MeetingDocument.objects.get(pk=document.pk)
    for user in (manager, other_referent):
        with pytest.raises(PermissionDenied):
            actions.take_document_away(document=document, by=access(user))
    assert PrivateFile.objects.exists()


def test_a_letter_about_a_body_is_for_who_works_there(
    body, other_body, operator, other_operator
):
    today = timezone.localdate()
    asked = [
        (body.pk, operator.pk),
        (other_body.pk, operator.pk),
        (body.pk, other_operator.pk),
        (None, operator.pk),
        (body.pk, None),
    ]
    assert who_may_be_told(asked, today) == {(body.pk, operator.pk)}


def test_who_writes_pages_alone_or_is_suspended_neither_goes_nor_is_told(
    body, operator, referent, manager
):
    from accounts.actions import suspend

    now, today = timezone.now(), timezone.localdate()
    editor = make_member(body, "editor", "redazione@example.org")
    off = make_member(body, "referent", "sospesa@example.org")
    suspend(membership=off.memberships.get(), because="prova")
    assert set(people_of(body.pk, today)) == {operator, referent, manager}
    asked = [(body.pk, one.pk) for one in (operator, editor, off)]
    assert who_may_be_told(asked, today) == {(body.pk, operator.pk)}
    assert set(usual_people([body.pk, None], now)) == {
        (body.pk, referent.pk),
        (body.pk, manager.pk),
    }


def test_each_deed_on_a_meeting_is_logged_with_who_did_it_and_not_what_was_said(
    sent, manager
):
    entries = ModelLogEntry.objects.filter(action__startswith="intranet.meeting_")
    deeds = {entry.action.removeprefix("intranet.meeting_") for entry in entries}
    assert deeds == {"prepare", "convene", "attendance", "write", "send"}
    assert {entry.user_id for entry in entries} == {manager.pk}
    assert not any(sent.text in f"{entry.label}{entry.data}" for entry in entries)
