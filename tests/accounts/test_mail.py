"""Mail to people with an account: what a refusal leaves in the log, and who of two sends."""

from __future__ import annotations

import datetime as dt
from smtplib import SMTPDataError, SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from accounts.mail import absolute, deliver, deliver_row, send

AT = dt.datetime(2026, 3, 10, 9, tzinfo=dt.UTC)
TO = "rossi@example.org"


class Rows:
    """One letter's row, as far as `deliver_row` asks a database of it."""

    def __init__(self, claimed_at=None):
        self.facts = {"claimed_at": claimed_at, "sent_at": None}

    def filter(self, pk=None, **asked):
        is_here = all(self.facts[name] == value for name, value in asked.items())
        return self if is_here else Rows.nothing

    def update(self, **facts):
        self.facts |= facts
        return 1

    class nothing:  # noqa: N801
        @staticmethod
        def update(**facts):
            return 0


def row_in(rows):
    return type("Letter", (), {"pk": 7, "_default_manager": rows})()


def letter():
    return EmailMessage("Invito", "Buongiorno", to=[TO])


def refuse(monkeypatch, error):
    def send_messages(self, messages):
        raise error

    backend = "django.core.mail.backends.locmem.EmailBackend.send_messages"
    monkeypatch.setattr(backend, send_messages)


@pytest.mark.parametrize(
    "error",
    [
        SMTPRecipientsRefused({TO: (550, b"no")}),
        SMTPDataError(554, f"{TO} is full"),
        ConnectionRefusedError(f"for {TO}"),
        ValueError(f"header of {TO}"),
    ],
)
def test_a_refusal_is_logged_without_the_address_and_stops_nothing(
    monkeypatch, caplog, error
):
    refuse(monkeypatch, error)
    assert deliver(letter(), "letter 7") is False
    assert f"letter 7 not sent: {type(error).__name__}" in caplog.text
    assert TO not in caplog.text
    assert "Traceback" not in caplog.text


def test_a_fault_of_our_own_is_not_taken_for_a_refusal(monkeypatch):
    refuse(monkeypatch, KeyError("nome"))
    with pytest.raises(KeyError):
        deliver(letter(), "letter 7")


def test_what_goes_out_is_marked_as_sent():
    rows = Rows()
    assert deliver_row(row_in(rows), letter(), "letter 7", AT) is True
    assert rows.facts == {"claimed_at": AT, "sent_at": AT}
    assert [message.to for message in mail.outbox] == [[TO]]


def test_of_two_senders_one_sends():
    rows = Rows(claimed_at=AT)
    assert deliver_row(row_in(rows), letter(), "letter 7", AT) is None
    assert rows.facts == {"claimed_at": AT, "sent_at": None}
    assert mail.outbox == []


def test_what_is_refused_is_given_back_for_the_next_night(monkeypatch):
    refuse(monkeypatch, ConnectionRefusedError())
    rows = Rows()
    assert deliver_row(row_in(rows), letter(), "letter 7", AT) is False
    assert rows.facts == {"claimed_at": None, "sent_at": None}


def test_an_address_in_a_mail_is_the_one_that_is_configured(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://sportello.example.org"
    assert absolute("/accesso/") == "https://sportello.example.org/accesso/"


def test_a_mail_has_one_reader_and_a_subject_of_one_line(monkeypatch):
    texts = {"x_subject.txt": "Una\n  riga \n", "x.txt": "\n\nBuongiorno\n\n\n"}
    monkeypatch.setattr(
        "accounts.mail.render_to_string",
        lambda name, context: texts[name.removeprefix("accounts/mail/")],
    )
    assert send(template="x", to=TO, context={})
    (message,) = mail.outbox
    assert (message.subject, message.body) == ("Una riga", "Buongiorno\n")
    assert (message.to, message.cc, message.bcc) == ([TO], [], [])
