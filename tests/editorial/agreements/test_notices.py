"""The parties are told that an agreement ends: on the right night, once, all of them."""

import datetime as dt
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from core import nightly, privacy
from editorial.agreements.night import tell_parties_on
from editorial.models import AgreementNotice
from home.models import SectionPage
from network.models import AgreementIndexPage, AgreementPage, Modification, Party
from tests.factories import make_member

END = dt.date(2029, 12, 31)


@pytest.fixture
def agreement(home, body):
    section = home.add_child(instance=SectionPage(title="Amministrazione", slug="a"))
    index = section.add_child(instance=AgreementIndexPage(title="Accordi"))
    page = AgreementPage(
        title="Protocollo",
        signed_on=dt.date(2026, 3, 2),
        ends_on=END,
        needs_evaluation=True,
        evaluation_article="Art. 3",
    )
    page.parties.add(Party(name="Comune di prova", organisation=body))
    index.add_child(instance=page)
    return page


@pytest.fixture
def manager(body):
    return make_member(body, "manager", "responsabile@example.org")


@pytest.fixture
def coordinator(home):
    return make_member(None, "coordinator", "coordina@example.org")


def night(days, end=END):
    """Let the night pass that many days before the end; who got a mail."""
    mail.outbox.clear()
    tell_parties_on(end - dt.timedelta(days))
    return sorted(message.to[0] for message in mail.outbox)


def test_180_and_60_days_before_and_never_again(agreement, manager, coordinator, body):
    make_member(body, "editor", "scrive@example.org")
    told = {days: night(days) for days in range(185, -3, -1)}
    both = sorted([manager.email, coordinator.email])
    assert {days: who for days, who in told.items() if who} == {180: both, 60: both}


def test_a_night_that_was_missed_is_made_up_for_once(agreement, manager):
    assert night(150) == [manager.email]
    assert night(149) == []
    assert night(12) == [manager.email]


def test_what_the_mail_says(agreement, manager):
    night(60)
    message = mail.outbox[0]
    assert message.subject == "Sta per scadere: Protocollo"
    for words in (
        "Buongiorno,",
        "vale fino al 31 dicembre 2029. Mancano 60 giorni.",
        "Le parti: Comune di prova.",
        "(Art. 3): sul sito la valutazione non risulta ancora fatta.",
        agreement.url,
    ):
        assert words in message.body


def test_other_bodies_and_ended_profiles_are_told_nothing(
    agreement, manager, other_body
):
    make_member(other_body, "manager", "altrove@example.org")
    manager.memberships.update(valid_until=dt.date(2028, 1, 1))
    assert night(60) == []


def test_a_renewal_silences_the_old_end_and_has_its_own(agreement, manager):
    assert night(180) == [manager.email]
    renewed = dt.date(2033, 12, 31)
    Modification.objects.create(
        page=agreement,
        text="Proroga",
        act="Atto n. 4",
        approved_on=END - dt.timedelta(100),
        new_end=renewed,
    )
    assert night(60) == []
    assert night(180, renewed) == [manager.email]


def test_one_refused_mailbox_stops_nobody_and_is_tried_again(
    agreement, manager, coordinator, monkeypatch, caplog
):
    send, refused = EmailMessage.send, []

    def sends(message, *args, **kwargs):
        if message.to == [manager.email] and not refused:
            refused.append(message)
            raise SMTPRecipientsRefused({manager.email: (550, b"no")})
        return send(message, *args, **kwargs)

    monkeypatch.setattr(EmailMessage, "send", sends)
    assert night(180) == [coordinator.email]
    # What the server says holds the address, which is in no log.
    assert "SMTPRecipientsRefused" in caplog.text
    assert manager.email not in caplog.text
    assert night(179) == [manager.email]
    assert night(178) == []


@pytest.mark.parametrize(
    "change",
    [
        {"live": False},
        {"signed_on": None},
        {"terminated_on": dt.date(2028, 1, 1), "termination_act": "Atto"},
    ],
)
def test_what_is_not_public_or_does_not_hold_is_not_told(agreement, manager, change):
    AgreementPage.objects.filter(pk=agreement.pk).update(**change)
    assert night(60) == []


def test_it_runs_in_the_night_and_says_what_it_did(agreement, manager):
    assert (
        nightly.jobs()["agreements"]() == "avvisi di scadenza degli accordi: 0 inviati"
    )
    assert tell_parties_on(END).endswith("1 inviati")


def test_the_number_of_queries_does_not_grow_with_the_parties(
    agreement, manager, queries
):
    numbers = []
    night(60)
    for number in (2, 20):
        for n in range(number):
            Party.objects.create(page=agreement, name=f"P{n}", locale=agreement.locale)
        with queries() as found:
            assert night(59) == []
        numbers.append(len(found))
    assert numbers[0] == numbers[1]


def test_what_is_held_of_a_person_is_told_and_erased(agreement, manager):
    night(60)
    (told,) = privacy.export(manager)["avvisi sugli accordi"]
    assert (told["page_id"], told["days"]) == (agreement.pk, 60)
    assert privacy.erase(manager)["avvisi sugli accordi"] == 1
    assert not AgreementNotice.objects.exists()


def test_notices_of_long_ago_are_forgotten(agreement, manager):
    night(60)
    tell_parties_on(dt.date(2032, 1, 1))
    assert not AgreementNotice.objects.exists()
