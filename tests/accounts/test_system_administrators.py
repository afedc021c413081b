"""The list of the Garante's act of 27 November 2008: kept by the administrator, printable."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.models import SystemAdministrator
from tests.factories import make_member

LIST = "/accesso/persone/amministratori-di-sistema/"
ADD = f"{LIST}aggiungi/"
FACTS = {
    "name": "Piero Blu",
    "company": "Ditta di prova srl",
    "functions": "Gestisce il server.\nFa le copie.",
    "appointed_on": "2026-01-10",
    "act": "Determina di prova n. 1 del 10/01/2026",
    "until": "",
}


@pytest.mark.parametrize("role", ["editor", "manager", "operator", "coordinator"])
def test_for_everybody_else_it_is_not_there(body, role):
    place = None if role == "coordinator" else body
    client = Client()
    client.force_login(make_member(place, role, "x@example.org"))
    row = SystemAdministrator.objects.create(**FACTS | {"until": None})
    for path in (LIST, ADD, f"{LIST}{row.pk}/"):
        assert client.get(path).status_code == 404
        assert client.post(path, FACTS).status_code == 404
    assert Client().get(LIST).status_code == 302
    assert SystemAdministrator.objects.count() == 1


def test_a_person_is_added_corrected_and_ended(admin_client):
    assert admin_client.post(ADD, FACTS).url == LIST
    row = SystemAdministrator.objects.get()
    assert str(row) == "Piero Blu (Ditta di prova srl)"
    page = admin_client.get(LIST).content.decode()
    for words in ("Piero Blu", "Gestisce il server.<br>Fa le copie.", "10/01/2026"):
        assert words in page
    assert "Non in carica oggi" not in page
    ended = FACTS | {"until": "2026-02-01"}
    assert admin_client.post(f"{LIST}{row.pk}/", ended).url == LIST
    page = admin_client.get(LIST).content.decode()
    assert "Non in carica oggi" in page
    assert "fino al 01/02/2026" in page
    actions = ModelLogEntry.objects.for_instance(row)
    assert set(actions.values_list("action", flat=True)) == {
        "wagtail.create",
        "wagtail.edit",
    }


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"until": "2025-12-31"}, "prima della nomina"),
        ({"name": ""}, "obbligatorio"),
        ({"appointed_on": "ieri"}, "data valida"),
        ({"functions": "x" * 1001}, "1000 caratteri"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(admin_client, facts, says):
    answer = admin_client.post(ADD, FACTS | facts)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert says in page
    assert "Determina di prova n. 1" in page
    assert not SystemAdministrator.objects.exists()


def test_the_database_keeps_the_dates_in_order(db):
    wrong = FACTS | {"until": dt.date(2025, 1, 1)}
    with pytest.raises(IntegrityError), transaction.atomic():
        SystemAdministrator.objects.create(**wrong)


def test_the_paper_names_those_with_an_account_too(admin_client):
    page = admin_client.get(LIST).content.decode()
    assert "capo@example.org" in page
    assert "27 novembre 2008" in page


def test_who_is_in_charge_is_asked_of_a_day(db):
    today = timezone.localdate()
    for start, end in ((-9, None), (-9, -1), (1, None), (-9, 0)):
        SystemAdministrator.objects.create(
            **FACTS
            | {
                "name": f"{start} {end}",
                "appointed_on": today + dt.timedelta(start),
                "until": None if end is None else today + dt.timedelta(end),
            }
        )
    found = SystemAdministrator.objects.in_charge_on(today)
    assert {row.name for row in found} == {"-9 None", "-9 0"}
