"""`manage.py demo`: what it makes, what it refuses, what it leaves alone."""

import json
import stat
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from config.management.commands import demo
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, transaction
from django.test import Client
from wagtail.models import Page, Site

from accounts.actions import set_trusted
from accounts.demo import make_accounts, read_accounts
from accounts.models import AuditEntry, OrganisationAccess, User
from core.models import SiteSettings
from home.models import HomePage
from tests.factories import OrganisationFactory, ServiceFactory, make_member


@pytest.fixture
def data(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "dati"
    settings.MEDIA_ROOT = settings.DATA_DIR / "media"
    settings.PORT = 8123
    return settings.DATA_DIR


def run(*args):
    out = StringIO()
    call_command("demo", "--bare", *args, stdout=out)
    return out.getvalue()


def test_production_settings_are_refused(settings, data):
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="impostazioni di produzione"):
        call_command("demo")
    assert not data.exists()


def test_a_bare_demonstration_is_made_once(db, data):
    assert "Preparo le pagine" in run("--no-serve")
    assert HomePage.objects.count() == 1
    assert SiteSettings.objects.get().is_demonstration
    site = Site.objects.get(is_default_site=True)
    assert (site.hostname, site.port) == ("localhost", 8123)
    pages = Page.objects.count()
    assert run("--no-serve") == "Dimostrazione pronta: avviala con make demo.\n"
    assert Page.objects.count() == pages


def test_the_second_start_keeps_what_an_editor_wrote_and_follows_the_port(
    db, data, settings
):
    run("--no-serve")
    home = HomePage.objects.get()
    home.title = "Scritto da una persona"
    home.save()
    demo_settings = SiteSettings.objects.get()
    demo_settings.comune = "Crema"
    demo_settings.save()
    settings.PORT = 9000
    (data / demo.MARK).write_text("an older version", encoding="ascii")
    run("--no-serve")
    assert HomePage.objects.get().title == "Scritto da una persona"
    assert SiteSettings.objects.get().comune == "Crema"
    assert Site.objects.get(is_default_site=True).port == 9000


def test_it_tells_addresses_and_accounts_and_then_serves(db, data, monkeypatch):
    asked = []
    real = demo.call_command

    def call(name, *args, **options):
        if name in {"runserver", "load_content"}:
            asked.append((name, *args))
        else:
            real(name, *args, **options)

    monkeypatch.setattr(demo, "call_command", call)
    out = StringIO()
    call_command("demo", stdout=out)
    assert asked == [("load_content",), ("runserver", "127.0.0.1:8123")]
    assert "http://localhost:8123/admin/" in out.getvalue()
    assert "amministratore@demo.example" in out.getvalue()
    assert str(data / "accounts.json") in out.getvalue()


def test_a_database_that_is_not_the_demonstration_s_is_never_emptied(data, monkeypatch):
    monkeypatch.setattr(demo, "connection", type("Other", (), {"vendor": "postgresql"}))
    with pytest.raises(CommandError, match="svuotalo tu"):
        call_command("demo", "--reset")


def test_a_reset_takes_database_media_and_accounts_and_nothing_else(
    data, settings, monkeypatch
):
    data.mkdir()
    here = ["db.sqlite3", "db.sqlite3-wal", "accounts.json", demo.MARK, "secret_key"]
    for name in here:
        (data / name).write_text("x", encoding="ascii")
    (data / "media").mkdir()
    (data / "media" / "a.png").write_text("x", encoding="ascii")
    closed = []
    stub = type("Own", (), {"vendor": "sqlite", "close": lambda: closed.append(1)})
    monkeypatch.setattr(demo, "connection", stub)
    monkeypatch.setitem(settings.DATABASES, "default", {"NAME": data / "db.sqlite3"})
    demo.Command()._reset()
    assert closed == [1]
    assert [place.name for place in data.iterdir()] == ["secret_key"]


def test_what_is_new_in_the_content_is_loaded_at_the_next_start(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    before = demo._signature()
    content = tmp_path / "exchange" / "content" / "services"
    content.mkdir(parents=True)
    (content / "isee.yaml").write_text("title: ISEE", encoding="utf-8")
    assert demo._signature() != before


@pytest.fixture
def place(tmp_path):
    return tmp_path / "dati" / "accounts.json"


EVERYWHERE = ["amministratore", "coordinamento"]
OF_THE_COMUNE = ["redattore", "responsabile", "responsabile", "operatore", "referente"]


def roles(accounts):
    return [account.role for account in accounts]


def test_there_is_an_account_for_each_role_and_for_each_body_with_content(
    body, services_index, place
):
    OrganisationFactory(parent=services_index, title="Ente senza schede")
    union = OrganisationFactory(
        parent=services_index, title="Sindacato di prova", kind="sindacato"
    )
    for keeper in (body, union):
        ServiceFactory(parent=keeper)
    make_accounts(place)
    rows = json.loads(place.read_text(encoding="utf-8"))
    assert [set(row) for row in rows] == [
        {"email", "password", "role", "organisation", "totp_secret"}
    ] * len(rows)
    assert [(row["role"], row["organisation"]) for row in rows] == [
        *((role, "") for role in EVERYWHERE),
        *((role, "Comune di prova") for role in OF_THE_COMUNE),
        ("redattore", "Sindacato di prova"),
        ("responsabile", "Sindacato di prova"),
    ]
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    for row in rows:
        user = User.objects.get(email=row["email"])
        assert user.check_password(row["password"])
        assert user.is_superuser is (row["role"] == "amministratore")
        profile = user.memberships.get()
        assert profile.get_role_display().lower() == row["role"]
        assert str(profile.organisation or "") == row["organisation"]
        assert len(row["password"]) >= 12
    assert len({row["password"] for row in rows}) == len(rows)


def test_only_the_comune_publishes_on_its_own_and_a_later_decision_stays(
    body, services_index, place
):
    union = OrganisationFactory(parent=services_index, title="Sindacato", kind="altro")
    for keeper in (body, union):
        ServiceFactory(parent=keeper)
    make_accounts(place)
    trusted = OrganisationAccess.objects.filter(is_trusted=True)
    assert [access.organisation for access in trusted] == [body]
    set_trusted(access=trusted.get(), is_trusted=False)
    make_accounts(place)
    assert not trusted.all().exists()


def test_made_twice_nothing_changes(body, place):
    ServiceFactory(parent=body)
    first = make_accounts(place)
    people = list(User.objects.order_by("pk").values())
    place.chmod(0o644)
    assert make_accounts(place) == first
    assert list(User.objects.order_by("pk").values()) == people
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_a_lost_file_gives_new_passwords_that_work(body, place):
    make_accounts(place)
    place.unlink()
    assert read_accounts(place) == []
    for account in make_accounts(place):
        assert User.objects.get(email=account.email).check_password(account.password)


def test_an_emptied_database_keeps_the_passwords_people_noted(body, place):
    first = make_accounts(place)
    User.objects.all().delete()
    assert make_accounts(place) == first
    assert User.objects.get(is_superuser=True).check_password(first[0].password)


def test_a_body_with_drafts_alone_has_no_account_yet(body, place):
    sheet = ServiceFactory(parent=body, live=False)
    assert roles(make_accounts(place)) == EVERYWHERE
    sheet.save_revision().publish()
    assert roles(make_accounts(place)) == EVERYWHERE + OF_THE_COMUNE


def test_an_account_stays_noted_while_its_body_has_nothing_published(body, place):
    sheet = ServiceFactory(parent=body)
    first = make_accounts(place)
    sheet.unpublish()
    assert set(make_accounts(place)) == set(first)
    sheet.save_revision().publish()
    assert make_accounts(place) == first
    assert all(
        User.objects.get(email=a.email).check_password(a.password) for a in first
    )


def test_an_account_whose_body_is_gone_is_not_told_any_more(body, place):
    ServiceFactory(parent=body)
    make_accounts(place)
    body.delete()
    assert roles(make_accounts(place)) == EVERYWHERE


@pytest.fixture
def coded(db, data):
    """The administrator's account of a demonstration."""
    account, *_ = make_accounts(data / "accounts.json")
    return account


def code_for(email):
    out = StringIO()
    call_command("demo_code", email, stdout=out)
    return out.getvalue().strip()


@pytest.mark.parametrize(
    "typed", ["amministratore@demo.example", "AMMINISTRATORE@demo.example"]
)
def test_the_code_of_a_demonstration_s_account_enters_the_admin(home, coded, typed):
    client = Client()
    client.post("/accesso/login/", {"login": coded.email, "password": coded.password})
    assert client.get("/admin/").status_code == 302
    client.post("/accesso/secondo-fattore/codice/", {"code": code_for(typed)})
    assert client.get("/admin/").status_code == 200


def test_an_account_that_enters_no_admin_has_no_secret(body, place):
    make_accounts(place)
    make_member(body, "operator", "operatrice@demo.example")
    row = {"email": "operatrice@demo.example", "password": "x", "role": "operatore"}
    rows = json.loads(place.read_text(encoding="utf-8"))
    place.write_text(json.dumps([*rows, {**row, "organisation": ""}]), "utf-8")
    made = [bool(a.totp_secret) for a in make_accounts(place)]
    assert made == [True, True, False]


def test_a_secret_that_is_lost_is_made_anew(coded, data, settings):
    settings.SECRET_KEY = "another key, also of no use but to the tests" * 2
    assert make_accounts(data / "accounts.json")[0] == coded
    row = Authenticator.objects.get(user__email=coded.email)
    assert row.wrap().validate_code(code_for(coded.email))


def test_codes_are_told_of_the_demonstration_alone(coded, data, settings):
    with pytest.raises(CommandError, match="non è un accesso della dimostrazione"):
        call_command("demo_code", "qualcuno@example.org")
    rows = json.loads((data / "accounts.json").read_text(encoding="utf-8"))
    rows[0]["totp_secret"] = ""
    (data / "accounts.json").write_text(json.dumps(rows), encoding="utf-8")
    with pytest.raises(CommandError, match="senza secondo fattore"):
        call_command("demo_code", coded.email)
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="Solo la dimostrazione"):
        call_command("demo_code", coded.email)


def test_the_demonstration_s_security_log_cannot_be_changed(db, data):
    run("--no-serve")
    assert AuditEntry.objects.exists()
    call_command("audit", "verify")
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.all().delete()


def test_each_body_that_an_agreement_binds_has_who_calls_and_who_is_called(
    data, home, body, other_body
):
    from tests.intranet.conftest import agree

    agree(home, body, other_body)
    OrganisationFactory(parent=body.get_parent(), title="Ente senza accordo")
    make_accounts(data / "accounts.json")
    made = {account.email for account in read_accounts(data / "accounts.json")}
    for role in ("operatore", "referente"):
        bound = {f"{role}.{one.slug}@demo.example" for one in (body, other_body)}
        assert {email for email in made if email.startswith(f"{role}.")} == bound
    assert not OrganisationAccess.objects.get(organisation=other_body).is_trusted
