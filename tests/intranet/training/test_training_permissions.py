"""Who may do what with courses, person by person and at the very moment."""

from __future__ import annotations

import datetime as dt

import pytest

from intranet.models import Enrolment, TrainingCourse, TrainingSession
from intranet.training import permissions as may
from tests.intranet.at_the_table import (
    AT,
    MINUTE,
    OURS,
    PEOPLE,
    THEIRS,
    THIRD,
    someone,
)

HOUR = dt.timedelta(hours=1)
READS, TAKES = {"read"}, {"enrol"}
KEEPS = {"read draft", "keep", "participants", "attendance"}
RIGHTS = {
    "editor": set(),
    "operator": READS | TAKES,
    "referent": {"create"} | READS | TAKES | {"enrol ours"} | KEEPS,
    "manager": {"create"} | READS | TAKES | {"enrol ours", "report"} | KEEPS,
    "their operator": READS | TAKES,
    "their manager": {"create"} | READS | TAKES | {"enrol theirs"},
    "third manager": {"create"},
    "manager without pact": {"create", "report"},
    "manager elsewhere": READS | TAKES,
    "coordinator": {"create", "attest"} | READS | TAKES | KEEPS,
    "administrator": {"create", "attest"} | READS | TAKES | KEEPS,
}


def course_of(body=OURS, *, agreement=10, published=True):
    return TrainingCourse(
        organisation_id=body,
        agreement_id=agreement,
        published_at=AT if published else None,
    )


def session_of(course=None, starts_at=AT + HOUR, **more):
    course = course or course_of()
    ends_at = starts_at + HOUR
    return TrainingSession(course=course, starts_at=starts_at, ends_at=ends_at, **more)


def rights_of(access):
    course, draft = course_of(), course_of(published=False)
    coming, begun = session_of(course), session_of(course, AT)
    found = {
        "create": may.can_create_course(access),
        "read": may.can_read_course(access, course),
        "read draft": may.can_read_course(access, draft),
        "keep": may.can_keep_course(access, course),
        "enrol": may.can_enrol(access, coming, AT),
        "enrol ours": may.can_enrol_people(access, coming, OURS, AT),
        "enrol theirs": may.can_enrol_people(access, coming, THEIRS, AT),
        "participants": may.can_see_participants(access, coming),
        "attendance": may.can_record_attendance(access, begun, AT),
        "report": may.can_read_report(access, OURS),
        "attest": may.can_attest(access),
    }
    return {name for name, is_allowed in found.items() if is_allowed}


@pytest.mark.parametrize("who", PEOPLE)
def test_each_person_has_these_rights_and_no_others(who):
    assert rights_of(PEOPLE[who]) == RIGHTS[who]


@pytest.mark.parametrize("who", PEOPLE)
def test_of_a_course_whose_agreement_is_gone_nobody_has_any(who):
    access = PEOPLE[who]
    for agreement in (None, 9, 999):
        course = course_of(agreement=agreement)
        session = session_of(course)
        assert not may.can_read_course(access, course)
        assert not may.can_keep_course(access, course)
        assert not may.can_enrol(access, session, AT)
        assert not may.bodies_to_attend_for(access, course)


def test_without_an_agreement_in_force_even_the_coordinator_starts_nothing():
    assert not may.can_create_course(someone(("coordinator", None), agreements=()))


def test_one_organises_for_an_own_party_of_that_agreement():
    manager = someone(("manager", OURS), ("manager", THIRD))
    assert may.can_organise(manager, OURS, 10)
    assert may.can_organise(manager, THIRD, 20)
    assert not may.can_organise(manager, THIRD, 10), "no party of it"
    assert not may.can_organise(manager, THEIRS, 10), "not one's own"
    assert not may.can_organise(manager, None, 10)


def test_one_takes_a_place_for_own_bodies_that_are_parties():
    several = someone(("operator", OURS), ("operator", THIRD))
    assert may.bodies_to_attend_for(several, course_of()) == {OURS}
    assert may.bodies_to_attend_for(several, course_of(agreement=20)) == {OURS, THIRD}
    mixed = someone(("operator", OURS), ("referent", THIRD))
    assert may.bodies_to_enrol(mixed, course_of(agreement=20)) == {THIRD}
    assert not may.bodies_to_enrol(mixed, course_of()), "the third is no party of it"


@pytest.mark.parametrize("who", ["operator", "referent", "coordinator"])
def test_of_a_draft_and_of_what_is_off_or_has_begun_no_place_is_taken(who):
    access = PEOPLE[who]
    assert not may.can_enrol(access, session_of(course_of(published=False)), AT)
    assert not may.can_enrol(access, session_of(cancelled_at=AT), AT)
    assert may.can_enrol(access, session_of(starts_at=AT + MINUTE), AT)
    assert not may.can_enrol(access, session_of(starts_at=AT), AT)


def test_people_are_enrolled_where_one_could_enrol_oneself():
    manager = PEOPLE["manager"]
    for session in (
        session_of(course_of(published=False)),
        session_of(cancelled_at=AT),
        session_of(starts_at=AT),
    ):
        assert not may.can_enrol_people(manager, session, OURS, AT)


def test_attendance_is_recorded_from_the_first_minute_of_what_was_held():
    manager = PEOPLE["manager"]
    assert may.can_record_attendance(manager, session_of(starts_at=AT), AT)
    assert not may.can_record_attendance(manager, session_of(starts_at=AT + MINUTE), AT)
    off = session_of(starts_at=AT, cancelled_at=AT)
    assert not may.can_record_attendance(manager, off, AT)


def test_ones_own_place_is_given_back_until_it_begins():
    user, other = someone(pk=7).user, someone(pk=8).user
    assert may.can_withdraw(Enrolment(session=session_of(), user_id=7), user, AT)
    assert not may.can_withdraw(Enrolment(session=session_of(), user_id=7), other, AT)
    begun = Enrolment(session=session_of(starts_at=AT), user_id=7)
    assert not may.can_withdraw(begun, user, AT)


@pytest.mark.parametrize(
    ("ended", "place", "is_allowed"),
    [
        (0, {}, True),
        (0, {"attended": True}, True),
        (-1, {}, False),
        (0, {"attended": False}, False),
        (0, {"is_waiting": True}, False),
        (0, {"user_id": 8}, False),
    ],
)
def test_an_opinion_is_given_by_who_was_there_from_the_end_on(ended, place, is_allowed):
    session = session_of(starts_at=AT - HOUR - ended * MINUTE)
    row = Enrolment(session=session, **{"user_id": 7, **place})
    assert may.can_give_feedback(row, someone(pk=7).user, AT) is is_allowed


def test_of_what_was_called_off_nobody_says_what_they_thought():
    session = session_of(starts_at=AT - HOUR, cancelled_at=AT)
    row = Enrolment(session=session, user_id=7)
    assert not may.can_give_feedback(row, someone(pk=7).user, AT)
