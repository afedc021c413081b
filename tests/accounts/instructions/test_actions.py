"""Versions of instructions, and who has them."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from wagtail.models import ModelLogEntry

from accounts.actions import suspend
from accounts.instructions.actions import accept, publish, record_oral
from accounts.instructions.reading import sample
from accounts.models import Acceptance, Instructions
from core.markdown import to_html
from tests.factories import make_member

TODAY = dt.date.today()


@pytest.fixture
def people(body, other_body):
    return {
        "anna": make_member(body, "manager", "anna@example.org"),
        "carla": make_member(body, "editor", "carla@example.org"),
        "stranger": make_member(other_body, "manager", "altra@example.org"),
        "coordinator": make_member(None, "coordinator", "coordina@example.org"),
        "administrator": make_member(None, "administrator", "capo@example.org"),
    }


@pytest.fixture
def who(people):
    return lambda name: people[name]


@pytest.fixture
def first(who, body):
    return publish(by=who("anna"), organisation=body, text="Uno", on=TODAY)


def pending(user):
    return list(Instructions.objects.pending_for(user, TODAY))


def test_versions_count_up_in_each_body(who, body, other_body, first):
    second = publish(by=who("anna"), organisation=body, text="Due", on=TODAY)
    foreign = publish(by=who("stranger"), organisation=other_body, text="x", on=TODAY)
    assert [first.version, second.version, foreign.version] == [1, 2, 1]
    assert set(Instructions.objects.current()) == {second, foreign}
    assert str(second) == "Comune di prova, versione 2"
    assert second.by.email == "anna@example.org"


@pytest.mark.parametrize("name", ["carla", "stranger", "coordinator"])
def test_others_do_not_write_them(who, body, name):
    with pytest.raises(PermissionDenied):
        publish(by=who(name), organisation=body, text="x", on=TODAY)
    assert not Instructions.objects.exists()


def test_the_administrator_may_stand_in(who, body):
    publish(by=who("administrator"), organisation=body, text="x", on=TODAY)


def test_pending_until_accepted_and_again_after_a_new_version(who, people, body, first):
    carla = people["carla"]
    assert pending(carla) == [first]
    assert pending(people["stranger"]) == []
    assert pending(people["coordinator"]) == []
    accept(by=who("carla"), instructions=first, on=TODAY)
    assert pending(carla) == []
    assert pending(people["anna"]) == [first]
    second = publish(by=who("anna"), organisation=body, text="Due", on=TODAY)
    assert pending(carla) == [second]


def test_a_profile_that_is_suspended_asks_for_nothing(people, first):
    suspend(membership=people["carla"].memberships.get(), because="x")
    assert pending(people["carla"]) == []


def test_accepted_twice_is_one_row_and_one_entry(who, first):
    for _ in range(2):
        accept(by=who("carla"), instructions=first, on=TODAY)
    assert Acceptance.objects.count() == 1
    assert ModelLogEntry.objects.filter(action="accounts.accept").count() == 1
    assert str(Acceptance.objects.get()).startswith("carla@example.org: ")


def test_told_by_who_answers_for_the_body(who, people, first):
    row = record_oral(
        by=who("anna"),
        membership=people["carla"].memberships.get(),
        instructions=first,
        on=TODAY,
    )
    assert row.is_oral
    assert row.recorded_by == people["anna"]
    assert pending(people["carla"]) == []
    again = record_oral(
        by=who("anna"),
        membership=people["carla"].memberships.get(),
        instructions=first,
        on=TODAY,
    )
    assert again == row


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("anna", "anna"),
        ("carla", "anna"),
        ("stranger", "carla"),
        ("coordinator", "carla"),
        ("administrator", "coordinator"),
    ],
)
def test_others_and_oneself_are_not_recorded(who, people, first, name, of):
    with pytest.raises(PermissionDenied):
        record_oral(
            by=who(name),
            membership=people[of].memberships.get(),
            instructions=first,
            on=TODAY,
        )
    assert not Acceptance.objects.exists()


def test_what_was_accepted_outlives_body_and_person(who, people, body, first):
    accept(by=who("carla"), instructions=first, on=TODAY)
    with pytest.raises(ProtectedError):
        first.delete()
    people["carla"].delete()
    body.delete()
    row = Acceptance.objects.select_related("instructions").get()
    assert row.instructions.body_name == "Comune di prova"
    assert row.user is None
    assert Instructions.objects.current().count() == 0


def test_the_sample_is_text_that_the_form_takes():
    html = to_html(sample())
    assert html.count("<li>") >= 8
    assert "<b>Se qualcosa va storto</b>" in html
