"""Who is told of a list, who is asked to confirm, how it is confirmed."""

import datetime as dt
import re
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail, signing
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.actions import withdraw_membership
from core import nightly, privacy
from editorial.models import ListDigest, ListLetter, ListReceipt
from editorial.releases import signing as links
from editorial.releases.actions import confirm_receipt
from editorial.releases.journal import note_changes
from editorial.releases.nightly import digest_at
from editorial.releases.post import send_letters
from tests.factories import ServiceFactory, make_member

from .conftest import NOW, published

pytestmark = pytest.mark.django_db
HERE = reverse("confirm_list_by_link")
MONTH = dt.timedelta(31)


@pytest.fixture
def now():
    return timezone.now()


def close(sheet):
    sheet.status, sheet.status_reason = "closed", "Finito."
    return published(sheet)


def reword(sheet):
    sheet.description = "<p>Altre parole.</p>"
    return published(sheet)


@pytest.fixture
def people(manager, other_manager, sheet, desk):
    """Each body has somebody who answers for it; the other one's desk offers the sheet."""
    return {manager.email, other_manager.email}


def to():
    return sorted(message.to[0] for message in mail.outbox)


def letter_to(user):
    return next(message for message in mail.outbox if message.to == [user.email])


def test_each_body_that_keeps_pages_gets_a_receipt(
    people, release, services_index, coordinator
):
    made = release()
    assert {row.body_name for row in made.listreceipts.all()} == {
        "Comune di prova",
        "Sindacato di prova",
    }
    assert set(to()) == people
    assert all(row.sent_at == NOW for row in made.listreceipts.all())
    assert not ListReceipt.objects.open().exists()
    assert "È il primo" in mail.outbox[0].body
    assert mail.outbox[0].body.startswith("Buongiorno,")


def test_a_closure_asks_those_it_concerns_alone(people, body, other_body, release):
    release()
    alone = ServiceFactory(parent=other_body, title="Solo loro")
    release(NOW + dt.timedelta(1))
    mail.outbox.clear()
    close(alone)
    made = release(NOW + dt.timedelta(2))
    asked = {row.body_name: row.asks_confirmation for row in made.listreceipts.all()}
    assert asked == {"Comune di prova": False, "Sindacato di prova": True}


def test_the_letter_tells_what_concerns_the_body_and_how_to_confirm(
    people, sheet, other_body, manager, other_manager, release
):
    release()
    mail.outbox.clear()
    ServiceFactory(parent=other_body, title="Nuovo loro")
    close(sheet)
    release(NOW + dt.timedelta(1))
    theirs, ours = letter_to(other_manager), letter_to(manager)
    assert theirs.subject == "Elenco dei servizi n. 2: da confermare"
    assert "* Mensa sociale (Chiuso)\n  Non più attivo. Finito." in theirs.body
    assert "* Nuovo loro (Nuovo)" in theirs.body
    assert HERE in theirs.body
    assert "Nuovo loro" not in ours.body
    assert "Un altro cambiamento riguarda servizi di altri enti" in ours.body
    assert "link" not in ours.body.lower()


def test_other_words_ask_for_nothing(people, sheet, release):
    release()
    mail.outbox.clear()
    reword(sheet)
    made = release(NOW + dt.timedelta(1))
    assert not made.listreceipts.open().exists()
    assert all(HERE not in message.body for message in mail.outbox)
    assert "Nella scheda cambia «Descrizione»." in mail.outbox[0].body


def test_a_body_without_a_responsabile_is_told_through_who_writes(body, sheet, release):
    writer = make_member(body, "editor", "scrive@example.org")
    make_member(body, "operator", "opera@example.org")
    release()
    assert to() == [writer.email]


def test_who_writes_is_not_told_where_somebody_answers(people, body, release):
    make_member(body, "editor", "scrive@example.org")
    release()
    assert set(to()) == people


def test_one_person_of_two_bodies_gets_one_letter(
    manager, other_body, sheet, desk, release
):
    from accounts.actions import grant
    from accounts.roles import RoleCode

    grant(user=manager, role=RoleCode.MANAGER, organisation=other_body)
    release()
    mail.outbox.clear()
    close(sheet)
    release(NOW + dt.timedelta(1))
    (message,) = mail.outbox
    assert "COMUNE DI PROVA" in message.body
    assert "SINDACATO DI PROVA" in message.body
    assert len(re.findall(r"codice=\S+", message.body)) == 2


def test_a_mailbox_that_is_refused_stops_nobody_and_is_tried_again(
    people, manager, release, monkeypatch
):
    send = EmailMessage.send

    def refuse(message, *args, **kwargs):
        # The test's own transaction apart, none is open.
        assert not connection.savepoint_ids
        if message.to == [manager.email]:
            raise SMTPRecipientsRefused({})
        return send(message, *args, **kwargs)

    monkeypatch.setattr(EmailMessage, "send", refuse)
    made = release()
    assert set(to()) == people - {manager.email}
    told = {row.body_name: row.sent_at for row in made.listreceipts.all()}
    assert told == {"Comune di prova": None, "Sindacato di prova": NOW}
    monkeypatch.setattr(EmailMessage, "send", send)
    mail.outbox.clear()
    assert send_letters(at=NOW + dt.timedelta(1)).sent == 1
    assert to() == [manager.email]
    assert send_letters(at=NOW + dt.timedelta(2)).sent == 0


def test_a_letter_is_sent_once_and_not_when_it_is_old_news(people, release):
    release()
    ListLetter.objects.update(claimed_at=None)
    mail.outbox.clear()
    assert send_letters(at=NOW + dt.timedelta(31)).sent == 0
    assert send_letters(at=NOW + dt.timedelta(29)).sent == 2
    assert send_letters(at=NOW + dt.timedelta(29)).sent == 0


def test_somebody_who_left_is_not_written_to(people, manager, release, monkeypatch):
    from editorial.releases import actions

    monkeypatch.setattr(actions, "send_letters", lambda at: None)
    release()
    withdraw_membership(membership=manager.memberships.get())
    send_letters(at=NOW)
    assert set(to()) == people - {manager.email}


# --- the link of a letter ----------------------------------------------------------


@pytest.fixture
def asked(people, sheet, release, now, manager):
    """A receipt of the first body that asks, and the code of its letter."""
    release(now - dt.timedelta(2))
    close(sheet)
    mail.outbox.clear()
    made = release(now)
    receipt = made.listreceipts.get(body_name="Comune di prova")
    code = re.search(r"codice=(\S+)", letter_to(manager).body)[1]
    return receipt, code


def look(code):
    return Client().get(HERE, {"codice": code})


def press(code):
    return Client(enforce_csrf_checks=True).post(HERE, {"codice": code})


def test_looking_shows_what_changed_and_confirms_nothing(asked):
    receipt, code = asked
    for method in ("get", "head", "get"):
        answer = getattr(Client(), method)(HERE, {"codice": code})
        assert answer.status_code == 200
    assert "Mensa sociale" in answer.text
    assert "Confermo: Comune di prova li ha letti" in answer.text
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer.text
    receipt.refresh_from_db()
    assert receipt.confirmed_at is None


def test_pressing_confirms_once_in_the_name_of_the_body(asked, manager):
    receipt, code = asked
    assert "Grazie, conferma registrata" in press(code).text
    receipt.refresh_from_db()
    assert receipt.confirmed_by == manager
    first = receipt.confirmed_at
    for answer in (press(code), look(code)):
        assert "Già fatto" in answer.text
        assert manager.email not in answer.text
    receipt.refresh_from_db()
    assert receipt.confirmed_at == first
    entries = ModelLogEntry.objects.filter(action="editorial.confirm_list")
    assert entries.count() == 1


def test_who_left_the_body_confirms_nothing(asked, manager):
    receipt, code = asked
    withdraw_membership(membership=manager.memberships.get())
    for answer in (look(code), press(code)):
        assert answer.status_code == 404
        assert "Questo collegamento non vale" in answer.text
    receipt.refresh_from_db()
    assert receipt.confirmed_at is None


def test_it_expires(asked, monkeypatch):
    monkeypatch.setattr(links, "LASTS", dt.timedelta(0))
    for answer in (look(asked[1]), press(asked[1])):
        assert "Il collegamento è scaduto" in answer.text
    assert ListReceipt.objects.open().exists()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda code: "",
        lambda code: code[:-2],
        lambda code: "x" * 5000,
        lambda code: "\x00",
        lambda code: signing.dumps([1, 2, 3], salt=links.SALT),
        lambda code: signing.dumps({"a": 1}, salt=links.SALT),
        lambda code: signing.dumps(["a", None], salt=links.SALT),
        lambda code: signing.dumps([10**30, 10**30], salt=links.SALT),
        lambda code: signing.dumps(signing.loads(code, salt=links.SALT), salt="altro"),
    ],
)
def test_what_we_did_not_sign_confirms_nothing(asked, spoil):
    for answer in (look(spoil(asked[1])), press(spoil(asked[1]))):
        assert answer.status_code == 404
    assert ListReceipt.objects.open().count() == 2


def test_another_body_s_receipt_is_not_mine(asked, other_manager, enter):
    receipt, _ = asked
    with pytest.raises(PermissionDenied):
        confirm_receipt(receipt=receipt, by=other_manager, at=NOW)
    client = enter(other_manager)
    for name in ("list_office_receipt", "confirm_list_in_office"):
        address = reverse(name, args=[receipt.pk])
        answer = client.post(address) if "confirm" in name else client.get(address)
        assert answer.status_code == 404


def test_a_receipt_that_asks_nothing_is_not_confirmed(people, release, manager):
    made = release()
    receipt = made.listreceipts.get(body_name="Comune di prova")
    with pytest.raises(PermissionDenied):
        confirm_receipt(receipt=receipt, by=manager, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        ListReceipt.objects.filter(pk=receipt.pk).update(confirmed_at=NOW)


# --- the digest ------------------------------------------------------------------------


@pytest.fixture
def listed(people, release):
    """A first list was released; the outbox is empty."""
    release()
    mail.outbox.clear()


def night(days):
    at = NOW + dt.timedelta(days)
    note_changes(at=at)
    return digest_at(at)


def test_nothing_changed_nothing_is_sent(listed):
    for days in (1, 31, 62, 400):
        night(days)
    assert mail.outbox == []
    assert not ListDigest.objects.exists()


def test_once_a_month_to_who_keeps_a_body_and_who_coordinates(
    listed, people, sheet, coordinator
):
    reword(sheet)
    night(5)
    assert mail.outbox == []
    assert "2 messaggi" not in night(31)
    assert set(to()) == people | {coordinator.email}
    assert all("Cambiamenti nell'elenco" in m.subject for m in mail.outbox)
    assert not ListReceipt.objects.open().exists()
    mail.outbox.clear()
    for days in (31, 32, 62, 63, 100):
        night(days)
    assert mail.outbox == []


def test_the_next_change_waits_for_the_next_month(listed, sheet, people, coordinator):
    reword(sheet)
    night(31)
    mail.outbox.clear()
    close(sheet)
    for days in (32, 40, 60):
        night(days)
        assert mail.outbox == []
    night(62)
    assert set(to()) == people | {coordinator.email}
    assert all("(Chiuso)" in message.body for message in mail.outbox)
    assert ListReceipt.objects.open().count() == 2
    assert HERE in letter_to_any(people).body
    digest = ListDigest.objects.order_by("-pk").first()
    assert digest.listreceipts.count() == 2


def letter_to_any(people):
    return next(message for message in mail.outbox if message.to[0] in people)


def test_what_was_changed_back_is_not_told(listed, sheet):
    close(sheet)
    night(3)
    sheet.status, sheet.status_reason = "active", ""
    published(sheet)
    night(40)
    assert mail.outbox == []


def test_what_a_list_told_the_digest_does_not_repeat(listed, sheet, release):
    close(sheet)
    release(NOW + dt.timedelta(20))
    mail.outbox.clear()
    for days in (31, 52, 90):
        night(days)
    assert mail.outbox == []


def test_the_months_are_a_setting(listed, sheet, settings):
    settings.DIGEST_MONTHS = 3
    reword(sheet)
    night(62)
    assert mail.outbox == []
    night(93)
    assert mail.outbox


def test_the_coordinator_reads_all_changes(listed, sheet, other_body, coordinator):
    ServiceFactory(parent=other_body, title="Nuovo loro")
    reword(sheet)
    night(31)
    text = letter_to(coordinator).body
    assert "TUTTI GLI ENTI" in text
    assert "Nuovo loro" in text
    assert "Mensa sociale" in text


def test_the_night_has_the_job(db):
    assert "0 messaggi mandati" in nightly.jobs()["digest"]()


def test_what_is_held_of_a_person_is_told_and_erased(asked, manager):
    press(asked[1])
    held = privacy.export(manager)["elenco dei servizi"]
    assert len(held["messaggi"]) == 1
    assert held["conferme"][0]["body_name"] == "Comune di prova"
    make_member(None, "administrator", "resta@example.org")
    privacy.erase(manager)
    assert not ListLetter.objects.filter(user=manager).exists()
    receipt = ListReceipt.objects.get(pk=asked[0].pk)
    assert receipt.confirmed_at
    assert receipt.confirmed_by is None
