"""Nobody enters the admin, or what belongs to it, without a second factor."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.core.cache import caches
from django.test import Client

from accounts.login import factor
from accounts.models import User
from tests.factories import code_of, give_app, make_member, restrict

PASSWORD = "una parola lunga"
LOGIN, SET_UP = "/accesso/login/", "/accesso/secondo-fattore/prepara/"
APP, CODE = "/accesso/secondo-fattore/app/", "/accesso/secondo-fattore/codice/"


@pytest.fixture
def writer(body):
    return make_member(body, "editor", "redattrice@example.org")


@pytest.fixture
def operator(body):
    return make_member(body, "operator", "operatrice@example.org")


def enter(user, password=PASSWORD, client=None):
    client = client or Client()
    client.post(LOGIN, {"login": user.email, "password": password})
    return client


@pytest.mark.parametrize("role", ["editor", "manager", "coordinator", "administrator"])
@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/pages/", "/admin/login/", "/admin/logout/"]
)
def test_whoever_enters_the_admin_sets_a_factor_up_first(body, role, path):
    where = body if role in {"editor", "manager"} else None
    client = enter(make_member(where, role, f"{role}@example.org"))
    for method in ("get", "post"):
        answer = getattr(client, method)(path)
        assert (answer.status_code, answer.url) in {
            (302, SET_UP),
            (302, f"{LOGIN}"),  # the admin's own login form does not exist
        }
    assert client.get("/admin/").url == SET_UP


def test_a_right_given_by_hand_asks_for_it_too(operator, db):
    group = Group.objects.create(name="a mano")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    operator.groups.add(group)
    assert enter(operator).get("/admin/").url == SET_UP


def test_pages_of_accounts_are_shut_until_then(writer):
    client = enter(writer)
    for path in ("", "sessioni/", "password/cambia/", "secondo-fattore/", "perso/"):
        answer = client.get(f"/accesso/{path}")
        assert answer.status_code in {302, 404}
        assert answer.status_code == 404 or answer.url == SET_UP


def test_everywhere_else_the_person_is_a_visitor_until_then(home, writer, operator):
    sheet = home.get_children().get(slug="servizi")
    restrict(sheet)
    assert enter(writer).get("/servizi/").status_code == 302
    client = enter(writer)
    give_app(writer)
    client.post("/accesso/secondo-fattore/conferma/", {"code": code_of()})
    assert client.get("/servizi/").status_code == 200


def test_an_operator_may_do_without(operator):
    client = enter(operator)
    assert client.get("/accesso/").status_code == 200
    assert client.get("/accesso/secondo-fattore/").status_code == 200
    assert client.get("/admin/").url != SET_UP


def test_the_first_app_is_set_up_right_after_login_and_opens_the_admin(
    writer, at_once, mailoutbox
):
    client = enter(writer)
    page = client.get(APP)
    secret = page.context["form"].secret
    assert "data:image/svg+xml" in page.content.decode()
    answer = client.post(APP, {"code": code_of(secret)})
    assert answer.url == "/accesso/secondo-fattore/codici/"
    codes = client.get(answer.url).content.decode()
    assert codes.count("<li><code>") == 10
    assert "Stampa questo foglio" in codes
    assert client.get("/admin/").status_code == 200
    assert [message.subject for message in mailoutbox] == ["Secondo fattore attivato"]


def test_a_session_from_before_adds_no_factor_beside_the_one_it_did_not_show(writer):
    client = enter(writer)
    give_app(writer)  # in another browser
    answer = client.get("/accesso/secondo-fattore/chiavi/nuova/")
    assert answer.status_code == 302
    assert answer.url.startswith("/accesso/secondo-fattore/conferma/")
    client.post("/accesso/secondo-fattore/conferma/", {"code": code_of()})
    assert client.get("/accesso/secondo-fattore/chiavi/nuova/").status_code == 200


def test_a_wrong_first_code_changes_nothing(writer):
    client = enter(writer)
    client.get(APP)
    answer = client.post(APP, {"code": "000000"})
    assert "Il codice non è giusto" in answer.content.decode()
    assert not Authenticator.objects.exists()
    assert client.get("/admin/").url == SET_UP


def test_later_the_password_alone_lets_nobody_in(writer):
    give_app(writer)
    client = Client()
    data = {"login": writer.email, "password": PASSWORD}
    answer = client.post(f"{LOGIN}?next=/admin/pages/", data)
    assert answer.url == CODE
    assert "_auth_user_id" not in client.session
    assert client.get("/admin/").url.startswith(LOGIN)
    wrong = client.post(CODE, {"code": "123456"})
    assert "Il codice non è giusto" in wrong.content.decode()
    assert client.post(CODE, {"code": code_of()}).url == "/admin/pages/"
    assert client.get("/admin/").status_code == 200


def test_a_code_is_taken_once(writer):
    give_app(writer)
    code = code_of()
    assert enter(writer).post(CODE, {"code": code}).status_code == 302
    again = enter(writer).post(CODE, {"code": code})
    assert "l'hai già usato" in again.content.decode().replace("&#x27;", "'")


def test_the_clock_of_the_phone_may_be_a_little_wrong(writer):
    give_app(writer)
    assert enter(writer).post(CODE, {"code": code_of(steps=-1)}).status_code == 302
    assert enter(writer).post(CODE, {"code": code_of(steps=-3)}).status_code == 200


def test_a_code_from_paper_enters_once(writer):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    give_app(writer)
    code = RecoveryCodes.activate(writer).generate_codes()[0]
    assert enter(writer).post(CODE, {"code": code}).status_code == 302
    assert enter(writer).post(CODE, {"code": code}).status_code == 200


def test_codes_are_not_guessed(writer):
    give_app(writer)
    client = enter(writer)
    for guess in range(5):
        client.post(CODE, {"code": f"00000{guess}"})
    answer = client.post(CODE, {"code": code_of()})
    assert "Troppi tentativi" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_secrets_are_not_readable_in_the_database(writer):
    row = give_app(writer)
    assert "JBSWY3DP" not in str(row.data)
    assert row.wrap().validate_code(code_of())


def test_with_another_secret_key_no_code_is_right_and_nothing_breaks(
    writer, settings, caplog
):
    give_app(writer)
    settings.SECRET_KEY = "another key, also of no use but to the tests" * 2
    client = enter(writer)
    for code in (code_of(), code_of(""), code_of("A" * 8)):
        assert client.post(CODE, {"code": code}).status_code == 200
    assert "another SECRET_KEY" in caplog.text


def test_an_older_key_still_reads_what_it_wrote(writer, settings):
    row = give_app(writer)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, also of no use but to the tests" * 2
    assert row.wrap().validate_code(code_of())


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_needs_one_cannot_take_the_only_one_away(writer, method):
    row = give_app(writer)
    client = enter(writer)
    client.post(CODE, {"code": code_of()})
    client.post("/accesso/conferma/", {"password": PASSWORD})
    answer = getattr(client, method)("/accesso/secondo-fattore/app/togli/")
    assert "non può restare senza" in answer.content.decode()
    assert Authenticator.objects.filter(pk=row.pk).exists()


def made_by_a_key():
    """What a browser sends when a key was made, without the key."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from fido2.cose import ES256
    from fido2.utils import websafe_encode
    from fido2.webauthn import (
        Aaguid,
        AttestationObject,
        AttestedCredentialData,
        AuthenticatorData,
        CollectedClientData,
    )

    public = ES256.from_cryptography_key(
        ec.generate_private_key(ec.SECP256R1()).public_key()
    )
    key = AttestedCredentialData.create(Aaguid.NONE, b"a key", public)
    data = AuthenticatorData.create(bytes(32), 0x41, 0, key)
    client = CollectedClientData.create("webauthn.create", b"x", "http://localhost")
    return {
        "id": websafe_encode(b"a key"),
        "rawId": websafe_encode(b"a key"),
        "type": "public-key",
        "clientExtensionResults": {},
        "response": {
            "clientDataJSON": websafe_encode(client),
            "attestationObject": websafe_encode(
                AttestationObject.create("none", data, {})
            ),
        },
    }


def key_of(user, name="chiave"):
    return Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": name, "credential": made_by_a_key()},
    )


def test_the_last_key_stays_too_and_a_second_one_may_go(writer):
    row = key_of(writer)
    client = Client()
    client.force_login(writer)
    path = f"/accesso/secondo-fattore/chiavi/{row.pk}/togli/"
    client.post("/accesso/conferma/", {"password": PASSWORD})
    assert client.post(path).url == "/accesso/secondo-fattore/chiavi/"
    assert factor.has(writer)
    give_app(writer)
    client.post(path)
    assert not Authenticator.objects.filter(pk=row.pk).exists()


def test_nobody_touches_another_s_key(writer, operator):
    row = key_of(operator)
    client = Client()
    client.force_login(writer)
    client.post("/accesso/conferma/", {"password": PASSWORD})
    for tail in ("", "togli/"):
        path = f"/accesso/secondo-fattore/chiavi/{row.pk}/{tail}"
        assert client.post(path, {"name": "mia"}).status_code == 404
    assert Authenticator.objects.get(pk=row.pk).data["name"] == "chiave"


@pytest.mark.parametrize(
    "path",
    ["app/", "app/togli/", "chiavi/nuova/", "codici/", "codici/nuovi/"],
)
def test_before_factors_change_the_person_confirms(writer, path):
    give_app(writer)
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    RecoveryCodes.activate(writer)
    client = Client()
    client.force_login(writer)
    answer = client.get(f"/accesso/secondo-fattore/{path}")
    assert answer.url.startswith("/accesso/conferma/")


@pytest.mark.password_alone
def test_a_session_without_it_confirms_where_a_factor_is_set_up(writer):
    client = Client()
    client.force_login(writer)
    give_app(writer)
    answer = client.get("/admin/pages/")
    assert answer.url == "/accesso/secondo-fattore/conferma/?next=%2Fadmin%2Fpages%2F"
    assert client.post(answer.url, {"code": code_of()}).url == "/admin/pages/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.password_alone
def test_another_person_s_factor_does_not_count(writer, operator):
    from tests.factories import show_factor

    client = Client()
    client.force_login(writer)
    show_factor(client, operator)
    assert client.get("/admin/").url == SET_UP


@pytest.mark.password_alone
def test_a_new_password_by_mail_keeps_the_factor(writer, mailoutbox):
    give_app(writer)
    client = Client()
    client.post("/accesso/password/reset/", {"email": writer.email})
    (message,) = mailoutbox
    assert "secondo fattore resta" in message.body
    link = next(line for line in message.body.splitlines() if line.startswith("http"))
    form = client.get(link.replace("http://localhost:8000", ""), follow=True)
    new = "tre parole nuove insieme"
    done = client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert done.url == "/accesso/password/reset/key/done/"
    assert "_auth_user_id" not in client.session
    assert client.post(LOGIN, {"login": writer.email, "password": new}).url == CODE


@pytest.mark.password_alone
def test_no_log_holds_the_key_to_a_new_password(writer, mailoutbox, caplog):
    caplog.set_level("INFO")
    client = Client()
    client.post("/accesso/password/reset/", {"email": writer.email})
    link = next(
        line for line in mailoutbox[0].body.splitlines() if line.startswith("http")
    )
    key = link.rstrip("/").rpartition("-")[2]
    client.get(link.replace("http://localhost:8000", ""))
    lines = "\n".join(record.getMessage() for record in caplog.records)
    assert "/accesso/password/reset/key/-" in lines
    assert key not in lines


@pytest.mark.password_alone
@pytest.mark.parametrize(
    "path",
    [
        *("/admin/password_reset/", "/admin/password_reset/confirm/MQ/abc-def/"),
        *("/accesso/signup/", "/accesso/ente/signup/", "/accesso/ente/connessioni/"),
        *("/accesso/email/", "/accesso/password/set/"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_stock_doors_are_shut(home, writer, path, method):
    data = {"email": writer.email, "new_password1": "x" * 20, "new_password2": "x" * 20}
    answer = getattr(Client(), method)(path, data)
    assert answer.status_code == 403
    assert "su invito" in answer.content.decode()
    assert writer.check_password(PASSWORD)


def test_no_bypass_is_set():
    from allauth.mfa import app_settings
    from config.settings import base, dev

    for place in (base, dev):
        assert not hasattr(place, "MFA_TOTP_INSECURE_BYPASS_CODE")
        assert not hasattr(place, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN")
    assert app_settings.TRUST_ENABLED is False
    assert caches["login"] is not caches["default"]
    assert User._meta.label == "accounts.User"


NONSENSE = ("", "{}", '{"id": "x"}', "[]", '"x"', "1", "null", "{", '{"rawId": 1}')


@pytest.mark.parametrize("credential", NONSENSE)
def test_an_answer_that_no_key_gave_is_refused_and_breaks_nothing(writer, credential):
    key_of(writer)
    data = {"credential": credential}
    assert Client().post("/accesso/secondo-fattore/chiavi/entra/", data).url == LOGIN
    assert enter(writer).post(CODE, data).status_code == 200
    client = Client()
    client.force_login(writer)
    client.post("/accesso/conferma/", {"password": PASSWORD})
    answer = client.post("/accesso/secondo-fattore/chiavi/nuova/", data)
    assert answer.status_code == 200
    assert Authenticator.objects.count() == 1
