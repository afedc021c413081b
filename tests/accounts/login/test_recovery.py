"""A lost second factor: two people, a day, both named."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.actions import (
    NotAllowed,
    approve_recovery,
    ask_recovery,
    refuse_recovery,
)
from accounts.login import factor, permissions
from accounts.models import FactorRecovery
from tests.factories import code_of, give_app, make_member

NOW = timezone.now()
PASSWORD = "una parola lunga"
BEFORE = timezone.localdate() - dt.timedelta(days=10)
DAY = dt.timedelta(hours=24)
PAGE = "/accesso/secondo-fattore/perso/"


@pytest.fixture
def people(body, other_body):
    """By name: who works where."""
    wanted = {
        "writer": (body, "editor"),
        "operator": (body, "operator"),
        "manager": (body, "manager"),
        "foreign": (other_body, "editor"),
        "foreign_manager": (other_body, "manager"),
        "coordinator": (None, "coordinator"),
        "boss": (None, "administrator"),
        "boss2": (None, "administrator"),
    }
    return {
        name: make_member(place, role, f"{name}@example.org", valid_from=BEFORE)
        for name, (place, role) in wanted.items()
    }


def ask(people, person="writer", by="manager", at=NOW):
    return ask_recovery(
        person=people[person], reason="telefono rotto", by=people[by], at=at
    )


@pytest.mark.parametrize(
    ("by", "person", "may"),
    [
        ("manager", "writer", True),
        ("manager", "operator", True),
        ("manager", "manager", False),
        ("manager", "foreign", False),
        ("manager", "coordinator", False),
        ("manager", "boss", False),
        ("foreign_manager", "writer", False),
        ("boss", "writer", True),
        ("boss", "boss2", True),
        ("boss", "coordinator", True),
        ("boss", "boss", False),
        ("coordinator", "writer", False),
        ("writer", "operator", False),
        ("operator", "writer", False),
    ],
)
def test_who_may_ask_for_whom(people, by, person, may):
    assert permissions.can_ask(people[by], people[person], NOW) is may
    if not may:
        with pytest.raises(NotAllowed):
            ask(people, person, by)
        assert not FactorRecovery.objects.exists()


def test_somebody_who_also_administers_is_not_a_responsabile_s_to_ask_for(people):
    from accounts.actions import grant
    from accounts.roles import RoleCode

    grant(user=people["writer"], role=RoleCode.ADMINISTRATOR)
    assert not permissions.can_ask(people["manager"], people["writer"], NOW)
    assert permissions.can_ask(people["boss"], people["writer"], NOW)


@pytest.mark.parametrize(
    ("asked_by", "decided_by", "may"),
    [
        ("manager", "boss", True),
        ("manager", "coordinator", True),
        ("boss", "boss2", True),
        ("boss", "boss", False),
        ("manager", "manager", False),
        ("manager", "foreign_manager", False),
        ("manager", "writer", False),
        ("manager", "operator", False),
    ],
)
def test_who_may_approve(people, asked_by, decided_by, may):
    give_app(people["writer"])
    recovery = ask(people, by=asked_by)
    if may:
        approve_recovery(recovery=recovery, by=people[decided_by], at=NOW)
    else:
        with pytest.raises(NotAllowed):
            approve_recovery(recovery=recovery, by=people[decided_by], at=NOW)
    assert factor.has(people["writer"]) is not may


def test_nobody_approves_their_own(people):
    recovery = ask(people, "boss2", "boss")
    with pytest.raises(NotAllowed):
        approve_recovery(recovery=recovery, by=people["boss2"], at=NOW)


def test_a_request_of_somebody_whose_right_ended_is_not_approved(people):
    give_app(people["writer"])
    recovery = ask(people)
    people["manager"].memberships.update(valid_until=NOW.date() - dt.timedelta(1))
    with pytest.raises(NotAllowed, match="non può più farla"):
        approve_recovery(recovery=recovery, by=people["boss"], at=NOW)
    assert factor.has(people["writer"])
    refuse_recovery(recovery=recovery, by=people["boss"], at=NOW)


def test_both_people_stand_in_the_log(people):
    approve_recovery(recovery=ask(people), by=people["boss"], at=NOW)
    asked, approved = ModelLogEntry.objects.filter(
        action__endswith="_recovery"
    ).order_by("pk")
    assert (asked.action, asked.user) == ("accounts.ask_recovery", people["manager"])
    assert approved.user == people["boss"]
    assert approved.data["asked_by"] == people["manager"].pk
    assert approved.object_id == str(people["writer"].pk)


def test_an_approval_ends_the_person_s_sessions_and_opens_the_set_up(
    people, at_once, mailoutbox
):
    person = people["writer"]
    give_app(person)
    client = Client()
    client.post("/accesso/login/", {"login": person.email, "password": PASSWORD})
    client.post("/accesso/secondo-fattore/codice/", {"code": code_of()})
    assert client.get("/admin/").status_code == 200
    approve_recovery(recovery=ask(people), by=people["boss"], at=timezone.now())
    assert client.get("/admin/").url.startswith("/accesso/login/")
    assert not Authenticator.objects.filter(user=person).exists()
    client.post("/accesso/login/", {"login": person.email, "password": PASSWORD})
    assert client.get("/admin/").url == "/accesso/secondo-fattore/prepara/"
    secret = client.get("/accesso/secondo-fattore/app/").context["form"].secret
    client.post("/accesso/secondo-fattore/app/", {"code": code_of(secret)})
    assert client.get("/admin/").status_code == 200
    assert FactorRecovery.objects.get().completed_at


def test_after_a_day_the_set_up_is_shut_again(people):
    person = people["writer"]
    late = timezone.now() - DAY
    approve_recovery(recovery=ask(people, at=late), by=people["boss"], at=late)
    client = Client()
    client.post("/accesso/login/", {"login": person.email, "password": PASSWORD})
    for path in ("app/", "chiavi/nuova/"):
        answer = client.get(f"/accesso/secondo-fattore/{path}")
        assert answer.url == "/accesso/secondo-fattore/prepara/"
    page = client.get("/accesso/secondo-fattore/prepara/").content.decode()
    assert "serve una nuova richiesta" in page
    again = ask(people, at=timezone.now())
    approve_recovery(recovery=again, by=people["boss"], at=timezone.now())
    assert not factor.may_set_up(person, timezone.now() + DAY)


def test_a_request_waits_a_day_and_one_at_a_time(people):
    recovery = ask(people)
    with pytest.raises(NotAllowed, match="aspetta"):
        ask(people, by="boss")
    with pytest.raises(NotAllowed, match="scaduta"):
        approve_recovery(recovery=recovery, by=people["boss"], at=NOW + DAY)
    ask(people, at=NOW + DAY)
    recovery.refresh_from_db()
    assert recovery.outcome == "expired"
    assert str(recovery) == "writer@example.org: Scaduta"


def test_what_was_decided_stays(people):
    give_app(people["writer"])
    recovery = ask(people)
    refuse_recovery(recovery=recovery, by=people["coordinator"], at=NOW)
    with pytest.raises(NotAllowed):
        approve_recovery(recovery=recovery, by=people["boss"], at=NOW)
    assert factor.has(people["writer"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"asked_by": "writer"},
        {"outcome": "approved", "decided_by": "manager"},
        {"outcome": "approved", "decided_by": "writer"},
        {"outcome": "approved"},
    ],
)
def test_the_database_wants_two_people_as_well(people, wrong):
    facts = {"outcome": "", "asked_by": "manager", "decided_by": None, **wrong}
    with pytest.raises(IntegrityError), transaction.atomic():
        FactorRecovery.objects.create(
            person=people["writer"],
            asked_by=people[facts["asked_by"]],
            asked_at=NOW,
            outcome=facts["outcome"],
            decided_by=people.get(facts["decided_by"]),
            decided_at=NOW if facts["decided_by"] else None,
        )


def inside(user):
    client = Client()
    client.force_login(user)
    return client


def test_the_page_asks_and_another_s_page_approves(people, mailoutbox):
    give_app(people["writer"])
    manager, boss = inside(people["manager"]), inside(people["boss"])
    data = {"person": people["writer"].pk, "reason": "ha cambiato telefono"}
    assert manager.post(PAGE, data).url == PAGE
    again = manager.post(PAGE, data).content.decode()
    assert "già una richiesta che aspetta" in again
    assert "ha cambiato telefono" in again
    row = FactorRecovery.objects.get()
    page = boss.get(PAGE).content.decode()
    assert "Chiesta da manager@example.org" in page
    assert "Approva" in page
    assert 'value="approve"' not in manager.get(PAGE).content.decode()
    manager.post(f"{PAGE}{row.pk}/", {"decision": "approve"})
    assert factor.has(people["writer"])
    boss.post(f"{PAGE}{row.pk}/", {"decision": "boh"})
    assert factor.has(people["writer"])
    boss.post(f"{PAGE}{row.pk}/", {"decision": "approve"})
    assert not factor.has(people["writer"])
    (message,) = mailoutbox
    assert message.to == ["writer@example.org"]
    assert "manager@example.org ha chiesto, e boss@example.org" in message.body
    assert "http://localhost:8000/accesso/login/" in message.body


def test_the_page_offers_only_one_s_own_people(people):
    offered = inside(people["manager"]).get(PAGE).context["form"].fields["person"]
    assert set(offered.queryset) == {people["writer"], people["operator"]}
    data = {"person": people["foreign"].pk, "reason": "x"}
    answer = inside(people["manager"]).post(PAGE, data)
    assert answer.context["form"].errors["person"]
    assert not FactorRecovery.objects.exists()


@pytest.mark.parametrize("name", ["writer", "operator"])
def test_the_page_is_for_those_who_ask_or_decide(people, name):
    row = ask(people)
    client = inside(people[name])
    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}{row.pk}/", {"decision": "approve"}).status_code == 404


def test_another_body_s_requests_are_not_seen(people):
    row = ask(people)
    client = inside(people["foreign_manager"])
    assert "writer@example.org" not in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}{row.pk}/", {"decision": "refuse"}).status_code == 404
