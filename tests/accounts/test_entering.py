"""Who gets in: accounts are given, never taken."""

import pytest
from django.contrib.auth import authenticate
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.actions import grant
from accounts.models import User
from accounts.roles import RoleCode
from tests.factories import make_member

PASSWORD = "una parola lunga"
LOGIN = "/accesso/login/"


@pytest.fixture
def person(home):
    user = User.objects.create_user("Maria.Rossi@Example.org", PASSWORD)
    grant(user=user, role=RoleCode.COORDINATOR)
    return user


def test_a_person_is_known_by_the_address_in_small_letters(person):
    assert person.email == "maria.rossi@example.org"
    assert str(person) == "maria.rossi@example.org"
    assert not person.is_superuser
    assert person.username is None


@pytest.mark.parametrize(
    "typed", ["maria.rossi@example.org", "Maria.Rossi@example.org", "MARIA.ROSSI@EXAMPLE.ORG"]
)  # fmt: skip
def test_login_takes_the_address_in_any_case(person, typed):
    client = Client()
    answer = client.post(LOGIN, {"login": typed, "password": PASSWORD})
    assert answer.status_code == 302
    assert answer.url == "/accesso/dentro/"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert User.objects.get_by_natural_key(typed) == person
    assert authenticate(None, username=typed, password=PASSWORD) == person


def test_a_wrong_password_is_told_without_telling_who_exists(person):
    answers = [
        Client().post(LOGIN, {"login": login, "password": "sbagliata"})
        for login in (person.email, "nessuno@example.org")
    ]
    known, unknown = (
        a.content.decode().replace(login, "X")
        for a, login in zip(answers, (person.email, "nessuno@example.org"), strict=True)
    )
    assert [a.status_code for a in answers] == [200, 200]
    assert without_tokens(known) == without_tokens(unknown)


def without_tokens(text):
    import re

    return re.sub(r'value="[A-Za-z0-9]{64}"', "", text)


def test_who_is_switched_off_does_not_get_in(person):
    person.is_active = False
    person.save()
    client = Client()
    client.post(LOGIN, {"login": person.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_after_many_wrong_passwords_the_right_one_waits(person):
    client = Client()
    for _ in range(5):
        client.post(LOGIN, {"login": person.email, "password": "sbagliata"})
    answer = client.post(LOGIN, {"login": person.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    assert "Aspetta cinque minuti" in answer.content.decode()


def test_two_people_never_share_an_address(person):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="MARIA.ROSSI@example.org")


def test_an_administrator_has_every_right(db):
    boss = User.objects.create_superuser("capo@example.org")
    assert boss.is_superuser
    assert boss.is_staff
    assert not boss.has_usable_password()


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_signs_up(home, method):
    data = {
        "email": "nuova@example.org",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    answer = getattr(Client(), method)("/accesso/signup/", data)
    assert answer.status_code == 403
    assert 'name="password1"' not in answer.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_wagtail_s_own_login_leads_to_the_one_way_in(person, method):
    data = {"username": person.email, "password": PASSWORD}
    client = Client()
    answer = getattr(client, method)("/admin/login/?next=/admin/services/", data)
    assert answer.status_code == 302
    assert answer.url.startswith(LOGIN)
    assert "_auth_user_id" not in client.session


def test_the_admin_asks_to_log_in_and_comes_back(person):
    answer = Client().get("/admin/services/")
    assert answer.status_code == 302
    assert answer.url == f"{LOGIN}?next=/admin/services/"
    client = Client()
    data = {"login": person.email, "password": PASSWORD}
    assert client.post(answer.url, data).url == "/admin/services/"


def test_after_login_nobody_is_sent_to_another_site(person):
    data = {"login": person.email, "password": PASSWORD, "next": "https://evil.example"}
    assert Client().post(LOGIN, data).url == "/accesso/dentro/"


def test_asking_for_a_new_password_does_not_tell_who_exists(person):
    answers = [
        Client().post("/accesso/password/reset/", {"email": address}, follow=True)
        for address in (person.email, "nessuno@example.org")
    ]
    known, unknown = answers
    assert known.status_code == unknown.status_code == 200
    assert known.redirect_chain == unknown.redirect_chain
    assert without_tokens(known.content.decode()) == without_tokens(
        unknown.content.decode()
    )
    assert person.email in [to for message in mail.outbox for to in message.to]


@pytest.mark.parametrize(
    "path",
    ["login/", "signup/", "password/reset/", "password/reset/done/", "inactive/"],
)
def test_pages_of_accounts_speak_italian_in_the_site_s_frame(home, path):
    page = Client().get(f"/accesso/{path}").content.decode()
    assert '<html lang="it"' in page
    assert "Parla con una persona" in page


def test_logging_out_asks_first_and_leaves_nothing(person):
    client = Client()
    client.force_login(person)
    assert client.get("/accesso/logout/").status_code == 200
    assert client.post("/accesso/logout/").url == "/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("role", ["operator", "referent"])
def test_who_has_no_business_in_the_admin_is_told_and_not_sent_in_circles(body, role):
    client = Client()
    client.force_login(make_member(body, role, "persona@example.org"))
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1] == ("/accesso/", 302)
    assert len(answer.redirect_chain) == 2
    assert "non hai i permessi" in answer.content.decode().lower()
