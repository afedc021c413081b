"""What is held of a person who works here, and what is left once it is erased."""

import datetime as dt
import json

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.users.models import UserProfile

from accounts.actions import suspend
from accounts.audit.kinds import Kind
from accounts.audit.verifying import verify
from accounts.models import (
    Acceptance,
    AuditEntry,
    FactorRecovery,
    Instructions,
    Membership,
    User,
)
from core import erasures, privacy
from tests.factories import ServiceFactory, make_editor, make_member

PASSWORD = "una parola lunga"


@pytest.fixture(autouse=True)
def _lists(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "dati"
    settings.BACKUP_DIR = tmp_path / "copie"


@pytest.fixture
def person(body):
    """Somebody who worked: logged in, published, was suspended, left traces."""
    user = make_editor(body, "maria.rossi@example.org")
    user.first_name, user.last_name = "Maria", "Rossi"
    user.save()
    Client().post("/accesso/login/", {"login": user.email, "password": PASSWORD})
    page = ServiceFactory(parent=body)
    page.save_revision(user=user, log_action=True).publish(user=user)
    suspend(membership=user.memberships.get(), because="Maria è in maternità")
    UserProfile.get_for_user(user)
    EditingSession.objects.create(
        user=user, content_object=page, last_seen_at=timezone.now()
    )
    return user


@pytest.fixture
def run(capsys):
    def call(*args, **options):
        call_command("privacy", *args, **options)
        return capsys.readouterr().out

    return call


def everything():
    """All rows of all tables that could hold a name, as text."""
    models = (User, Membership, ModelLogEntry, PageLogEntry, AuditEntry, UserProfile)
    return json.dumps([list(m.objects.values()) for m in models], default=str)


def test_an_export_holds_what_is_held_and_is_itself_recorded(person, body, run):
    told = json.loads(run("export", "MARIA.rossi@example.org"))
    assert told["account"]["email"] == person.email
    assert told["account"]["last_name"] == "Rossi"
    assert told["profili"][0]["ente"] == body.title
    assert told["profili"][0]["suspended_because"] == "Maria è in maternità"
    assert "wagtail.publish" in {row["action"] for row in told["registri"]["pagine"]}
    assert "login" in {row["kind"] for row in told["registri"]["sicurezza"]}
    assert told["uso del sito"]["sessioni aperte"] == 1
    entry = AuditEntry.objects.latest("pk")
    assert (entry.kind, entry.object_id) == (Kind.EXPORT, str(person.pk))


def test_a_password_is_never_exported(person, run):
    assert person.password not in run("export", str(person.pk))


def test_erasing_is_rehearsed_unless_asked_for(person, run):
    before = everything()
    told = run("erase", person.email)
    assert "profili: 1" in told
    assert "Prova: nulla è stato cancellato" in told
    assert everything() == before
    assert not erasures.noted()


def test_nothing_tells_any_more_who_it_was(person, run):
    own = [entry.pk for entry in PageLogEntry.objects.filter(user=person)]
    told = run("erase", person.email, apply=True)
    assert f"Cancellato: utente {person.pk}." in told
    text = everything()
    for word in ("maria", "Maria", "Rossi", "rossi", "maternità"):
        assert word not in text
    person.refresh_from_db()
    assert not person.is_active
    assert not person.has_usable_password()
    assert not person.groups.exists()
    assert not UserProfile.objects.filter(user=person).exists()
    assert not EditingSession.objects.filter(user=person).exists()
    assert own == [entry.pk for entry in PageLogEntry.objects.filter(user=person)]
    assert {verdict.fault for verdict in verify()} == {""}


def test_who_was_erased_is_out_at_once_and_does_not_come_in(person, body):
    client = Client()
    other = make_member(body, "editor", "anna@example.org")
    client.force_login(other)
    assert client.get("/admin/").status_code == 200
    privacy.erase(other)
    assert client.get("/admin/").status_code == 302
    assert authenticate(None, username="anna@example.org", password=PASSWORD) is None


def test_pages_keep_their_history(person, body):
    page = body.get_children().get().specific
    privacy.erase(person)
    page.refresh_from_db()
    assert page.live
    assert page.revisions.get().user_id == person.pk


def test_the_profile_stays_as_withdrawn(person):
    privacy.erase(person)
    profile = person.memberships.get()
    assert profile.withdrawn_at
    assert profile.suspended_because == ""


def test_erasing_twice_changes_nothing_more(person):
    privacy.erase(person)
    number = ModelLogEntry.objects.count()
    privacy.erase(User.objects.get(pk=person.pk))
    assert ModelLogEntry.objects.count() == number


def test_others_are_left_alone(person, body):
    other = make_member(body, "editor", "anna@example.org")
    client = Client()
    client.force_login(other)
    label = f"anna@example.org: Redattore, {body.title}"
    assert ModelLogEntry.objects.filter(label=label).exists()
    privacy.erase(person)
    other.refresh_from_db()
    assert other.email == "anna@example.org"
    assert ModelLogEntry.objects.filter(label=label).exists()
    assert client.get("/admin/").status_code == 200


def test_the_last_administrator_is_not_erased(admin_client, run):
    only = User.objects.get(email="capo@example.org")
    before = everything()
    for options in ({}, {"apply": True}):
        with pytest.raises(CommandError, match="unico amministratore"):
            run("erase", only.email, **options)
    assert everything() == before
    assert not erasures.noted()
    User.objects.create_superuser("seconda@example.org", PASSWORD)
    run("erase", only.email, apply=True)
    only.refresh_from_db()
    assert not only.is_superuser


@pytest.mark.parametrize("text", ["nessuno@example.org", "999999", "x"])
def test_somebody_who_is_not_there_is_told(home, run, text):
    with pytest.raises(CommandError, match="Non c'è un utente"):
        run("export", text)


def test_an_erasure_is_noted_by_number_beside_the_backups_too(person, run, settings):
    run("erase", person.email, apply=True)
    for folder in (settings.DATA_DIR, settings.BACKUP_DIR):
        text = (folder / erasures.NAME).read_text("ascii")
        assert json.loads(text)["user"] == person.pk
        assert "maria" not in text
    assert len(erasures.noted()) == 1, "the two lists say the same"


def test_an_erasure_that_cannot_be_noted_is_told(person, run, settings):
    settings.DATA_DIR.parent.mkdir(exist_ok=True)
    settings.DATA_DIR.write_text("a file, not a folder", encoding="ascii")
    with pytest.raises(CommandError, match="non posso scriverlo"):
        run("erase", person.email, apply=True)


def test_somebody_who_got_the_number_later_is_not_erased(person):
    before = person.date_joined - dt.timedelta(days=1)
    assert erasures.again({erasures.Erasure(before, person.pk)}) == (0, [])
    person.refresh_from_db()
    assert person.first_name == "Maria"


def test_what_cannot_be_erased_again_is_told(admin_client):
    only = User.objects.get(email="capo@example.org")
    done, faults = erasures.again({erasures.Erasure(timezone.now(), only.pk)})
    assert done == 0
    assert faults[0].startswith(f"utente {only.pk}: È l'unico amministratore")


def test_all_goes_or_nothing(person, monkeypatch):
    def broken(_):
        raise privacy.CannotErase("non ora")

    monkeypatch.setitem(
        privacy._holdings, "altro", privacy.Holding(lambda user: {}, broken)
    )
    before = everything()
    with pytest.raises(privacy.CannotErase):
        privacy.erase(person)
    assert everything() == before


def test_what_an_app_holds_is_registered_under_its_name(monkeypatch):
    monkeypatch.setattr(privacy, "_holdings", {})
    privacy.register("note", export=lambda user: [user], erase=lambda user: 2)
    assert privacy.export("x") == {"note": ["x"]}


def test_the_instructions_a_person_has_are_told_and_stay(person, body):
    told = Instructions.objects.create(
        organisation=body,
        body_name=body.title,
        version=1,
        text="Leggi.",
        published_on=dt.date(2026, 1, 1),
    )
    Acceptance.objects.create(
        instructions=told, user=person, accepted_on=dt.date(2026, 1, 2)
    )
    assert privacy.export(person)["istruzioni"] == [
        {
            "istruzioni": f"{body.title}, versione 1",
            "il": dt.date(2026, 1, 2),
            "a voce": False,
        }
    ]
    privacy.erase(person)
    assert Acceptance.objects.get().user_id == person.pk


def test_what_allauth_holds_goes_too(person):
    EmailAddress.objects.create(user=person, email=person.email, verified=True)
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    held = json.dumps(privacy.export(person), default=str)
    assert "secret" not in held
    privacy.erase(person)
    assert not EmailAddress.objects.filter(user=person).exists()
    assert not Authenticator.objects.filter(user=person).exists()


def test_why_a_second_factor_was_taken_off_is_no_longer_told(person, body):
    other = make_member(body, "manager", "anna@example.org")
    lost = FactorRecovery.objects.create(
        person=person,
        reason="Maria lo ha perso",
        asked_by=other,
        asked_at=timezone.now(),
    )
    log(instance=lost, action="accounts.ask_recovery", title="Maria Rossi", user=other)
    (told,) = privacy.export(person)["secondo fattore"]
    assert told["reason"] == "Maria lo ha perso"
    privacy.erase(person)
    lost.refresh_from_db()
    assert lost.reason == "(cancellato)"
    assert not ModelLogEntry.objects.filter(label__contains="Maria").exists()
