"""A released list attests the duty to give it, on the agreements in force that name the duty."""

import datetime as dt

import pytest
from django.utils import timezone

from editorial.releases.actions import withdraw_list
from editorial.releases.evidence import DUTY
from network.models import DutyEvidence
from tests.editorial.releases.conftest import NOW
from tests.network.conftest import agree, agreements, section  # noqa: F401

DAY = dt.date(2023, 2, 8)
PROMISE = [{"code": DUTY, "text": "fornire l'elenco dei servizi;"}]
SIGNED = {"signed_on": dt.date(2026, 1, 1), "ends_on": dt.date(2029, 12, 31)}


@pytest.fixture
def promised(agree):  # noqa: F811
    return agree("Protocollo", duties=PROMISE, **SIGNED)


def test_a_release_is_told_on_the_agreement(promised, sheet, release, client):
    released = release()
    evidence = DutyEvidence.objects.get()
    assert (evidence.agreement, evidence.dated_on) == (promised, released.released_on)
    assert evidence.title.endswith("n. 1: un servizio")
    text = client.get(promised.url).content.decode()
    assert f'<a href="{released.get_absolute_url()}">' in text
    assert f"Elenco dei servizi al {released.released_on:%d/%m/%Y}, n. 1" in text


def test_an_agreement_that_does_not_hold_or_has_no_such_duty_is_left_alone(
    agree,  # noqa: F811
    sheet,
    release,
):
    agree("Scaduto", duties=PROMISE, ends_on=dt.date(2024, 12, 31), signed_on=DAY)
    agree("In firma", duties=PROMISE)
    agree("Altro", duties=[{"code": "formazione", "text": "formare;"}], **SIGNED)
    agree("Bozza", live=False, duties=PROMISE, **SIGNED)
    release()
    assert not DutyEvidence.objects.exists()


def test_a_withdrawn_list_attests_nothing(promised, sheet, release, coordinator):
    released = release()
    second = release(at=NOW + dt.timedelta(days=40))
    withdraw_list(
        release=released, by=coordinator, at=timezone.now(), reason="Un indirizzo."
    )
    assert [row.url for row in DutyEvidence.objects.all()] == [
        second.get_absolute_url()
    ]
