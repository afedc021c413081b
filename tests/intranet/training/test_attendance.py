"""Who was there, what they thought, what is attested and who reads it."""

from __future__ import annotations

import io
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.audit.kinds import Kind
from accounts.models import AuditEntry, User
from intranet.models import Enrolment, TrainingFeedback
from intranet.training.actions.attending import give_feedback, record_attendance
from intranet.training.attested import DUTY
from network.models import Duty, DutyEvidence
from tests.intranet.conftest import client_of
from tests.intranet.training.conftest import (
    DAY,
    HOUR,
    crowd,
    make_session,
    place,
    see,
)

BASE = "/intranet/formazione"


def test_the_organiser_marks_who_was_there(held, referent, operator, body, other_body):
    there = place(held, operator, body)
    (other,) = crowd(other_body, 1)
    absent = place(held, other, other_body)
    client, address = client_of(referent), f"{BASE}/incontri/{held.pk}/presenze/"
    page = client.get(address).content.decode()
    assert operator.email in page
    assert other.email in page
    client.post(address, {"present": [there.pk]})
    there.refresh_from_db()
    absent.refresh_from_db()
    assert (there.attended, absent.attended) == (True, False)
    number = f"F-{held.course_id}-{operator.pk}"
    page = client.get(address).content.decode()
    assert number in page
    assert page.count("checked") == 1
    assert "eri presente" in client_of(operator).get(f"{BASE}/miei/").content.decode()
    reading = AuditEntry.objects.filter(
        kind=Kind.READING, object_type="intranet.trainingsession"
    )
    assert {entry.user_number for entry in reading} == {referent.pk}
    assert reading.count() == 2


def test_attendance_waits_for_the_meeting(session, referent, operator, body):
    row = place(session, operator, body)
    client, address = client_of(referent), f"{BASE}/incontri/{session.pk}/presenze/"
    assert "dall’inizio dell’incontro" in client.get(address).content.decode()
    assert client.post(address, {"present": [row.pk]}).status_code == 403
    with pytest.raises(PermissionDenied):
        record_attendance(
            session=session,
            access=see(referent),
            attended={row.pk: True},
            at=timezone.now(),
        )


def test_the_sheet_to_sign_lists_who_has_a_place(session, referent, operator, body):
    place(session, operator, body)
    (waits,) = crowd(body, 1)
    place(session, waits, body, is_waiting=True)
    address = f"{BASE}/incontri/{session.pk}/foglio-firme/"
    page = client_of(referent).get(address).content.decode()
    assert operator.email in page
    assert waits.email not in page


def test_participants_cost_the_same_with_ten_times_the_people(
    held, referent, body, queries
):
    client, address = client_of(referent), f"{BASE}/incontri/{held.pk}/presenze/"
    people = crowd(body, 22)
    for one in people[:2]:
        place(held, one, body)
    client.get(address)
    with queries() as few:
        client.get(address)
    for one in people[2:]:
        place(held, one, body)
    with queries() as many:
        client.get(address)
    assert len(few) == len(many) <= 20


def named(user):
    """Whose account holds a name."""
    User.objects.filter(pk=user.pk).update(first_name="Ada", last_name="Prova")


@pytest.mark.pango
def test_an_attestation_is_for_who_was_there_and_tagged(held, operator, body):
    from pypdf import PdfReader

    named(operator)
    row = place(held, operator, body)
    client, address = client_of(operator), f"{BASE}/{held.course_id}/attestato.pdf"
    assert client.get(address).status_code == 404
    row.attended = True
    row.save()
    reader = PdfReader(io.BytesIO(client.get(address).content))
    text = reader.pages[0].extract_text()
    assert "Ada Prova" in text
    assert operator.email not in text
    assert "2 ore" in text
    assert f"F-{held.course_id}-{operator.pk}" in text
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_without_pango_the_attestation_is_a_page(held, operator, body, monkeypatch):
    from core.pdf import PdfUnavailable
    from intranet.training.views import attendance

    def broken(*_):
        raise PdfUnavailable

    monkeypatch.setattr(attendance, "render_pdf", broken)
    named(operator)
    place(held, operator, body, attended=True)
    address = f"{BASE}/{held.course_id}/attestato.pdf"
    page = client_of(operator).get(address, follow=True).content.decode()
    assert "stampa questa pagina" in page
    assert "ha partecipato" in page


def test_another_persons_attestation_is_not_there(
    held, operator, other_operator, referent, body
):
    place(held, operator, body, attended=True)
    for user in (other_operator, referent):
        address = f"{BASE}/{held.course_id}/attestato/"
        assert client_of(user).get(address).status_code == 404


def test_feedback_is_given_once_and_has_no_name(held, operator, body):
    place(held, operator, body, attended=True)
    client, address = client_of(operator), f"{BASE}/incontri/{held.pk}/parere/"
    assert "senza il tuo nome" in client.get(address).content.decode()
    assert "Scegli" in client.post(address, {"comment": "Bene"}).content.decode()
    client.post(address, {"usefulness": "4", "comment": "Più esempi."})
    answer = client.post(address, {"usefulness": "1", "comment": ""})
    assert "già dato" in answer.content.decode()
    given = TrainingFeedback.objects.get()
    assert (given.usefulness, given.comment) == (4, "Più esempi.")
    fields = {field.name for field in TrainingFeedback._meta.get_fields()}
    assert fields == {"id", "session", "usefulness", "comment"}


@pytest.mark.parametrize("case", ["to come", "absent", "waiting", "other"])
def test_feedback_is_for_who_was_there(
    course, held, operator, other_operator, body, case
):
    session = make_session(course) if case == "to come" else held
    row = place(
        session,
        other_operator if case == "other" else operator,
        body,
        is_waiting=case == "waiting",
        attended=False if case == "absent" else None,
    )
    address = f"{BASE}/incontri/{session.pk}/parere/"
    assert client_of(operator).get(address).status_code == 404
    with pytest.raises(PermissionDenied):
        give_feedback(
            enrolment=row, by=operator, usefulness=5, comment="", at=timezone.now()
        )


def test_opinions_are_read_from_five_on_by_the_organiser(held, referent, operator):
    def say(many, comment):
        for _ in range(many):
            TrainingFeedback.objects.create(session=held, usefulness=4, comment=comment)

    page = f"{BASE}/{held.course_id}/"
    say(4, "Poco tempo")
    seen = client_of(referent).get(page).content.decode()
    assert "Poco tempo" not in seen
    assert "su 5" not in seen
    assert "4 risposte" in seen
    say(1, "Poco tempo")
    assert "in media 4,0 su 5" in client_of(referent).get(page).content.decode()
    assert "su 5" not in client_of(operator).get(page).content.decode()


def test_the_report_of_a_body_is_its_managers(
    held, manager, operator, other_operator, referent, coordinator, body, other_body
):
    place(held, operator, body, attended=True)
    place(held, other_operator, other_body, attended=True)
    address = f"{BASE}/presenze/{body.pk}/"
    page = client_of(manager).get(f"{BASE}/presenze/", follow=True).content.decode()
    assert operator.email in page
    assert other_operator.email not in page
    assert "1 presenza" in page
    assert (
        client_of(manager).get(f"{BASE}/presenze/{other_body.pk}/").status_code == 404
    )
    for user in (operator, other_operator, referent, coordinator):
        assert client_of(user).get(address).status_code == 404


@pytest.mark.parametrize("year", ["1", "99999", "abcd", "0000", "２０２６"])
def test_a_year_that_is_none_is_this_one(manager, body, year):
    page = client_of(manager).get(f"{BASE}/presenze/{body.pk}/?anno={year}")
    assert f"Formazione {timezone.localdate().year}" in page.content.decode()


def test_the_report_costs_the_same_with_ten_times_the_rows(
    course, manager, body, queries
):
    client, address = client_of(manager), f"{BASE}/presenze/{body.pk}/"
    people = crowd(body, 10)

    def add(many):
        for number in range(many):
            session = make_session(course, timezone.now() - HOUR * (3 + number))
            for one in people[: max(many, 1)]:
                place(session, one, body, attended=True)

    add(1)
    client.get(address)
    with queries() as few:
        client.get(address)
    add(10)
    with queries() as many:
        client.get(address)
    assert len(few) == len(many) <= 20


@pytest.fixture
def attended(held, agreement, operator, other_operator, body, other_body):
    """A meeting at which both bodies had somebody."""
    Duty.objects.create(page=agreement, code=DUTY, text="Formazione congiunta.")
    place(held, operator, body, attended=True)
    place(held, other_operator, other_body, attended=True)
    return held


def test_the_coordinator_attests_and_takes_back(attended, agreement, coordinator):
    client, year = client_of(coordinator), attended.day.year
    words = f"Formazione congiunta {year}: 1 incontro, 2 enti"
    page = client.get(f"{BASE}/attestazioni/").content.decode()
    assert words in page
    assert not DutyEvidence.objects.exists(), "nothing is public by itself"
    base = f"{BASE}/attestazioni/{agreement.pk}/{year}"
    client.post(f"{base}/attesta/")
    told = DutyEvidence.objects.get()
    assert (told.title, told.count, told.duty) == (words, 1, DUTY)
    assert re.fullmatch(r"training:\d+:\d+", told.source)
    assert "Ritira" in client.get(f"{BASE}/attestazioni/").content.decode()
    client.post(f"{base}/ritira/")
    assert not DutyEvidence.objects.exists()


def test_an_agreement_without_the_duty_says_so(held, operator, body, coordinator):
    place(held, operator, body, attended=True)
    client, agreement = client_of(coordinator), held.course.agreement_id
    page = client.get(f"{BASE}/attestazioni/").content.decode()
    assert "Non ha un impegno" in page
    base = f"{BASE}/attestazioni/{agreement}/{held.day.year}"
    answer = client.post(f"{base}/attesta/", follow=True)
    assert "non ha un impegno" in answer.content.decode()


def test_only_the_coordinator_attests(attended, agreement, manager, referent):
    base = f"{BASE}/attestazioni"
    for user in (manager, referent):
        client = client_of(user)
        assert client.get(f"{base}/").status_code == 404
        year = f"{base}/{agreement.pk}/{attended.day.year}"
        assert client.post(f"{year}/attesta/").status_code == 404
        assert client.post(f"{year}/ritira/").status_code == 404
    assert not DutyEvidence.objects.exists()


def test_a_year_with_nothing_held_is_not_attested(agreement, coordinator):
    base = f"{BASE}/attestazioni/{agreement.pk}/2001"
    assert client_of(coordinator).post(f"{base}/attesta/").status_code == 404


def test_one_sees_ones_own_also_when_the_agreement_is_over(
    home, held, operator, body, other_body, agreement
):
    from tests.intranet.conftest import agree

    named(operator)
    place(held, operator, body, attended=True)
    agree(home, body, other_body, title="Accordo nuovo")
    agreement.ends_on = timezone.localdate() - DAY
    agreement.save()
    client = client_of(operator)
    assert client.get(f"{BASE}/{held.course_id}/").status_code == 404
    assert held.course.title in client.get(f"{BASE}/miei/").content.decode()
    assert client.get(f"{BASE}/{held.course_id}/attestato/").status_code == 200
    assert Enrolment.objects.count() == 1


def test_names_shown_again_by_a_slip_are_noted_too(held, referent, operator, body):
    place(held, operator, body)
    address = f"{BASE}/incontri/{held.pk}/presenze/"
    answer = client_of(referent).post(address, {"present": ["999999"]})
    assert operator.email in answer.content.decode()
    told = AuditEntry.objects.filter(
        kind=Kind.READING, object_type="intranet.trainingsession"
    )
    assert [row.object_id for row in told] == [str(held.pk)]
