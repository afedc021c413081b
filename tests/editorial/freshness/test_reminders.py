"""The night's reminders: to whom, when, once."""

import datetime as dt
import re
from smtplib import SMTPException

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client

from core import nightly, privacy
from core.models import Review
from editorial.freshness import night
from editorial.freshness.night import remind_on
from editorial.freshness.reminding import stage_on
from editorial.models import Reminder, Stage
from tests.factories import DeskFactory, ServiceFactory, make_member

from .conftest import TODAY, checked, published

DUE = dt.date(2027, 7, 1)


@pytest.fixture(autouse=True)
def _bodies_are_fresh(request):
    """The bodies' own pages would be due too."""
    for name in ("body", "other_body"):
        if name in request.fixturenames:
            checked(request.getfixturevalue(name), dt.date(2030, 1, 1))


@pytest.fixture
def due(sheet, writer):
    """Checked half a year before."""
    checked(sheet, dt.date(2027, 1, 1))
    return sheet


@pytest.fixture
def coordinator(db):
    return make_member(None, "coordinator", "coordina@example.org")


def after(days):
    """Let the night of that day pass; who got a mail."""
    mail.outbox.clear()
    remind_on(DUE + dt.timedelta(days))
    return sorted(message.to[0] for message in mail.outbox)


@pytest.mark.parametrize(
    ("days", "stage"),
    [
        (-15, None),
        (-14, Stage.BEFORE),
        (-1, Stage.BEFORE),
        (0, Stage.DUE),
        (13, Stage.DUE),
        (14, Stage.AFTER),
        (29, Stage.AFTER),
        (30, Stage.COORDINATION),
        (4000, Stage.COORDINATION),
    ],
)
def test_stages(days, stage):
    assert stage_on(DUE, DUE + dt.timedelta(days)) == stage


def test_before_on_and_after_the_day_then_to_the_coordinator(due, writer, coordinator):
    told = {days: after(days) for days in range(-20, 60)}
    both = sorted([writer.email, coordinator.email])
    assert {days: who for days, who in told.items() if who} == {
        -14: [writer.email],
        0: [writer.email],
        14: [writer.email],
        30: both,
    }


def test_a_night_that_was_missed_is_made_up_for_once(due, writer):
    assert after(5) == [writer.email]
    assert after(5) == after(6) == []


def test_a_check_ends_it(due, writer, coordinator):
    after(0)
    checked(due, DUE + dt.timedelta(2))
    assert [after(days) for days in (14, 30, 60)] == [[], [], []]


def test_one_mail_lists_all_that_is_due(due, body, writer):
    checked(published(DeskFactory(parent=body, title="Di sopra")), dt.date(2027, 4, 2))
    published(ServiceFactory(parent=body, title="Mai vista"))
    assert after(0) == [writer.email]
    (message,) = mail.outbox
    assert message.subject == "3 pagine da verificare"
    for title in ("Mensa", "Di sopra", "Mai vista"):
        assert f"* {title}" in message.body
    assert "Nessuno l'ha ancora verificata." in message.body
    assert "Da verificare entro il 1° luglio 2027." in message.body
    assert "COMUNE DI PROVA" in message.body


def test_two_stages_on_one_day_are_still_one_mail_a_day(due, body, writer):
    assert after(0) == [writer.email]
    published(ServiceFactory(parent=body, title="Arrivata dopo"))
    assert after(0) == []
    assert after(1) == [writer.email]


def test_each_body_hears_of_its_own_pages_alone(due, writer, foreigner, other_body):
    checked(published(ServiceFactory(parent=other_body)), dt.date(2027, 1, 1))
    assert after(0) == sorted([writer.email, foreigner.email])
    for message in mail.outbox:
        assert message.subject == "1 pagina da verificare"
        assert ("Mensa" in message.body) is (message.to == [writer.email])


@pytest.mark.parametrize("role", ["operator", "referent"])
def test_who_does_not_write_is_not_asked(body, sheet, role):
    make_member(body, role, "altro@example.org")
    checked(sheet, dt.date(2027, 1, 1))
    assert after(0) == []


def test_a_body_without_people_is_the_coordinators(other_body, coordinator):
    page = published(ServiceFactory(parent=other_body))
    checked(page, dt.date(2027, 1, 1))
    assert after(-3) == []
    assert after(0) == [coordinator.email]
    assert after(14) == [coordinator.email]


def test_who_is_out_is_not_written_to(due, writer):
    from accounts.actions import withdraw_membership

    withdraw_membership(membership=writer.memberships.get())
    assert after(0) == []


def test_a_sheet_that_changes_every_year_comes_up_in_its_month(body, writer):
    page = published(ServiceFactory(parent=body, changes_in_month=3))
    checked(page, dt.date(2027, 1, 10))
    for day, is_told in ((dt.date(2027, 2, 10), False), (dt.date(2027, 3, 1), True)):
        mail.outbox.clear()
        remind_on(day)
        assert bool(mail.outbox) is is_told


def test_nothing_due_nothing_written(writer, sheet):
    checked(sheet, TODAY)
    assert remind_on(TODAY) == "promemoria di verifica: 0 inviati"
    assert not mail.outbox
    assert not Reminder.objects.exists()


def test_the_link_in_the_mail_confirms(due, writer, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://sportello.example.it"
    after(0)
    found = re.search(r"https://sportello\.example\.it(/conferma/\S+)", _body())
    client = Client()
    assert client.get(found[1]).status_code == 200
    code = found[1].partition("codice=")[2]
    answer = client.post("/conferma/", {"codice": code})
    assert "Grazie" in answer.text
    assert Review.objects.filter(page=due).count() == 2
    assert f"https://sportello.example.it{due.url}" in _body()
    assert mail.outbox[0].extra_headers == {"Auto-Submitted": "auto-generated"}


def _body():
    (message,) = mail.outbox
    return message.body


def test_a_mail_that_cannot_be_sent_is_tried_again(
    due, writer, body, monkeypatch, caplog
):
    other = make_member(body, "manager", "responsabile@example.org")
    real = night.EmailMessage.send

    def failing(message, **more):
        if message.to == [writer.email]:
            raise SMTPException("no")
        return real(message, **more)

    monkeypatch.setattr(night.EmailMessage, "send", failing)
    assert after(0) == [other.email]
    assert "1 non riusciti" in remind_on(DUE)
    assert writer.email not in caplog.text
    monkeypatch.setattr(night.EmailMessage, "send", real)
    assert after(1) == [writer.email]


def test_the_mail_server_is_waited_for_outside_a_transaction(due, writer, monkeypatch):
    seen, outside = [], len(connection.savepoint_ids)

    def send(message, **more):
        seen.append((len(connection.savepoint_ids), Reminder.objects.count()))
        return 1

    monkeypatch.setattr(night.EmailMessage, "send", send)
    with transaction.atomic():
        assert len(connection.savepoint_ids) == outside + 1
    remind_on(DUE)
    # What is told is noted, and stands, before the mail goes.
    assert seen == [(outside, 1)]


@pytest.mark.parametrize("error", [SMTPException, OSError, UnicodeEncodeError])
def test_an_address_that_no_server_takes_stops_nobody(
    due, writer, body, monkeypatch, error
):
    other = make_member(body, "manager", "responsabile@example.org")
    real = night.EmailMessage.send

    def failing(message, **more):
        if message.to == [writer.email]:
            args = (
                ("ascii", "è", 0, 1, "no") if error is UnicodeEncodeError else ("no",)
            )
            raise error(*args)
        return real(message, **more)

    monkeypatch.setattr(night.EmailMessage, "send", failing)
    assert after(0) == [other.email]
    assert not Reminder.objects.filter(user=writer).exists()


def test_a_long_list_is_cut_and_counted(body, writer, monkeypatch):
    monkeypatch.setattr(night, "LISTED", 2)
    for number in range(4):
        published(ServiceFactory(parent=body, title=f"Scheda {number}"))
    after(0)
    assert _body().count("* Scheda") == 2
    assert "altre 2" in _body()
    assert Reminder.objects.count() == 4
    assert after(1) == []


def test_old_reminders_are_forgotten(due, writer):
    old = DUE - dt.timedelta(1000)
    Reminder.objects.create(
        user=writer, page=due, due_on=old, stage=Stage.DUE, sent_on=old
    )
    after(-100)
    assert not Reminder.objects.exists()


def test_what_reminders_hold_of_a_person_is_told_and_erased(due, writer, body):
    other = make_member(body, "manager", "responsabile@example.org")
    after(0)
    (told,) = privacy.export(writer)["promemoria"]
    assert told == {"page_id": due.pk, "due_on": DUE, "stage": "due", "sent_on": DUE}
    assert privacy.erase(writer)["promemoria"] == 1
    assert [row.user for row in Reminder.objects.all()] == [other]


def test_the_night_knows_the_job(db):
    assert nightly.jobs()["reminders"]().startswith("promemoria di verifica")


def test_a_person_costs_a_fixed_number_of_queries(body, writer, queries):
    """However many sheets are not due; those that are cost their links."""

    def asked():
        with queries() as found:
            remind_on(TODAY)
        return len(found)

    def add(number):
        for _ in range(number):
            checked(ServiceFactory(parent=body), TODAY)

    add(2)
    asked()
    few = asked()
    add(20)
    assert asked() == few
