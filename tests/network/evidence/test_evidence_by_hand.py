"""The coordinator attests a duty without a console; nobody else does."""

import datetime as dt
import html

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from network.actions import UnknownDuty, record_evidence, state_by_hand
from network.evidence import views
from network.models import Duty, DutyEvidence
from tests.factories import make_member

DAY = dt.date(2026, 5, 4)


@pytest.fixture
def coordinator(home):
    return make_member(None, "coordinator", "coordina@example.org")


@pytest.fixture
def promised(agree):
    duties = [
        {"code": "formazione", "side": "Il Comune", "article": "Art. 2", "text": "formare;"},
        {"code": "incontri", "text": "incontrarsi;"},
    ]  # fmt: skip
    return agree(duties=duties, parties=[{"name": "Comune", "side": "Il Comune"}])


@pytest.fixture
def office(coordinator):
    client = Client()
    client.force_login(coordinator)
    return client


@pytest.fixture
def released(promised, coordinator):
    """What another part of the site has stated."""
    return record_evidence(
        agreement=promised, duty="formazione", date=DAY, title="Elenco n. 1",
        source="releases:1", by=coordinator,
    )  # fmt: skip


TYPED = {
    "duty": "formazione",
    "dated_on": "2026-05-04",
    "title": "Corso sull'ISEE",
    "count": "3",
    "url": "/novita/",
}


def at(name, promised, *more):
    return reverse(name, args=[promised.pk, *more])


def send(office, promised, **other):
    return office.post(at("state_duty_evidence", promised), TYPED | other)


def plain(response):
    return html.unescape(response.content.decode())


def test_what_is_stated_stands_on_the_agreement_at_once(office, promised):
    response = send(office, promised)
    assert response.url == at("duty_evidence", promised)
    row = DutyEvidence.objects.get()
    assert (row.duty, row.dated_on, row.count, row.url) == (
        "formazione",
        DAY,
        3,
        "/novita/",
    )
    assert row.source.startswith("hand:")
    text = plain(Client().get(promised.url))
    assert "4 maggio 2026" in text
    assert "Corso sull'ISEE" in text
    assert PageLogEntry.objects.filter(action="network.evidence").count() == 1


def test_two_statements_on_a_duty_are_two(office, promised):
    send(office, promised)
    send(office, promised, title="Un altro corso")
    assert DutyEvidence.objects.count() == 2


def test_it_is_corrected_in_place_and_may_change_its_duty(office, promised):
    send(office, promised)
    first = DutyEvidence.objects.get()
    address = at("correct_duty_evidence", promised, first.pk)
    shown = plain(office.get(address))
    assert 'value="3"' in shown
    assert '<option value="formazione" selected>' in shown
    office.post(address, TYPED | {"count": "4"})
    row = DutyEvidence.objects.get()
    assert (row.pk, row.count) == (first.pk, 4)
    office.post(address, TYPED | {"duty": "incontri", "count": ""})
    row = DutyEvidence.objects.get()
    assert (row.duty, row.count, row.source) == ("incontri", None, first.source)


def test_it_is_taken_back_after_a_question(office, promised):
    send(office, promised)
    address = at("take_back_duty_evidence", promised, DutyEvidence.objects.get().pk)
    assert "Corso sull'ISEE" in plain(office.get(address))
    assert DutyEvidence.objects.exists()
    assert office.post(address).url == at("duty_evidence", promised)
    assert not DutyEvidence.objects.exists()
    assert PageLogEntry.objects.filter(action="network.withdraw_evidence").exists()
    assert "Corso" not in plain(Client().get(promised.url))


def test_what_the_site_stated_is_shown_and_not_touched(
    office, promised, released, coordinator
):
    shown = plain(office.get(at("duty_evidence", promised)))
    assert "Elenco n. 1" in shown
    assert "Scritta dal sito: non si cambia qui" in shown
    for name in ("correct_duty_evidence", "take_back_duty_evidence"):
        address = at(name, promised, released.pk)
        assert office.get(address).status_code == 404
        assert office.post(address, TYPED).status_code == 404
    with pytest.raises(PermissionDenied):
        state_by_hand(
            agreement=promised, duty="formazione", date=DAY, title="x",
            corrects=released, by=coordinator,
        )  # fmt: skip
    assert DutyEvidence.objects.get() == released


def test_a_statement_is_of_its_own_agreement_alone(
    office, promised, agree, coordinator
):
    send(office, promised)
    duties = [{"code": "formazione", "text": "formare;"}]
    row, other = DutyEvidence.objects.get(), agree("Un altro", duties=duties)
    with pytest.raises(PermissionDenied):
        state_by_hand(
            agreement=other, duty="formazione", date=DAY, title="x",
            corrects=row, by=coordinator,
        )  # fmt: skip
    assert office.get(at("correct_duty_evidence", other, row.pk)).status_code == 404
    assert office.post(at("take_back_duty_evidence", other, row.pk)).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"duty": ""}, "Scegli uno degli impegni dell'accordo."),
        ({"duty": "altro"}, "Scegli uno degli impegni dell'accordo."),
        ({"dated_on": ""}, "Scrivi una data come 04/05/2026"),
        ({"dated_on": "ieri"}, "Scrivi una data come 04/05/2026"),
        ({"dated_on": "2999-01-01"}, "Questo giorno deve ancora venire"),
        ({"title": " "}, "Scrivi che cosa è stato fatto."),
        ({"title": "Corso per RSSMRA85T10A562S"}, "codice fiscale"),
        ({"count": "-1"}, "Scrivi un numero intero"),
        ({"count": "tanti"}, "Scrivi un numero intero"),
        ({"count": "99999999999"}, "Scrivi un numero intero"),
        ({"url": "javascript:alert(1)"}, "Scrivi un indirizzo di questo sito"),
        ({"url": "//altro.example"}, "Scrivi un indirizzo di questo sito"),
        ({"url": "/\\altro.example"}, "Scrivi un indirizzo di questo sito"),
        ({"url": "novita"}, "Scrivi un indirizzo di questo sito"),
    ],
)
def test_what_is_wrong_is_told_at_the_field_and_nothing_is_lost(
    office, promised, wrong, told
):
    response = send(office, promised, **wrong)
    assert response.status_code == 200
    text = plain(response)
    assert told in text
    if "title" not in wrong:
        assert "Corso sull'ISEE" in text
    assert not DutyEvidence.objects.exists()


def test_a_duty_that_went_away_meanwhile_is_told(office, promised, monkeypatch):
    def gone(**told):
        raise UnknownDuty(told["duty"])

    monkeypatch.setattr(views, "state_by_hand", gone)
    text = plain(send(office, promised))
    assert "Scegli uno degli impegni dell'accordo." in text
    assert "Corso sull'ISEE" in text


@pytest.mark.parametrize("number", ["9" * 10, "9" * 30, "0"])
def test_a_number_of_no_agreement_is_not_found(office, promised, number):
    address = at("duty_evidence", promised).replace(f"/{promised.pk}/", f"/{number}/")
    assert office.get(address).status_code == 404


def test_today_is_a_day_that_has_come(office, promised):
    send(office, promised, dated_on=timezone.localdate().isoformat())
    assert DutyEvidence.objects.exists()


@pytest.mark.parametrize("role", ["editor", "manager"])
def test_no_body_attests_its_own_duties(promised, office, body, role):
    send(office, promised)
    number = DutyEvidence.objects.get().pk
    client = Client()
    client.force_login(make_member(body, role, "altri@example.org"))
    for address in (
        at("duty_evidence", promised),
        at("state_duty_evidence", promised),
        at("correct_duty_evidence", promised, number),
        at("take_back_duty_evidence", promised, number),
    ):
        for response in (client.get(address), client.post(address, TYPED)):
            assert response.status_code in (302, 403, 405), address
            assert "Corso" not in plain(response)
    assert DutyEvidence.objects.get().pk == number


def test_the_way_there_is_the_coordinator_s(office, promised, body):
    address = at("duty_evidence", promised)
    edit = reverse("wagtailadmin_pages:edit", args=[promised.pk])
    assert f'href="{address}"' in plain(office.get(edit))
    assert f'href="{address}"' not in plain(
        office.get(reverse("wagtailadmin_pages:edit", args=[body.pk]))
    )


def test_what_attests_a_duty_that_is_no_more_can_be_taken_back(office, promised):
    send(office, promised)
    Duty.objects.filter(code="formazione").delete()
    shown = plain(office.get(at("duty_evidence", promised)))
    assert "Di impegni che l’accordo non ha più" in shown
    assert "Corso sull'ISEE" in shown


def test_the_list_asks_as_much_for_many_as_for_few(office, promised, queries):
    numbers = []
    for many in (1, 10):
        for n in range(many):
            send(office, promised, title=f"Corso {many} {n}")
        address = at("duty_evidence", promised)
        office.get(address)
        with queries() as asked:
            office.get(address)
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]
