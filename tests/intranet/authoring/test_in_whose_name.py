"""In whose name something is written, and what an agreement's end takes away."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from accounts.actions import grant
from accounts.roles import RoleCode
from intranet.authoring.sharing import desks_of, table_of
from intranet.entry.access import access_of
from intranet.models import Answer, Procedure, Question, StaffNote
from intranet.questions import reading
from network.models import AgreementPage
from tests.factories import DeskFactory, ServiceFactory, make_member
from tests.intranet.conftest import agree, client_of

ASK = "/intranet/domande/chiedi/"


def access(user):
    return access_of(user, timezone.localdate())


@pytest.fixture
def of_two(operator, other_body):
    """Works for both parties."""
    grant(user=operator, role=RoleCode.OPERATOR, organisation=other_body)
    return operator


def sent(**more):
    return {"title": "Dove si timbra?", "text": "", "for_all": "on", **more}


def test_who_works_for_two_bodies_says_for_which(of_two, body, other_body):
    client = client_of(of_two)
    page = client.get(ASK).text
    assert "A nome di" in page
    assert client.post(ASK, sent()).status_code == 200
    assert client.post(ASK, sent(owner="999999")).status_code == 200
    assert client.post(ASK, sent(owner="0")).status_code == 200
    assert not Question.objects.exists()
    client.post(ASK, sent(owner=str(other_body.pk)))
    assert Question.objects.get().asking_body_id == other_body.pk


def test_who_works_for_one_is_not_asked_and_cannot_say_another(
    operator, body, other_body
):
    client = client_of(operator)
    assert "A nome di" not in client.get(ASK).text
    client.post(ASK, sent(owner=str(other_body.pk)))
    assert Question.objects.get().asking_body_id == body.pk


def test_the_coordinator_asks_and_answers_as_the_coordinator(
    coordinator, operator, body
):
    client_of(coordinator).post(ASK, sent())
    question = Question.objects.get()
    assert question.asking_body is None
    told = reading.panel(access(operator))
    assert [one.question for one in told["questions"]] == [question]
    path = f"/intranet/domande/{question.pk}/"
    client_of(coordinator).post(path, {"text": "Lo aggiungo io."})
    assert Answer.objects.get().body is None
    page = client_of(operator).get(path).text
    assert page.count("Coordinamento") == 2
    assert coordinator.email not in page


def test_an_ended_agreement_takes_all_of_it_away(
    home, agreement, body, other_body, outside_body, other_operator
):
    agree(home, other_body, outside_body, title="Resta")
    now = timezone.now()
    kept = {"changed_at": now, "review_on": timezone.localdate()}
    question = Question.objects.create(
        asking_body=body, title="Domanda", for_all=True, asked_at=now
    )
    procedure = Procedure.objects.create(
        owner_body=body, title="Procedura", text="x", **kept
    )
    sheet = ServiceFactory(parent=other_body)
    StaffNote.objects.create(owner_body=body, page=sheet, text="Solo mia", **kept)
    client = client_of(other_operator)
    paths = [
        f"/intranet/domande/{question.pk}/",
        f"/intranet/procedure/{procedure.pk}/",
    ]
    notes = "/intranet/procedure/note/"
    assert [client.get(path).status_code for path in paths] == [200, 200]
    assert "Solo mia" in client.get(notes).text
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    AgreementPage.objects.filter(pk=agreement.pk).update(ends_on=yesterday)
    assert [client.get(path).status_code for path in paths] == [404, 404]
    assert "Solo mia" not in client.get(notes).text


def test_at_the_table_of_a_body_sit_its_parties_alone(
    home, root, agreement, body, other_body, outside_body
):
    agree(home, body, outside_body, title="Altro")
    person = access(make_member(body, "operator", "chiunque@example.org"))
    both = {body.pk, other_body.pk, outside_body.pk}
    assert table_of(person, body.pk) == both
    assert table_of(person, other_body.pk) == {body.pk, other_body.pk}
    assert table_of(person, None) == both


def test_desks_are_the_published_ones_right_below_their_bodies(
    body, other_body, queries
):
    mine = DeskFactory(parent=body, title="A")
    other = DeskFactory(parent=other_body, title="B")
    DeskFactory(parent=body, live=False)
    with queries() as found:
        desks = desks_of({body.pk, other_body.pk})
    assert [(d.pk, d.body) for d in desks] == [
        (mine.pk, body.pk),
        (other.pk, other_body.pk),
    ]
    assert len(found) <= 2  # with the restricted paths
    assert [d.pk for d in desks_of({body.pk})] == [mine.pk]
    assert desks_of(()) == []
