"""Mails about questions: to whom, and that they say nothing of it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from accounts.roles import RoleCode
from intranet.models import Question
from tests.factories import make_member
from tests.intranet.conftest import client_of

ASK = "/intranet/domande/chiedi/"


@pytest.fixture
def other_referent(root, agreement, other_body):
    return make_member(other_body, "referent", "referente2@example.org")


@pytest.fixture
def asked(operator, other_referent):
    client_of(operator).post(
        ASK, {"title": "Titolo segreto?", "text": "Testo segreto", "for_all": "on"}
    )
    return Question.objects.get()


def test_the_referents_of_the_bodies_asked_are_told(referent, operator, asked, body):
    (letter,) = mail.outbox
    assert letter.to == ["referente2@example.org"]
    assert letter.body.startswith("Buongiorno,")
    assert f"/intranet/domande/{asked.pk}/" in letter.body
    assert body.title in letter.body
    for word in ("segreto", operator.email):
        assert word not in letter.subject + letter.body


def test_of_a_body_without_referents_who_answers_for_it(operator, other_body):
    make_member(other_body, "manager", "capo2@example.org")
    make_member(other_body, "operator", "sportello2@example.org")
    client_of(operator).post(ASK, {"title": "Dove?", "for_all": "on"})
    assert [letter.to for letter in mail.outbox] == [["capo2@example.org"]]


def test_who_asked_is_told_of_an_answer(operator, asked, other_referent, other_body):
    mail.outbox.clear()
    client = client_of(other_referent)
    client.post(f"/intranet/domande/{asked.pk}/", {"text": "Risposta segreta"})
    (letter,) = mail.outbox
    assert letter.to == [operator.email]
    assert other_body.title in letter.body
    assert "segret" not in letter.body


def test_who_left_the_body_is_not(operator, asked, other_referent):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    operator.memberships.update(valid_from=yesterday, valid_until=yesterday)
    mail.outbox.clear()
    client_of(other_referent).post(
        f"/intranet/domande/{asked.pk}/", {"text": "Risposta"}
    )
    assert mail.outbox == []


def test_who_only_writes_pages_by_now_is_not(operator, asked, other_referent):
    operator.memberships.update(role=RoleCode.EDITOR)
    mail.outbox.clear()
    client_of(other_referent).post(
        f"/intranet/domande/{asked.pk}/", {"text": "Risposta"}
    )
    assert mail.outbox == []


def test_a_mailbox_that_refuses_stops_nobody(
    operator, other_referent, monkeypatch, caplog
):
    def refuse(self, *args, **kwargs):
        raise OSError("referente2@example.org")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    client_of(operator).post(ASK, {"title": "Dove?", "for_all": "on"})
    assert Question.objects.exists()
    assert "referente2" not in caplog.text
