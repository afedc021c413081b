"""Login at the body's own provider, against a real one on this machine."""

import json
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from config.environment import provider_apps, read
from django.test import Client
from django.utils.html import escape

from accounts.login.provider import shows_second_factor
from accounts.models import User
from tests.factories import code_of, give_app, make_member

START = "/accesso/oidc/ente/"
PEOPLE = [
    {"sub": "one", "email": "operatrice@example.org", "email_verified": True},
    {"sub": "writer", "email": "Redattrice@Example.org", "email_verified": True},
    {"sub": "strong", "email": "redattrice@example.org", "email_verified": True,
     "amr": ["pwd", "mfa"]},
    {"sub": "unverified", "email": "operatrice@example.org", "email_verified": False},
    {"sub": "text", "email": "operatrice@example.org", "email_verified": "false"},
    {"sub": "stranger", "email": "nessuno@example.org", "email_verified": True},
    {"sub": "nameless"},
]  # fmt: skip


@pytest.fixture(scope="session")
def issuer():
    """The address of a provider that knows `PEOPLE`."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    claims = [part for one in PEOPLE for part in ("--user-claims", json.dumps(one))]
    program = Path(sys.executable).with_name("oidc-provider-mock")
    process = subprocess.Popen(
        [program, "--port", str(port), *claims],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    try:
        while True:
            try:
                known = f"{address}/.well-known/openid-configuration"
                requests.get(known, timeout=2).raise_for_status()
                break
            except requests.RequestException:
                assert process.poll() is None, "the provider did not start"
                assert time.monotonic() < deadline
                time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture
def provider(issuer, settings):
    environment = {
        "OIDC_ISSUER": issuer,
        "OIDC_CLIENT_ID": "sportello",
        "OIDC_CLIENT_SECRET": "una parola",
        "OIDC_NAME": "il Comune",
    }
    apps = provider_apps(read(environment))
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}
    return issuer


@pytest.fixture
def operator(body):
    return make_member(body, "operator", "operatrice@example.org")


@pytest.fixture
def writer(body):
    return make_member(body, "editor", "redattrice@example.org")


def way_out(client, query=""):
    """The provider's address, to which the browser goes on by itself."""
    answer = client.post(f"{START}{query}")
    # A redirect would be refused: the page with the form allows forms to this site alone.
    assert answer.status_code == 200
    address = answer.context["address"]
    assert f'content="0; url={escape(address)}"' in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    return address


def enter(sub, client=None, query=""):
    """Go to the provider as `sub` and come back: the client and the last answer."""
    client = client or Client()
    away = way_out(client, query)
    back = requests.post(
        away, data={"sub": sub}, allow_redirects=False, timeout=10
    ).headers["Location"]
    parts = urlsplit(back)
    return client, client.get(f"{parts.path}?{parts.query}")


def is_in(client, user):
    return client.session.get("_auth_user_id") == str(user.pk)


def test_a_person_with_an_account_gets_in_by_a_verified_address(provider, operator):
    client, answer = enter("one")
    assert answer.url == "/accesso/dentro/"
    assert is_in(client, operator)
    assert SocialAccount.objects.get().user == operator
    operator.refresh_from_db()
    assert operator.check_password("una parola lunga")


def test_once_connected_the_address_at_the_provider_may_change(provider, operator):
    enter("one")
    operator.email = "nuova@example.org"
    operator.save()
    client, _ = enter("one")
    assert is_in(client, operator)


@pytest.mark.parametrize("sub", ["unverified", "text", "stranger", "nameless"])
def test_nobody_else_gets_in_and_no_account_is_made(provider, operator, sub):
    client, answer = enter(sub)
    assert answer.status_code == 403
    assert "su invito" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert User.objects.count() == 1
    assert not SocialAccount.objects.exists()


def test_who_is_switched_off_stays_out(provider, operator):
    enter("one")
    operator.is_active = False
    operator.save()
    client, answer = enter("one")
    assert answer.status_code == 403
    assert "_auth_user_id" not in client.session


def test_our_second_factor_is_asked_all_the_same(provider, writer):
    give_app(writer)
    for sub in ("writer", "strong"):
        client, answer = enter(sub)
        assert answer.url == "/accesso/secondo-fattore/codice/"
        assert "_auth_user_id" not in client.session
    client.post(answer.url, {"code": code_of()})
    assert client.get("/admin/").status_code == 200


def test_and_has_to_be_set_up(provider, writer):
    client, _ = enter("strong")
    assert client.get("/admin/").url == "/accesso/secondo-fattore/prepara/"


def test_the_provider_s_counts_where_a_setting_says_so(provider, writer, settings):
    settings.OIDC_SECOND_FACTOR = ("mfa", "hwk")
    client, _ = enter("strong")
    assert client.get("/admin/").status_code == 200
    client, _ = enter("writer")
    assert client.get("/admin/").url == "/accesso/secondo-fattore/prepara/"
    give_app(writer)
    client, answer = enter("strong")
    assert is_in(client, writer)
    client, answer = enter("writer")
    assert answer.url == "/accesso/secondo-fattore/codice/"


@pytest.mark.parametrize(
    ("data", "shows"),
    [
        ({"id_token": {"amr": ["mfa"]}}, True),
        ({"id_token": {"amr": "mfa"}}, True),
        ({"id_token": {"acr": "mfa"}}, True),
        ({"id_token": {"amr": ["pwd"]}}, False),
        ({"id_token": {"amr": None}}, False),
        ({"userinfo": {"amr": ["mfa"]}}, False),
        ({}, False),
    ],
)
def test_only_the_signed_answer_counts(settings, data, shows):
    settings.OIDC_SECOND_FACTOR = ("mfa",)
    assert shows_second_factor(data) is shows
    settings.OIDC_SECOND_FACTOR = ()
    assert not shows_second_factor(data)


def test_the_exchange_is_bound_to_this_browser(provider, operator):
    client = Client()
    away = way_out(client)
    asked = parse_qs(urlsplit(away).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert asked["redirect_uri"] == ["http://testserver/accesso/oidc/ente/ritorno/"]
    back = requests.post(
        away, data={"sub": "one"}, allow_redirects=False, timeout=10
    ).headers["Location"]
    parts = urlsplit(back)
    other = Client()
    answer = other.get(f"{parts.path}?{parts.query}")
    assert "_auth_user_id" not in other.session
    assert "Non siamo riusciti" in answer.content.decode()


def test_a_logged_in_person_is_never_connected_by_a_link(provider, operator, writer):
    client = Client()
    client.force_login(writer)
    _, answer = enter("one", client, "?process=connect")
    assert answer.status_code == 403
    assert not SocialAccount.objects.exists()


def test_the_way_out_begins_with_a_button(provider, home):
    page = Client().get("/accesso/login/").content.decode()
    assert "Accedi con il Comune" in page
    assert Client().get(START).status_code == 200


def test_without_the_setting_there_is_no_such_way(home):
    assert (
        "Accedi con il Comune" not in Client().get("/accesso/login/").content.decode()
    )
    assert Client().post(START).status_code == 404
    assert Client().get(f"{START}ritorno/?code=x&state=y").status_code == 404


def test_a_person_who_goes_back_is_told(provider, home):
    client = Client()
    away = way_out(client)
    back = requests.post(
        away, data={"action": "deny"}, allow_redirects=False, timeout=10
    ).headers["Location"]
    query = parse_qs(urlsplit(away).query)["state"][0]
    answer = client.get(f"{START}ritorno/?error=access_denied&state={query}")
    assert "access_denied" in back
    assert "annullato" in client.get(answer.url).content.decode()


def test_a_provider_that_is_down_breaks_nothing(settings, home):
    apps = provider_apps(
        read({"OIDC_ISSUER": "http://127.0.0.1:9", "OIDC_CLIENT_ID": "x"})
    )
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}
    answer = Client().post(START)
    assert answer.status_code == 503
    assert "Non siamo riusciti" in answer.content.decode()
