"""What is known already is offered before a question is asked."""

from __future__ import annotations

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from intranet.authoring.texts import beginnings, searchable
from intranet.entry.access import access_of
from intranet.models import Answer, Procedure, Question
from intranet.questions.similar import enough, score_of, similar
from search.text.tokens import index_forms
from tests.intranet.conftest import client_of

ASK = "/intranet/domande/chiedi/"
TITLE = "Bonus bollette senza SPID: a chi mando?"


@pytest.fixture
def faq(agreement, other_body):
    return Procedure.objects.create(
        owner_body=other_body,
        kind="faq",
        title=TITLE,
        text="Al CAF.",
        review_on=timezone.localdate(),
        changed_at=timezone.now(),
        search_text=searchable(TITLE, "Al CAF."),
    )


def known_to(user, text):
    found = similar(access_of(user, timezone.localdate()), text)
    return [one.title for one in found]


@pytest.mark.parametrize(
    "typed", ["bon", "BOL", "bollette", "bonus bolletta spid", "spid bonus per anziani"]
)
def test_by_the_third_letter(operator, faq, typed):
    assert known_to(operator, typed) == [TITLE]


@pytest.mark.parametrize("typed", ["", "bo", "di a da", "pensione", "\x00", "%_' \""])
def test_of_too_little_or_something_else_nothing(operator, faq, typed):
    assert known_to(operator, typed) == []


def test_only_answered_questions_and_each_once(operator, body, faq):
    def ask(title, **more):
        return Question.objects.create(
            asking_body=body,
            title=title,
            for_all=True,
            asked_at=timezone.now(),
            search_text=searchable(title),
            **more,
        )

    ask("Bonus senza risposta")
    answered = ask("Bonus con risposta")
    turned = ask("Bonus già domanda frequente", faq=faq)
    for question in (answered, turned):
        Answer.objects.create(
            question=question, body=body, text="Sì", answered_at=timezone.now()
        )
    assert set(known_to(operator, "bonus")) == {TITLE, "Bonus con risposta"}


def test_the_fragment_is_the_list_alone(operator, faq):
    client = client_of(operator)
    answer = client.get("/intranet/domande/simili/?testo=bonus")
    assert f"/intranet/procedure/{faq.pk}/" in answer.text
    assert "<html" not in answer.text
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.get("/intranet/domande/simili/").text.strip() == ""


def test_without_javascript_they_stand_on_a_step_between(operator, faq):
    client = client_of(operator)
    data = {"title": "Bonus bollette?", "text": "Per una signora", "for_all": "on"}
    page = client.post(ASK, data).text
    assert "Forse c’è già la risposta" in page
    assert TITLE in page
    assert "Per una signora" in page
    assert 'name="seen" value="1"' in page
    assert not Question.objects.exists()
    client.post(ASK, {**data, "seen": "1"})
    assert Question.objects.get().title == "Bonus bollette?"


def test_nothing_alike_is_asked_at_once(operator, faq):
    client_of(operator).post(ASK, {"title": "Dove si parcheggia?", "for_all": "on"})
    assert Question.objects.exists()


def test_words_sought_are_in_no_log(operator, faq, caplog):
    client_of(operator).get("/intranet/domande/simili/?testo=parolasegreta")
    assert "parolasegreta" not in caplog.text


@given(st.text(max_size=200), st.text(max_size=200))
def test_every_word_is_found_by_its_beginning(title, text):
    kept = searchable(title, text)
    for word in index_forms(f"{title}\n{text}"):
        for length in range(1, len(word) + 1):
            assert f" {word[:length]}" in kept


@given(st.text(max_size=200))
def test_a_text_is_like_itself(text):
    words = beginnings(text)
    kept = searchable(text)
    known = [word for word in words if f" {word}" in kept]
    assert score_of(known, text, kept) >= len(known)
    assert enough(words) <= max(len(words), 0) or not words
