"""Places: taken once, never oversold, handed on in order."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection, connections
from django.utils import timezone

from intranet.models import Enrolment, TrainingLetter, TrainingLetterKind
from intranet.training.actions.courses import cancel_session
from intranet.training.actions.enrolling import enrol, enrol_people, withdraw
from intranet.training.actions.refusals import NotNow
from intranet.training.post import send_letters
from tests.factories import make_member
from tests.intranet.conftest import client_of
from tests.intranet.training.conftest import (
    DAY,
    crowd,
    make_course,
    make_session,
    place,
    see,
)


def take(session, user, body=None):
    access = see(user)
    body_id = body.pk if body else next(iter(access.bodies), None)
    return enrol(
        session=session, access=access, organisation_id=body_id, at=timezone.now()
    )


def test_a_place_is_taken_in_two_steps(session, operator):
    client = client_of(operator)
    page = client.get("/intranet/formazione/").content.decode()
    address = f"/intranet/formazione/incontri/{session.pk}/iscrizione/"
    assert address in page
    assert "10 posti liberi" in page
    assert "Conferma" in client.get(address).content.decode()
    answer = client.post(address, follow=True)
    assert "Sei iscritto" in answer.content.decode()
    assert session.enrolments.get().user == operator
    assert "Corso sull’ISEE" in client.get("/intranet/").content.decode()


def test_a_full_meeting_has_a_waiting_list_in_order(course, body, operator):
    session = make_session(course, seats=1)
    first, second = crowd(body, 2)
    assert not take(session, operator).is_waiting
    assert take(session, first).is_waiting
    assert take(session, second).is_waiting
    mine = session.enrolments.get(user=operator)
    withdraw(enrolment=mine, by=operator, at=timezone.now())
    assert list(session.enrolments.placed().values_list("user", flat=True)) == [
        first.pk
    ]
    letter = TrainingLetter.objects.get()
    assert (letter.user, letter.kind) == (first, TrainingLetterKind.PROMOTED)


def test_nobody_takes_two_places(session, operator):
    take(session, operator)
    with pytest.raises(NotNow):
        take(session, operator)
    address = f"/intranet/formazione/incontri/{session.pk}/iscrizione/"
    assert "già iscritto" in client_of(operator).post(address).content.decode()


@pytest.mark.parametrize("case", ["begun", "cancelled", "draft"])
def test_what_is_not_open_cannot_be_taken(course, operator, coordinator, case):
    session = make_session(course, timezone.now() - DAY if case == "begun" else None)
    if case == "cancelled":
        cancel_session(
            session=session, access=see(coordinator), because="", at=timezone.now()
        )
    if case == "draft":
        course.published_at = None
        course.save()
    address = f"/intranet/formazione/incontri/{session.pk}/iscrizione/"
    assert client_of(operator).post(address).status_code == 404
    session.refresh_from_db()
    with pytest.raises(PermissionDenied):
        take(session, operator)


def test_a_body_that_is_no_party_gets_no_place(session, operator, outside_body):
    with pytest.raises(PermissionDenied):
        take(session, operator, outside_body)


def test_the_coordinator_comes_without_a_body(session, coordinator):
    assert take(session, coordinator).organisation is None


def test_who_works_for_two_bodies_says_for_which(session, operator, other_body):
    from accounts.actions import grant
    from accounts.roles import RoleCode

    grant(user=operator, role=RoleCode.OPERATOR, organisation=other_body)
    client = client_of(operator)
    address = f"/intranet/formazione/incontri/{session.pk}/iscrizione/"
    assert "Per quale ente" in client.get(address).content.decode()
    assert client.post(address).status_code == 200
    client.post(address, {"organisation": other_body.pk})
    assert session.enrolments.get().organisation == other_body


def test_withdrawing_is_asked_about_and_ones_own_alone(
    session, operator, other_operator
):
    mine = take(session, operator)
    address = f"/intranet/formazione/incontri/{session.pk}/rinuncia/"
    assert client_of(other_operator).post(address).status_code == 404
    with pytest.raises(PermissionDenied):
        withdraw(enrolment=mine, by=other_operator, at=timezone.now())
    client = client_of(operator)
    assert "Rinunci" in client.get(address).content.decode()
    assert Enrolment.objects.exists()
    client.post(address)
    assert not Enrolment.objects.exists()


def test_a_body_enrols_its_own_people(
    session, referent, body, mailoutbox, django_capture_on_commit_callbacks
):
    first, second = crowd(body, 2)
    client = client_of(referent)
    address = f"/intranet/formazione/incontri/{session.pk}/persone/"
    page = client.get(address).content.decode()
    assert "persona0@example.org" in page
    client.post(address, {"people": [first.pk, second.pk]})
    rows = session.enrolments.all()
    assert {row.user for row in rows} == {first, second}
    assert {row.enrolled_by for row in rows} == {referent}
    assert {tuple(message.to) for message in mail.outbox} == {
        (first.email,),
        (second.email,),
    }


def test_a_body_enrols_nobody_elses_people(session, referent, other_body, operator):
    stranger = make_member(other_body, "operator", "estranea@example.org")
    with pytest.raises(PermissionDenied):
        enrol_people(
            session=session,
            access=see(referent),
            organisation_id=referent.memberships.get().organisation_id,
            user_ids=[stranger.pk],
            at=timezone.now(),
        )
    address = f"/intranet/formazione/incontri/{session.pk}/persone/"
    page = client_of(referent).get(f"{address}?ente={other_body.pk}")
    assert page.status_code == 404
    assert client_of(operator).get(address).status_code == 403


def test_what_is_enrolled_beyond_the_places_waits(course, referent, body):
    session = make_session(course, seats=1)
    people = crowd(body, 3)
    made = enrol_people(
        session=session,
        access=see(referent),
        organisation_id=body.pk,
        user_ids=[one.pk for one in people],
        at=timezone.now(),
    )
    assert [one.is_waiting for one in made] == [False, True, True]
    mail.outbox.clear()
    send_letters(at=timezone.now(), session=session)
    # The subject is all that a list of mails shows: it promises no place that there is not.
    assert [message.subject.split(":")[0] for message in mail.outbox] == [
        "Sei iscritto",
        "Sei in lista d’attesa",
        "Sei in lista d’attesa",
    ]


def test_more_seats_go_to_who_waits(course, coordinator, body, operator):
    from intranet.training.actions.courses import save_session

    session = make_session(course, seats=1)
    (second,) = crowd(body, 1)
    take(session, operator)
    take(session, second)
    names = ("starts_at", "ends_at", "place", "video_url")
    facts = {name: getattr(session, name) for name in names} | {"seats": 2}
    save_session(
        session=session, access=see(coordinator), facts=facts, at=timezone.now()
    )
    assert session.enrolments.placed().count() == 2
    session.refresh_from_db()
    assert session.version == 0, "seats alone are told to nobody"


def test_a_party_of_another_agreement_learns_nothing(
    home, session, outside_body, services_index
):
    from tests.factories import OrganisationFactory
    from tests.intranet.conftest import agree

    friend = OrganisationFactory(parent=services_index, title="Quarto ente")
    agree(home, outside_body, friend, title="Altro accordo")
    user = make_member(outside_body, "manager", "altrove@example.org")
    client = client_of(user)
    assert "ISEE" not in client.get("/intranet/formazione/").content.decode()
    base = "/intranet/formazione"
    for path in (
        f"{base}/{session.course_id}/",
        f"{base}/incontri/{session.pk}/iscrizione/",
        f"{base}/incontri/{session.pk}/incontro.ics",
        f"{base}/incontri/{session.pk}/presenze/",
        f"{base}/incontri/{session.pk}/modifica/",
        f"{base}/{session.course_id}/materiali/testo/",
    ):
        assert client.get(path).status_code == 404, path


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_one_place(root, agreement, body, tmp_path):
    session = make_session(make_course(agreement, body), seats=1)
    accesses = [see(one) for one in crowd(body, 4)]
    connect = racing_connections(tmp_path / "gara.sqlite3")
    start, placed = threading.Barrier(len(accesses)), []

    def try_it(access):
        connect()
        start.wait()
        try:
            enrolment = enrol(
                session=session,
                access=access,
                organisation_id=body.pk,
                at=timezone.now(),
            )
            placed.append(not enrolment.is_waiting)
        finally:
            connection.close()

    threads = [threading.Thread(target=try_it, args=[one]) for one in accesses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(placed) == [False, False, False, True]


def racing_connections(place):
    """What each racing thread calls first.

    A SQLite in memory, which is the tests', knows no waiting for one another: the race is run on a
    copy in a file, as the site's own database is.
    """
    if connection.vendor != "sqlite":
        return lambda: None
    connection.ensure_connection()
    with closing(sqlite3.connect(place)) as target:
        connection.connection.backup(target)
    here = connections["default"]

    def connect():
        mine = here.copy()
        mine.settings_dict["NAME"] = str(place)
        connections["default"] = mine

    return connect


def test_the_list_costs_the_same_with_ten_times_the_rows(
    course, operator, referent, body, queries
):
    client, people = client_of(referent), crowd(body, 3)

    def add(many):
        for _ in range(many):
            session = make_session(course)
            for one in people:
                place(session, one, body)

    add(1)
    client.get("/intranet/formazione/")
    with queries() as few:
        client.get("/intranet/formazione/")
    add(10)
    with queries() as many:
        client.get("/intranet/formazione/")
    assert len(few) == len(many) <= 20


def test_of_a_full_meeting_the_button_says_so(course, operator, body):
    session = make_session(course, seats=1)
    (other,) = crowd(body, 1)
    place(session, other, body)
    address = f"/intranet/formazione/incontri/{session.pk}/iscrizione/"
    client = client_of(operator)
    assert "Mettimi in lista d’attesa" in client.get(address).content.decode()
    answer = client.post(address, follow=True)
    assert "sei in lista d’attesa" in answer.content.decode()


def test_places_that_were_given_are_not_taken_away(course, referent, operator, body):
    session = make_session(course, seats=2)
    for user in (operator, *crowd(body, 1)):
        place(session, user, body)
    day = session.day.isoformat()
    facts = {"day": day, "begins": "9:00", "ends": "10:00", "place": "x", "seats": "1"}
    address = f"/intranet/formazione/incontri/{session.pk}/modifica/"
    page = client_of(referent).post(address, facts).content.decode()
    assert "non puoi scendere sotto" in page
