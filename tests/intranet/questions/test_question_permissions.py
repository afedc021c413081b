"""Who may do what with questions, person by person."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from intranet.questions import permissions as may
from tests.intranet.at_the_table import (
    OTHER_PACT,
    OURS,
    PEOPLE,
    THEIRS,
    THIRD,
    Rows,
    someone,
)


def question_of(asking=OURS, *bodies, is_open=True, answered=(), faq=None):
    return SimpleNamespace(
        asking_body_id=asking,
        for_all=not bodies,
        bodies=Rows(SimpleNamespace(pk=body) for body in bodies),
        is_open=is_open,
        answers=Rows(SimpleNamespace(body_id=body) for body in answered),
        faq_id=faq,
    )


RIGHTS = {
    "editor": set(),
    "operator": {"ask ours", "answer ours", "close", "withdraw ours"},
    "referent": {"ask ours", "answer ours", "close", "withdraw ours"},
    "manager": {"ask ours", "answer ours", "close", "withdraw ours"},
    "their operator": {"ask theirs", "answer theirs", "withdraw theirs"},
    "their manager": {"ask theirs", "answer theirs", "withdraw theirs"},
    "third manager": set(),
    "manager without pact": {"ask ours", "answer ours", "close", "withdraw ours"},
    "manager elsewhere": {"ask ours", "answer ours", "close", "withdraw ours"},
    "coordinator": {"ask", "answer", "close", "withdraw ours", "withdraw theirs"},
    "administrator": {"ask", "answer", "close", "withdraw ours", "withdraw theirs"},
}


def rights_of(access):
    """Of a question of ours to the second body."""
    question = question_of(OURS, THEIRS)

    def given(body):
        return SimpleNamespace(body_id=body)

    found = {
        "ask": may.can_ask_for(access, None),
        "ask ours": may.can_ask_for(access, OURS),
        "ask theirs": may.can_ask_for(access, THEIRS),
        "answer": may.can_answer_for(access, question, None),
        "answer ours": may.can_answer_for(access, question, OURS),
        "answer theirs": may.can_answer_for(access, question, THEIRS),
        "answer third": may.can_answer_for(access, question, THIRD),
        "close": may.can_close(access, question),
        "withdraw ours": may.can_withdraw_answer(access, given(OURS)),
        "withdraw theirs": may.can_withdraw_answer(access, given(THEIRS)),
    }
    return {name for name, is_allowed in found.items() if is_allowed}


@pytest.mark.parametrize("who", PEOPLE)
def test_each_person_has_these_rights_and_no_others(who):
    assert rights_of(PEOPLE[who]) == RIGHTS[who]


def test_a_question_for_all_is_for_the_others_of_its_own_agreements():
    coordinator = PEOPLE["coordinator"]
    assert may.asked_bodies(coordinator, question_of(OURS)) == {THEIRS, THIRD}
    assert may.asked_bodies(coordinator, question_of(THEIRS)) == {OURS}
    assert may.asked_bodies(coordinator, question_of(None)) == {OURS, THEIRS, THIRD}


def test_by_name_it_is_for_those_whom_an_agreement_still_binds():
    question = question_of(OURS, THEIRS, THIRD)
    assert may.asked_bodies(PEOPLE["coordinator"], question) == {THEIRS, THIRD}
    left = someone(("coordinator", None), agreements=[OTHER_PACT])
    assert may.asked_bodies(left, question) == {THIRD}


@pytest.mark.parametrize("who", ["operator", "their manager", "coordinator"])
def test_a_solved_one_takes_no_answer_in_anybodys_name(who):
    question = question_of(OURS, THEIRS, is_open=False)
    for body in (None, OURS, THEIRS):
        assert not may.can_answer_for(PEOPLE[who], question, body)


@pytest.mark.parametrize(
    ("who", "answered", "owners"),
    [
        ("manager", [OURS, THEIRS], [OURS]),
        ("their manager", [OURS, THEIRS], [THEIRS]),
        ("their manager", [OURS], []),
        ("operator", [OURS], []),
        ("coordinator", [THEIRS], [None]),
        ("coordinator", [], []),
    ],
)
def test_an_faq_is_made_by_who_speaks_for_a_body_that_answered(who, answered, owners):
    question = question_of(OURS, answered=answered)
    assert may.faq_owners(PEOPLE[who], question) == owners
    assert may.faq_owners(PEOPLE[who], question_of(answered=answered, faq=5)) == []


def test_the_coordinator_who_speaks_for_a_body_chooses_between_the_two():
    both = someone(("coordinator", None), ("manager", OURS))
    assert may.faq_owners(both, question_of(answered=[OURS])) == [None, OURS]
