"""An attestation says a name: whoever has none is asked, and no mailbox is printed."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from accounts import actions as account_actions
from accounts.models import User
from tests.intranet.conftest import client_of
from tests.intranet.training.conftest import place

NAMES = ["training_attestation", "training_attestation_pdf"]


@pytest.fixture
def attended(held, operator, body):
    return place(held, operator, body, attended=True)


def address(name, attended):
    return reverse(name, args=[attended.session.course_id])


@pytest.mark.parametrize("name", NAMES)
def test_whoever_has_no_name_is_asked_for_it(attended, operator, name):
    client, asks = client_of(operator), address("training_attestation_name", attended)
    answer = client.get(address(name, attended))
    assert (answer.status_code, answer.headers["Location"]) == (302, asks)
    page = client.get(asks).content.decode()
    assert "Come ti chiami?" in page
    assert "Nome" in page
    assert "Cognome" in page


def test_once_told_it_is_on_the_attestation_and_asked_no_more(attended, operator):
    client, asks = client_of(operator), address("training_attestation_name", attended)
    wrong = client.post(asks, {"first_name": "Ada", "last_name": ""}).content.decode()
    assert "Scrivi il cognome" in wrong
    assert 'value="Ada"' in wrong
    answer = client.post(asks, {"first_name": " Ada ", "last_name": "Prova"})
    assert answer.headers["Location"] == address("training_attestation", attended)
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Ada Prova</strong>" in page
    assert f"<strong>{operator.email}" not in page
    assert address("training_attestation_pdf", attended) in page
    assert client.get(asks).status_code == 404
    assert client.post(asks, {"first_name": "X", "last_name": "Y"}).status_code == 404
    person = User.objects.get(pk=operator.pk)
    assert person.name == "Ada Prova"
    (entry,) = ModelLogEntry.objects.for_instance(person).filter(action="accounts.name")
    assert entry.user == operator
    assert "Ada" not in f"{entry.label}{entry.data}"


@pytest.mark.parametrize("typed", ["ada@example.org", "RSSMRA80A01F205X", "   "])
def test_what_is_no_name_is_refused(attended, operator, typed):
    asks = address("training_attestation_name", attended)
    facts = {"first_name": typed, "last_name": "Prova"}
    answer = client_of(operator).post(asks, facts)
    assert "error-summary" in answer.content.decode()
    assert User.objects.get(pk=operator.pk).get_full_name() == ""


def test_who_attended_nothing_is_asked_nothing(attended, other_operator):
    client = client_of(other_operator)
    for name in (*NAMES, "training_attestation_name"):
        assert client.get(address(name, attended)).status_code == 404


def test_a_name_that_is_known_is_not_changed_here(operator):
    operator.first_name, operator.last_name = "Ada", "Prova"
    operator.save()
    with pytest.raises(ValueError, match="known"):
        account_actions.give_name(user=operator, first_name="Un", last_name="Altro")
    assert User.objects.get(pk=operator.pk).name == "Ada Prova"
