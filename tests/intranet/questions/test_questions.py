"""Questions between bodies: asked, answered, solved, kept as an FAQ."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from django.utils import timezone

from intranet.entry.access import access_of
from intranet.models import Answer, Procedure, Question
from intranet.questions import reading
from intranet.questions.nightly import forget
from tests.factories import make_member
from tests.intranet.conftest import agree, client_of

LIST = "/intranet/domande/"
ASK = "/intranet/domande/chiedi/"
TITLE = "A chi mando chi chiede il bonus bollette senza SPID?"


@pytest.fixture
def other_referent(root, agreement, other_body):
    return make_member(other_body, "referent", "referente2@example.org")


@pytest.fixture
def third(home, root, agreement, body, other_body, outside_body):
    """Works for a body that is bound to `body` alone, by another agreement."""
    agree(home, body, outside_body, title="Altro")
    return make_member(outside_body, "manager", "terzo@example.org")


def question_of(asking, *bodies, title=TITLE, **more):
    facts = {
        "asked_at": timezone.now(),
        "search_text": " a chi mando chi chiede il bonus bollette senza spid",
        "for_all": not bodies,
        **more,
    }
    question = Question.objects.create(asking_body=asking, title=title, **facts)
    question.bodies.set(bodies)
    return question


def answer_of(question, body, text="Al CAF, il martedì."):
    return Answer.objects.create(
        question=question, body=body, text=text, answered_at=timezone.now()
    )


def address(question, more=""):
    return f"{LIST}{question.pk}/{more}"


def sent(**more):
    return {"title": TITLE, "text": "Ha 80 anni.", "for_all": "on", **more}


def access(user):
    return access_of(user, timezone.localdate())


def test_from_the_question_to_the_faq(operator, other_referent, other_body, body):
    asker, answerer = client_of(operator), client_of(other_referent)
    asker.post(ASK, sent())
    question = Question.objects.get()
    assert (question.asking_body_id, question.asked_by) == (body.pk, operator)
    assert TITLE in answerer.get("/intranet/").text
    answerer.post(address(question), {"text": "Al CAF, il martedì."})
    assert TITLE not in answerer.get("/intranet/").text
    page = asker.get(address(question)).text
    assert "Al CAF, il martedì." in page
    assert other_body.title in page
    asker.post(address(question, "risolta/"))
    question.refresh_from_db()
    assert not question.is_open
    form = answerer.get(address(question, "frequente/")).text
    assert "Al CAF, il martedì." in form
    assert TITLE in form
    review = (timezone.localdate() + dt.timedelta(days=200)).isoformat()
    answerer.post(
        address(question, "frequente/"),
        {"kind": "faq", "title": TITLE, "text": "Al CAF.", "review_on": review},
    )
    faq = Procedure.objects.get()
    question.refresh_from_db()
    assert (faq.owner_body_id, faq.kind) == (other_body.pk, "faq")
    assert question.faq == faq
    assert f"/intranet/procedure/{faq.pk}/" in asker.get(address(question)).text


def test_whoever_answers_knows_who_reads_it(
    body, outside_body, third, other_referent, other_body
):
    """Two bodies asked may share no agreement of their own."""
    question = question_of(body, other_body, outside_body)
    page = client_of(other_referent).get(address(question)).text
    assert "lo leggono tutti gli enti di questa domanda" in page


def test_who_asked_is_known_to_the_own_body_alone(operator, body, manager, third):
    person = operator
    person.first_name, person.last_name = "Lia", "Provini"
    person.save()
    question = question_of(body, asked_by=person)
    assert "Lia Provini" in client_of(manager).get(address(question)).text
    assert "Provini" not in client_of(third).get(address(question)).text


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"title": ""}, "in una riga"),
        ({"for_all": ""}, "Scegli almeno un ente"),
        ({"text": "Il signor RSSMRA80A01F205X"}, "codice fiscale"),
        ({"title": "Conto IT60X0542811101000000123456?"}, "IBAN"),
        ({"text": "Sig.ra Rossi, 333 1234567"}, "conferma in fondo"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(operator, more, says):
    page = client_of(operator).post(ASK, sent(**more)).text
    assert says in page
    assert ("Ha 80 anni." if "text" not in more else TITLE) in page
    assert not Question.objects.exists()


def test_a_name_with_a_phone_passes_once_confirmed(operator):
    data = sent(text="Sig.ra Rossi del CAF, 333 1234567", confirmed="on")
    client_of(operator).post(ASK, data)
    assert Question.objects.exists()


def test_asked_of_one_body_it_is_not_there_for_another(third, body, other_body):
    question = question_of(body, other_body, title="Soltanto a voi due")
    answer = answer_of(question, other_body)
    client = client_of(third)
    for more in ("", "risolta/", "riapri/", "ritira/", "frequente/"):
        assert client.get(address(question, more)).status_code in (404, 405)
        assert client.post(address(question, more)).status_code in (404, 405)
    assert client.post(f"{LIST}risposte/{answer.pk}/togli/").status_code == 404
    for way in ("", "risolte", "da-rispondere"):
        assert "Soltanto" not in client.get(f"{LIST}?mostra={way}").text
    assert reading.panel(access(third)) is None
    assert reading.find(access(third), ["bonus"], 5) == []
    assert reading.open_questions(access(third)) == []
    assert "Soltanto" not in client.get(f"{LIST}simili/?testo=bonus").text
    assert Answer.objects.exists()


def test_one_asks_only_of_whom_an_agreement_binds(operator, outside_body, body):
    for number in (outside_body.pk, body.pk, 999999):
        page = client_of(operator).post(ASK, sent(for_all="", bodies=str(number)))
        assert page.status_code == 200
    assert not Question.objects.exists()


def test_only_the_asking_body_closes(third, operator, body):
    question = question_of(body)
    for more in ("risolta/", "riapri/", "ritira/"):
        assert client_of(third).post(address(question, more)).status_code == 404
    client = client_of(operator)
    client.post(address(question, "risolta/"))
    assert "Riapri" in client.get(address(question)).text
    assert TITLE in client.get(f"{LIST}?mostra=risolte").text
    client.post(address(question, "riapri/"))
    assert TITLE in client.get(LIST).text
    assert "Non si può annullare" in client.get(address(question, "ritira/")).text
    client.post(address(question, "ritira/"))
    assert not Question.objects.exists()


def test_a_solved_one_takes_no_answer(other_referent, body):
    question = question_of(body, solved_at=timezone.now())
    client = client_of(other_referent)
    assert client.post(address(question), {"text": "Tardi"}).status_code == 404
    assert not Answer.objects.exists()


def test_an_answer_is_checked_and_what_was_typed_stays(other_referent, body):
    question = question_of(body)
    text = "È del signor RSSMRA80A01F205X"
    page = client_of(other_referent).post(address(question), {"text": text}).text
    assert "codice fiscale" in page
    assert "signor RSSMRA80A01F205X" in page
    assert not Answer.objects.exists()


def test_an_answer_is_taken_back_by_its_body(third, other_referent, body, other_body):
    question = question_of(body)
    answer = answer_of(question, other_body)
    path = f"{LIST}risposte/{answer.pk}/togli/"
    assert client_of(third).post(path).status_code == 404
    assert client_of(third).get(path).status_code == 404
    # It is gone for ever: asked about first, as a question is.
    assert "Non si può annullare" in client_of(other_referent).get(path).text
    assert Answer.objects.exists()
    client_of(other_referent).post(path)
    assert not Answer.objects.exists()
    question.refresh_from_db()
    assert "martedi" not in question.search_text


def test_only_who_answered_makes_an_faq_and_once(
    third, other_referent, body, other_body, coordinator
):
    question = question_of(body)
    path = address(question, "frequente/")
    assert client_of(other_referent).get(path).status_code == 404
    answer_of(question, other_body)
    assert client_of(third).get(path).status_code == 404
    assert client_of(other_referent).get(path).status_code == 200
    assert client_of(coordinator).get(path).status_code == 200
    question.faq = Procedure.objects.create(
        owner_body=other_body,
        title="Fatta",
        text="x",
        review_on=timezone.localdate(),
        changed_at=timezone.now(),
        search_text=" fatta",
    )
    question.save()
    assert client_of(other_referent).get(path).status_code == 404


def test_open_ones_come_oldest_first_with_their_age(other_referent, body):
    now = timezone.now()
    question_of(body, title="Nuova")
    question_of(body, title="Vecchia", asked_at=now - dt.timedelta(days=9))
    page = client_of(other_referent).get(LIST).text
    assert page.index("Vecchia") < page.index("Nuova")
    assert "da 9 giorni" in page
    assert "oggi" in page


def test_what_the_next_meeting_gathers(operator, body):
    now = timezone.now()
    question_of(body, title="Vecchia", asked_at=now - dt.timedelta(days=90))
    new = question_of(body)
    question_of(body, solved_at=now)
    since = timezone.localdate() - dt.timedelta(days=30)
    assert reading.open_questions(access(operator), since) == [new]
    assert len(reading.open_questions(access(operator))) == 2


def test_whoever_sees_all_is_reminded_of_nothing_that_is_not_theirs(coordinator, body):
    question_of(body)
    assert reading.panel(access(coordinator)) is None
    assert TITLE in client_of(coordinator).get(LIST).text


def test_solved_ones_go_in_the_end_and_their_faq_stays(body, other_body):
    now = timezone.now()
    kept = question_of(body, solved_at=now)
    old = now - dt.timedelta(days=settings.QUESTION_KEPT_DAYS + 1)
    question_of(body, solved_at=old)
    still_open = question_of(body, asked_at=old)
    assert forget(at=now) == 1
    assert set(Question.objects.all()) == {kept, still_open}


def test_what_pages_ask_does_not_grow(other_referent, body, other_body, queries):
    client = client_of(other_referent)

    def count(path):
        client.get(path)
        with queries() as found:
            assert client.get(path).status_code == 200
        return len(found)

    first = question_of(body, other_body)
    answer_of(first, other_body)
    question_of(body, other_body)
    paths = [LIST, f"{LIST}?mostra=da-rispondere", address(first), ASK]
    few = [count(path) for path in paths]
    known = access(other_referent)
    with queries() as panel_few:
        reading.panel(known)
    for _ in range(9):
        question_of(body, other_body)
        answer_of(first, other_body)
    many = [count(path) for path in paths]
    with queries() as panel_many:
        reading.panel(known)
    assert few == many
    assert max(many) <= 20
    assert len(panel_few) == len(panel_many) == 1
