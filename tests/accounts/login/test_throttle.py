"""Guessing is slow; an office of fifty behind one address is never shut out."""

import pytest
from django.contrib.auth import hashers
from django.core.cache import cache, caches
from django.test import Client

from accounts.login.cache import digest
from accounts.models import LoginCacheRow
from tests.factories import make_member

PASSWORD = "una parola lunga"
LOGIN = "/accesso/login/"
OFFICE, ELSEWHERE = "93.45.12.200", "198.51.100.7"


@pytest.fixture
def person(body):
    return make_member(body, "operator", "operatrice@example.org")


def attempt(email, password="sbagliata", address=OFFICE):
    client = Client(REMOTE_ADDR=address)
    client.post(LOGIN, {"login": email, "password": password})
    return "_auth_user_id" in client.session


def test_mistakes_of_one_do_not_shut_out_the_others_of_the_office(person, body):
    colleague = make_member(body, "operator", "collega@example.org")
    for n in range(10):
        attempt(f"persona{n % 3}@example.org")
        attempt(person.email)
    assert not attempt(person.email, PASSWORD)
    assert attempt(colleague.email, PASSWORD)


def test_at_another_address_the_person_still_gets_in(person):
    for _ in range(6):
        attempt(person.email)
    assert attempt(person.email, PASSWORD, ELSEWHERE)


def test_fifty_people_enter_from_one_address_in_a_minute(person):
    for n in range(50):
        attempt(f"persona{n}@example.org")
    assert attempt(person.email, PASSWORD)


def test_many_addresses_together_guess_slowly_too(person):
    for n in range(25):
        attempt(person.email, address=f"198.51.100.{n}")
    assert not attempt(person.email, PASSWORD, "198.51.100.99")


def test_and_do_not_shut_the_person_out_of_the_own_office(person):
    assert attempt(person.email, PASSWORD)
    for n in range(25):
        attempt(person.email, address=f"198.51.100.{n}")
    assert attempt(person.email, PASSWORD)


def test_entering_does_not_forgive_the_guesses_before(person):
    for _ in range(4):
        attempt(person.email)
    assert attempt(person.email, PASSWORD)
    attempt(person.email)
    assert not attempt(person.email, PASSWORD)


def test_the_one_address_of_ipv6_households_counts_as_one(person):
    for n in range(5):
        attempt(person.email, address=f"2001:db8:1:2::{n}")
    assert not attempt(person.email, PASSWORD, "2001:db8:1:2::99")


def test_counts_lie_in_the_database_for_all_processes(person):
    attempt(person.email)
    assert LoginCacheRow.objects.exists()
    assert not any("operatrice" in key or OFFICE in key for key in keys())
    cache.clear()  # another process's memory is empty as well
    for _ in range(4):
        attempt(person.email)
    assert not attempt(person.email, PASSWORD)


def keys():
    return LoginCacheRow.objects.values_list("cache_key", flat=True)


def test_the_rest_of_the_cache_stays_in_memory(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        cache.set("elsewhere", 1)
        assert cache.add("elsewhere", 2) is False
        assert cache.get("elsewhere") == 1
        assert cache.delete("elsewhere")
    cache.set("allauth:one", 1)
    assert cache.add("allauth:one", 2) is False
    assert caches["login"].get(digest("allauth:one")) == cache.get("allauth:one") == 1
    assert caches["login"].get("allauth:one") is None
    assert cache.delete("allauth:one")
    assert cache.get("allauth:one", "none") == "none"


@pytest.mark.password_alone
def test_a_new_password_begins_anew(person, mailoutbox):
    for _ in range(5):
        attempt(person.email)
    client = Client(REMOTE_ADDR=OFFICE)
    client.post("/accesso/password/reset/", {"email": person.email})
    lines = mailoutbox[0].body.splitlines()
    link = next(line for line in lines if line.startswith("http"))
    assert link.startswith("http://localhost:8000/accesso/password/reset/key/")
    form = client.get(link.removeprefix("http://localhost:8000"), follow=True)
    new = "tre parole nuove insieme"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert attempt(person.email, new)


@pytest.fixture
def hashed(monkeypatch, settings):
    """Counts the work of hashing, with the hash of production."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    done = []
    real = hashers.Argon2PasswordHasher

    def counted(name):
        act = getattr(real, name)

        def call(self, *args, **kwargs):
            done.append(name)
            return act(self, *args, **kwargs)

        return call

    for name in ("encode", "verify"):
        monkeypatch.setattr(real, name, counted(name))
    return done


def test_known_and_unknown_cost_the_same_work(body, hashed):
    person = make_member(body, "operator", "operatrice@example.org")
    assert person.password.startswith("argon2")
    answers = []
    for email in (person.email, "nessuno@example.org"):
        hashed.clear()
        answer = Client().post(LOGIN, {"login": email, "password": "sbagliata"})
        text = answer.content.decode().replace(email, "X")
        answers.append((len(hashed), answer.status_code, without_tokens(text)))
    assert answers[0] == answers[1]
    assert answers[0][0] == 1
    assert attempt(person.email, PASSWORD)


def without_tokens(text):
    import re

    return re.sub(r'value="[A-Za-z0-9]{64}"', "", text)


def test_asking_for_a_new_password_writes_one_mail_to_either(person, mailoutbox):
    for email in (person.email, "nessuno@example.org"):
        Client().post("/accesso/password/reset/", {"email": email})
    assert [message.to for message in mailoutbox] == [
        [person.email],
        ["nessuno@example.org"],
    ]
    assert {message.subject for message in mailoutbox} == {"Una nuova password"}
    assert "non c'è un accesso" in mailoutbox[1].body


def test_a_link_in_a_mail_never_follows_the_request(person, mailoutbox, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client = Client(SERVER_NAME="evil.example")
    client.post("/accesso/password/reset/", {"email": person.email})
    assert "evil.example" not in mailoutbox[0].body


def test_a_mail_server_that_refuses_shows_nobody_an_error(person, monkeypatch, caplog):
    from django.core.mail.backends.locmem import EmailBackend

    def refuse(self, messages):
        raise OSError("no route")

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    for email in (person.email, "nessuno@example.org"):
        answer = Client().post("/accesso/password/reset/", {"email": email})
        assert answer.url == "/accesso/password/reset/done/"
    assert "OSError" in caplog.text
    assert person.email not in caplog.text
