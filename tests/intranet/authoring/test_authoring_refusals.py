"""Each deed on notices, procedures, notes and questions asks for itself whether it may be done."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from intranet.authoring.pages import known_pages
from intranet.authoring.sharing import Desk
from intranet.entry.access import access_of
from intranet.knowledge import actions as knowledge
from intranet.knowledge.permissions import owned_by
from intranet.models import (
    Answer,
    NoticeReceipt,
    Procedure,
    Question,
    StaffNote,
    StaffNotice,
)
from intranet.notices import actions as notices
from intranet.questions import actions as questions
from intranet.questions.reading import one_question
from tests.factories import DeskFactory, ServiceFactory, make_member

TODAY = timezone.localdate()
NOW = timezone.now()


def access(user):
    return access_of(user, TODAY)


@pytest.fixture
def boss(root, agreement, other_body):
    """Answers for the other party: reads all of it, and keeps none."""
    return access(make_member(other_body, "manager", "capo@example.org"))


def notice_of(body, **more):
    facts = {"title": "Chiuso", "text": "x", "for_all": True, "search_text": " chiuso"}
    days = {"starts_on": TODAY, "expires_on": TODAY, "written_at": NOW}
    return StaffNotice.objects.create(author_body=body, **facts | days | more)


def procedure_of(body, **more):
    kept = {"changed_at": NOW, "review_on": TODAY} | more
    return Procedure.objects.create(owner_body=body, title="Come", text="x", **kept)


def question_of(body, **more):
    return Question.objects.create(
        asking_body=body, title="Chi?", for_all=True, asked_at=NOW, **more
    )


def told(author, **more):
    return {
        "title": "Nostro",
        "text": "x",
        "for_all": True,
        "starts_on": TODAY,
        "expires_on": TODAY,
        "author_body": author.pk if author else None,
        **more,
    }


def test_notices_of_another_body_are_neither_written_nor_changed(
    boss, body, other_body, outside_body
):
    notice = notice_of(body)
    for deed in (
        lambda: notices.publish_notice(
            access=boss, facts=told(other_body), bodies=[outside_body.pk], at=NOW
        ),
        lambda: notices.publish_notice(
            access=boss, facts=told(body), bodies=[], at=NOW
        ),
        lambda: notices.publish_notice(
            access=boss, facts=told(None), bodies=[], at=NOW
        ),
        lambda: notices.change_notice(
            access=boss,
            notice=notice,
            facts=told(body),
            bodies=[],
            ask_again=False,
            at=NOW,
        ),
        lambda: notices.withdraw_notice(access=boss, notice=notice),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    assert [one.title for one in StaffNotice.objects.all()] == ["Chiuso"]


def test_a_notice_is_given_to_no_other_body_and_addressed_to_the_table_alone(
    boss, body, other_body, outside_body
):
    mine = notice_of(other_body)
    for author, bodies in ((body, []), (None, []), (other_body, [outside_body.pk])):
        with pytest.raises(PermissionDenied):
            notices.change_notice(
                access=boss,
                notice=mine,
                facts=told(author),
                bodies=bodies,
                ask_again=True,
                at=NOW,
            )
    assert StaffNotice.objects.get().title == "Chiuso"


def test_a_desk_of_another_body_is_not_confirmed_for(boss, body, other_body):
    notice = notice_of(body)
    for keeper in (body, other_body):
        page = DeskFactory(parent=keeper)
        desk = Desk(page.pk, page.title, keeper.pk)
        if keeper == other_body:
            notices.confirm_reading(access=boss, notice=notice, desk=desk)
        else:
            with pytest.raises(PermissionDenied):
                notices.confirm_reading(access=boss, notice=notice, desk=desk)
    assert NoticeReceipt.objects.get().desk_id == page.pk


def test_procedures_and_notes_of_another_body_stay_as_they_are(boss, body):
    procedure = procedure_of(body)
    note = StaffNote.objects.create(
        owner_body=body,
        page=ServiceFactory(parent=body),
        text="Prima delle 10",
        changed_at=NOW,
        review_on=TODAY,
    )
    facts = {"title": "Mia", "text": "x", "owner_body_id": body.pk}
    line = {"text": "Mia", "owner_body_id": body.pk}
    nothing = knowledge.Attached()
    for deed in (
        lambda: knowledge.write_procedure(
            access=boss, facts=facts, attached=nothing, at=NOW
        ),
        lambda: knowledge.change_procedure(
            access=boss, procedure=procedure, facts=facts, attached=nothing, at=NOW
        ),
        lambda: knowledge.confirm_procedure(access=boss, procedure=procedure),
        lambda: knowledge.delete_procedure(access=boss, procedure=procedure),
        lambda: knowledge.write_note(access=boss, facts=line, at=NOW),
        lambda: knowledge.change_note(access=boss, note=note, facts=line, at=NOW),
        lambda: knowledge.confirm_note(access=boss, note=note),
        lambda: knowledge.delete_note(access=boss, note=note),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    procedure.refresh_from_db()
    note.refresh_from_db()
    assert (procedure.title, note.text) == ("Come", "Prima delle 10")
    assert (procedure.review_on, note.review_on) == (TODAY, TODAY)


def test_what_one_keeps_is_given_to_no_other_body(boss, body, other_body):
    mine = procedure_of(other_body)
    note = StaffNote.objects.create(
        owner_body=other_body,
        page=ServiceFactory(parent=body),
        text="x",
        changed_at=NOW,
        review_on=TODAY,
    )
    for owner in (body.pk, None):
        with pytest.raises(PermissionDenied):
            knowledge.change_procedure(
                access=boss,
                procedure=mine,
                facts={"title": "X", "text": "x", "owner_body_id": owner},
                attached=knowledge.Attached(),
                at=NOW,
            )
        with pytest.raises(PermissionDenied):
            knowledge.change_note(
                access=boss,
                note=note,
                facts={"text": "y", "owner_body_id": owner},
                at=NOW,
            )


def test_questions_of_another_body_are_not_closed_and_answered_for_it(
    boss, body, other_body, outside_body
):
    question = question_of(body)
    given = Answer.objects.create(
        question=question, body=body, text="Noi", answered_at=NOW
    )
    asked = {"title": "Chi?", "text": "", "for_all": True}
    faq = {"title": "X", "text": "x", "owner_body_id": body.pk, "review_on": TODAY}
    for deed in (
        lambda: questions.ask(
            access=boss, facts=asked | {"asking_body_id": body.pk}, bodies=[], at=NOW
        ),
        lambda: questions.ask(
            access=boss,
            facts=asked | {"asking_body_id": other_body.pk},
            bodies=[outside_body.pk],
            at=NOW,
        ),
        lambda: questions.answer(
            access=boss, question=question, body=body.pk, text="x", at=NOW
        ),
        lambda: questions.withdraw_answer(access=boss, answer=given),
        lambda: questions.solve(access=boss, question=question, at=NOW),
        lambda: questions.reopen(access=boss, question=question),
        lambda: questions.withdraw(access=boss, question=question),
        lambda: questions.turn_into_faq(
            access=boss,
            question=question,
            facts=faq,
            attached=knowledge.Attached(),
            at=NOW,
        ),
        # Theirs to write, but they gave no answer.
        lambda: questions.turn_into_faq(
            access=boss,
            question=question,
            facts=faq | {"owner_body_id": other_body.pk},
            attached=knowledge.Attached(),
            at=NOW,
        ),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    question.refresh_from_db()
    assert question.is_open
    assert [one.text for one in Answer.objects.all()] == ["Noi"]
    assert not Procedure.objects.exists()


def test_a_question_for_all_is_read_by_the_parties_alone(
    boss, home, body, outside_body, services_index
):
    from tests.factories import OrganisationFactory
    from tests.intranet.conftest import agree

    friend = OrganisationFactory(parent=services_index, title="Quarto ente")
    agree(home, outside_body, friend, title="Altro accordo")
    question = question_of(body)
    stranger = access(make_member(outside_body, "manager", "altrove@example.org"))
    assert one_question(boss).filter(pk=question.pk).exists()
    assert not one_question(stranger).filter(pk=question.pk).exists()


def test_what_to_read_again_is_told_to_who_keeps_it(
    boss, operator, referent, coordinator, body, other_body
):
    day = dt.timedelta(days=1)
    rows = {
        body.pk: procedure_of(body, review_on=TODAY - day),
        None: procedure_of(None, review_on=TODAY - day),
    }
    procedure_of(body, review_on=TODAY)
    procedure_of(other_body, review_on=TODAY + day)
    for who, keys in (
        (access(referent), {body.pk}),
        (access(operator), set()),
        (boss, set()),
        (access(coordinator), {None}),
    ):
        found = Procedure.objects.to_review(who)
        assert {one.pk for one in found} == {rows[key].pk for key in keys}
        assert set(Procedure.objects.due(TODAY).filter(owned_by(who))) == set(found)


def test_a_page_is_named_only_while_it_is_public(body):
    from directory.models import DeskPage, ServicePage

    shown = ServiceFactory(parent=body, title="ISEE")
    ServiceFactory(parent=body, title="Bozza", live=False)
    DeskFactory(parent=body)
    (choice,) = known_pages([ServicePage])
    assert (choice.pk, choice.label) == (shown.pk, f"ISEE ({body.title})")
    assert choice.path == shown.url
    assert len(known_pages([ServicePage, DeskPage])) == 2
