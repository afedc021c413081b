"""Each deed asks for itself whether it may be done, whatever page led to it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.actions import grant, withdraw_membership
from accounts.roles import RoleCode
from intranet.models import (
    AttendanceTotal,
    TrainingCourse,
    TrainingLetter,
    TrainingMaterial,
    TrainingSession,
)
from intranet.moments import ITALY
from intranet.training import reading, reporting
from intranet.training.actions import attending, attesting, courses, materials
from intranet.training.actions.enrolling import enrol, enrol_people, withdraw
from intranet.training.actions.logged import WORDS
from intranet.training.actions.refusals import NotNow
from intranet.training.attested import Year
from intranet.training.nightly import free_places
from intranet.training.post import drop_old
from network.models import DutyEvidence
from tests.factories import make_member
from tests.intranet.conftest import client_of
from tests.intranet.training.conftest import (
    DAY,
    HOUR,
    ROOM,
    crowd,
    make_course,
    make_session,
    place,
    see,
)


@pytest.fixture
def text_of(course):
    return TrainingMaterial.objects.create(
        course=course, place=1, kind="testo", title="Soglie", text="x"
    )


def facts_of(session):
    names = ("starts_at", "ends_at", "place", "video_url", "seats")
    return {name: getattr(session, name) for name in names}


def test_a_mere_reader_changes_nothing(course, session, text_of, other_operator, body):
    access, at = see(other_operator), timezone.now()
    new = TrainingSession(course=course)
    course_facts = {"title": "Mio", "organisation": body, "agreement": course.agreement}
    for deed in (
        lambda: courses.save_course(
            course=course, access=access, facts=course_facts, subjects=[]
        ),
        lambda: courses.publish_course(course=course, access=access, at=at),
        lambda: courses.delete_course(course=course, access=access),
        lambda: courses.save_session(
            session=new, access=access, facts=facts_of(session), at=at
        ),
        lambda: courses.cancel_session(
            session=session, access=access, because="x", at=at
        ),
        lambda: materials.save_material(
            material=text_of, access=access, facts={"title": "Mio"}, uploads={}, at=at
        ),
        lambda: materials.move_material(material=text_of, access=access, upwards=False),
        lambda: materials.remove_material(material=text_of, access=access),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    session.refresh_from_db()
    text_of.refresh_from_db()
    assert (session.is_cancelled, text_of.title) == (False, "Soglie")
    assert TrainingCourse.objects.get().title == "Corso sull’ISEE"


def test_who_keeps_a_course_gives_it_to_no_other_body(
    course, referent, other_body, agreement
):
    facts = {"title": "X", "organisation": other_body, "agreement": agreement}
    with pytest.raises(PermissionDenied):
        courses.save_course(
            course=course, access=see(referent), facts=facts, subjects=[]
        )


def test_nobody_but_the_coordinator_states_in_public_or_takes_back(
    agreement, manager, coordinator
):
    year = Year(2026, meetings=1, bodies=2, last_on=dt.date(2026, 3, 1))
    statement = DutyEvidence.objects.create(
        agreement=agreement,
        duty="formazione-congiunta",
        dated_on=year.last_on,
        title=year.words,
        source=f"training:{agreement.pk}:2026",
    )
    access = see(manager)
    with pytest.raises(PermissionDenied):
        attesting.attest(agreement=agreement, year=year, access=access)
    told = {"agreement_id": agreement.pk, "year": 2026}
    with pytest.raises(PermissionDenied):
        attesting.take_back(access=access, **told)
    nothing = Year(2026, meetings=0, bodies=0, last_on=year.last_on)
    with pytest.raises(PermissionDenied):
        attesting.attest(agreement=agreement, year=nothing, access=see(coordinator))
    assert DutyEvidence.objects.get() == statement


def test_attendance_is_of_who_had_a_place_at_that_meeting(
    held, course, referent, operator, body
):
    there, other = crowd(body, 2)
    mine = place(held, there, body)
    waits = place(held, other, body, is_waiting=True)
    elsewhere = place(make_session(course, timezone.now() - DAY), operator, body)
    attended = {mine.pk: True, waits.pk: True, elsewhere.pk: True}
    count = attending.record_attendance(
        session=held, access=see(referent), attended=attended, at=timezone.now()
    )
    assert count == 1
    for row, was_there in ((mine, True), (waits, None), (elsewhere, None)):
        row.refresh_from_db()
        assert row.attended is was_there


@pytest.mark.parametrize("case", ["begun", "off"])
def test_what_has_begun_or_is_off_does_not_change(course, referent, operator, case):
    at = timezone.now()
    session = make_session(course, at, cancelled_at=at if case == "off" else None)
    place(session, operator)
    with pytest.raises(NotNow):
        courses.save_session(
            session=session, access=see(referent), facts=facts_of(session), at=at
        )
    if case == "begun":
        with pytest.raises(NotNow):
            courses.cancel_session(
                session=session, access=see(referent), because="", at=at
            )
    assert not TrainingLetter.objects.exists()


def test_a_course_attended_by_somebody_whose_name_is_gone_stays(held, referent, body):
    AttendanceTotal.objects.create(session=held, organisation=body, attended=2)
    with pytest.raises(NotNow):
        courses.delete_course(course=held.course, access=see(referent))
    assert TrainingCourse.objects.exists()


def test_the_coordinator_takes_a_place_for_no_body_but_an_own_one(
    session, coordinator, body
):
    def take(organisation_id):
        told = {"session": session, "access": see(coordinator), "at": timezone.now()}
        return enrol(organisation_id=organisation_id, **told)

    with pytest.raises(PermissionDenied):
        take(body.pk)
    grant(user=coordinator, role=RoleCode.OPERATOR, organisation=body)
    with pytest.raises(PermissionDenied):
        take(None)
    assert take(body.pk).organisation == body


def test_an_operator_takes_no_place_for_a_colleague(session, operator, body):
    (colleague,) = crowd(body, 1)
    with pytest.raises(PermissionDenied):
        enrol_people(
            session=session,
            access=see(operator),
            organisation_id=body.pk,
            user_ids=[colleague.pk],
            at=timezone.now(),
        )
    assert not session.enrolments.exists()


def test_who_is_in_already_stays_as_they_are_and_nobody_writes_to_themselves(
    session, referent, body
):
    (first,) = crowd(body, 1)
    before = place(session, first, body)
    made = enrol_people(
        session=session,
        access=see(referent),
        organisation_id=body.pk,
        user_ids=[first.pk, referent.pk],
        at=timezone.now(),
    )
    assert [row.user_id for row in made] == [referent.pk]
    assert session.enrolments.get(user=first) == before
    assert not TrainingLetter.objects.exists()


def test_once_it_begins_a_place_is_kept_and_handed_to_nobody(course, operator, body):
    at = timezone.now()
    session = make_session(course, at, seats=1)
    mine = place(session, operator, body)
    (waits,) = crowd(body, 1)
    place(session, waits, body, is_waiting=True)
    with pytest.raises(PermissionDenied):
        withdraw(enrolment=mine, by=operator, at=at)
    assert session.enrolments.placed().get() == mine


def test_a_place_is_lost_with_the_profile_in_its_body(session, operator, other_body):
    place(session, operator, operator.memberships.get().organisation)
    grant(user=operator, role=RoleCode.OPERATOR, organisation=other_body)
    assert free_places(timezone.now()) == 0
    withdraw_membership(membership=operator.memberships.first())
    assert free_places(timezone.now()) == 1


def test_who_only_writes_pages_keeps_no_place(session, operator):
    body = operator.memberships.get().organisation
    place(session, operator, body)
    withdraw_membership(membership=operator.memberships.get())
    grant(user=operator, role=RoleCode.EDITOR, organisation=body)
    assert free_places(timezone.now()) == 1


def test_the_past_of_who_left_is_not_touched_by_the_night(held, operator, body):
    place(held, operator, body, attended=True)
    withdraw_membership(membership=operator.memberships.get())
    assert free_places(timezone.now()) == 0
    assert held.enrolments.exists()


def test_nothing_is_written_to_who_left_or_about_what_has_begun(
    course, session, operator, other_operator
):
    at = timezone.now()
    begun = make_session(course, at)
    for one, user in (
        (begun, operator),
        (session, other_operator),
        (session, operator),
    ):
        TrainingLetter.objects.create(
            session=one, user=user, kind="posto", version=0, created_at=at
        )
    other_operator.is_active = False
    other_operator.save()
    assert drop_old(at) == 2
    letter = TrainingLetter.objects.get()
    assert (letter.session, letter.user) == (session, operator)
    assert not mail.outbox


def test_the_attestation_is_of_one_course_alone(held, course, operator, body):
    place(held, operator, body, attended=True)
    other = make_course(course.agreement, body, title="Altro corso")
    place(make_session(other, timezone.now() - DAY), operator, body, attended=False)
    assert reporting.attestation_of(operator, other.pk) is None
    found = reporting.attestation_of(operator, course.pk)
    assert [one.session for one in found.attended] == [held]


def test_a_report_goes_from_new_year_to_new_year_in_italy(
    course, operator, body, other_body
):
    moments = [
        dt.datetime(2024, 12, 31, 23, 30, tzinfo=ITALY),
        dt.datetime(2025, 1, 1, tzinfo=ITALY),
        dt.datetime(2025, 12, 31, 23, 30, tzinfo=ITALY),
        dt.datetime(2026, 1, 1, tzinfo=ITALY),
    ]
    sessions = [make_session(course, moment) for moment in moments]
    for session in sessions:
        place(session, operator, body, attended=True)
        for one, many in ((body, 3), (other_body, 50)):
            AttendanceTotal.objects.create(
                session=session, organisation=one, attended=many
            )
    absent = make_session(course, dt.datetime(2022, 5, 1, 9, tzinfo=ITALY))
    place(absent, operator, body, attended=False)
    foreign = make_session(course, dt.datetime(2023, 5, 1, 9, tzinfo=ITALY))
    AttendanceTotal.objects.create(session=foreign, organisation=other_body, attended=9)
    report = reporting.report_of(body, 2025)
    (person,) = report.people
    assert [one.session for one in person.attended] == sessions[1:3]
    assert (report.nameless, report.attendances) == (6, 8)
    assert report.years == [2026, 2025, 2024]


def test_the_video_link_is_shown_until_the_end_and_not_of_what_is_off(
    course, operator, referent, body
):
    at = timezone.now()
    session = make_session(course, at - HOUR, ends_at=at + HOUR, video_url=ROOM)
    row = place(session, operator, body)

    def is_shown(user, at):
        found = (
            reading.own_meetings(see(user), at)
            if user == operator
            else [reading.as_seen(session, see(user), at)]
        )
        return found[0].shows_video

    assert is_shown(operator, session.ends_at - HOUR / 60)
    assert is_shown(referent, session.ends_at - HOUR / 60), "who organises"
    assert not is_shown(operator, session.ends_at)
    assert not is_shown(referent, session.ends_at)
    session.cancelled_at = at
    session.save()
    row.refresh_from_db()
    assert not is_shown(operator, at)
    assert not is_shown(referent, at)


def test_a_draft_and_its_material_are_on_no_list_of_others(
    agreement, body, referent, operator, other_operator
):
    draft = make_course(agreement, body, title="Bozza segreta", published=False)
    session = make_session(draft)
    TrainingMaterial.objects.create(
        course=draft, place=1, kind="testo", title="Dispensa", text="x"
    )
    at = timezone.now()
    told = make_course(agreement, body, title="Già pubblicato")
    for user, is_keeper in (
        (referent, True),
        (operator, False),
        (other_operator, False),
    ):
        access = see(user)
        assert (reading.drafts_of(access) == [draft]) is is_keeper
        assert not reading.next_sessions(access, at).exists()
        assert list(reading.past_courses(access, session.ends_at)) == [told]
        assert reading.materials_by_subject(access) == []


def test_a_file_goes_with_its_material(course, referent, body):
    from tests.intranet.training.test_courses import file_of

    material = TrainingMaterial.objects.create(
        course=course, place=1, kind="documento", title="D", file=file_of(body)
    )
    materials.remove_material(material=material, access=see(referent))
    assert not type(material.file).objects.exists()


def test_the_first_thing_moves_no_higher_and_the_last_no_lower(course, referent):
    rows = [
        TrainingMaterial.objects.create(
            course=course, place=n, kind="testo", title=title, text="x"
        )
        for n, title in enumerate(("Prima", "Seconda"), 1)
    ]
    for row, upwards in ((rows[0], True), (rows[1], False)):
        materials.move_material(material=row, access=see(referent), upwards=upwards)
    assert [row.title for row in course.materials.all()] == ["Prima", "Seconda"]


def test_names_of_a_body_are_shown_only_for_the_own_meetings(
    session, manager, other_operator, other_body
):
    """Who comes is seen by who organises, not by who answers for the body of a guest."""
    place(session, other_operator, other_body)
    boss = make_member(other_body, "manager", "capo@example.org")
    address = f"/intranet/formazione/incontri/{session.pk}/presenze/"
    assert client_of(boss).get(address).status_code == 403
    assert other_operator.email in client_of(manager).get(address).text


def test_once_recorded_attendance_is_asked_for_no_more(held, referent, operator, body):
    row, at = place(held, operator, body), timezone.now()
    lacking = TrainingSession.objects.lacking_attendance
    assert list(lacking(at)) == [held]
    attending.record_attendance(
        session=held, access=see(referent), attended={row.pk: False}, at=at
    )
    assert not lacking(at).exists()


def test_when_the_agreement_is_over_the_video_link_is_shown_to_nobody(
    course, operator, agreement, home, body, other_body
):
    from tests.intranet.conftest import agree

    at = timezone.now()
    session = make_session(course, at + HOUR, video_url=ROOM)
    place(session, operator, body)
    (seen,) = reading.own_meetings(see(operator), at)
    assert seen.shows_video
    agree(home, body, other_body, title="Accordo nuovo")
    agreement.ends_on = timezone.localdate() - DAY
    agreement.save()
    (seen,) = reading.own_meetings(see(operator), at)
    assert not seen.shows_video


def test_each_deed_on_a_course_leaves_its_word_and_nobodys_name(
    course, held, referent, operator, body
):
    access, at = see(referent), timezone.now()
    row = place(held, operator, body)
    new = TrainingSession(course=course)
    soon = make_session(course)
    facts = {"title": "Corso", "organisation": body, "agreement": course.agreement}
    courses.save_course(course=course, access=access, facts=facts, subjects=[])
    courses.save_session(session=new, access=access, facts=facts_of(soon), at=at)
    draft = make_course(course.agreement, body, published=False)
    make_session(draft)
    courses.publish_course(course=draft, access=access, at=at)
    courses.cancel_session(session=new, access=access, because="x", at=at)
    text = TrainingMaterial(course=course, kind="testo")
    materials.save_material(
        material=text,
        access=access,
        facts={"title": "Soglie", "text": "x"},
        uploads={},
        at=at,
    )
    attending.record_attendance(
        session=held, access=access, attended={row.pk: True}, at=at
    )
    courses.delete_course(course=draft, access=access)
    entries = ModelLogEntry.objects.filter(action__startswith="training.")
    assert {entry.action for entry in entries} == set(WORDS)
    assert {entry.user_id for entry in entries} == {referent.pk}
    assert not any(operator.email in f"{one.label}{one.data}" for one in entries)
