"""The list in the admin: the preview, the one button, who has confirmed."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from editorial.demo import release_sample
from editorial.models import ListReceipt, ListRelease
from editorial.releases import actions
from tests.factories import OrganisationFactory, ServiceFactory, make_member

from .conftest import published

pytestmark = pytest.mark.django_db
HERE = reverse("list_office")
PEOPLE = {
    "visitor": 302, "editor": 200, "manager": 200, "operator": 302, "referent": 302,
    "coordinator": 200, "administrator": 200,
}  # fmt: skip


@pytest.fixture(autouse=True)
def _no_files(monkeypatch):
    monkeypatch.setattr(actions, "make_files_soon", lambda release: None)


def mark_in(answer):
    return re.search(r'name="seen" value="([^"]+)"', answer.text)[1]


@pytest.mark.parametrize("role", PEOPLE)
def test_who_comes_in_and_who_has_the_button(role, body, sheet, enter, client):
    if role != "visitor":
        of_no_body = role in {"coordinator", "administrator"}
        user = make_member(None if of_no_body else body, role, "chi@example.org")
        client = enter(user)
    answer = client.get(HERE)
    assert answer.status_code == PEOPLE[role]
    may = role in {"coordinator", "administrator"}
    assert ("Pubblica l’elenco n. 1" in answer.text) == may
    sent = client.post(HERE, {"seen": "1-x"})
    assert ListRelease.objects.count() == 0
    if answer.status_code == 200:
        assert sent.status_code == (200 if may else 302)


def test_the_preview_tells_what_would_be_in_it(sheet, other_body, coordinator, enter):
    sheet.manager_body = other_body
    published(sheet)
    text = enter(coordinator).get(HERE).text
    today = f"{timezone.localdate():%d/%m/%Y}"
    assert f"Il prossimo: n. 1, al {today}" in text
    assert "Conterrebbe 1 servizio, 1 con un ente gestore diverso" in text
    assert f"Pubblica l’elenco n. 1 al {today}" in text


def test_one_button_releases_it(
    sheet, manager, coordinator, enter, django_capture_on_commit_callbacks
):
    client = enter(coordinator)
    mark = mark_in(client.get(HERE))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(HERE, {"seen": mark, "note": " Buona lettura "})
    made = ListRelease.objects.get()
    assert answer["Location"] == reverse("list_office_release", args=[1])
    assert (made.note, made.released_by) == ("Buona lettura", coordinator)
    assert [message.to for message in mail.outbox] == [[manager.email]]
    page = client.get(answer["Location"]).text
    assert "Comune di prova" in page
    assert "Mandato" in page
    assert "Non serve" in page
    # Pressed twice: the second finds another number and shows the preview again.
    again = client.post(HERE, {"seen": mark})
    assert "Nel frattempo" in again.text
    assert ListRelease.objects.count() == 1


def test_what_changed_meanwhile_must_be_looked_at(sheet, coordinator, enter):
    client = enter(coordinator)
    mark = mark_in(client.get(HERE))
    sheet.title = "Altro nome"
    published(sheet)
    answer = client.post(HERE, {"seen": mark, "note": "La mia nota"})
    assert answer.status_code == 200
    assert "La mia nota" in answer.text
    assert mark_in(answer) != mark
    assert not ListRelease.objects.exists()


def test_a_note_too_long_is_told_at_the_field_and_kept(sheet, coordinator, enter):
    client = enter(coordinator)
    note = "a" * 1001
    answer = client.post(HERE, {"seen": mark_in(client.get(HERE)), "note": note})
    assert "La nota è troppo lunga: al massimo 1000 caratteri." in answer.text
    assert note in answer.text
    assert not ListRelease.objects.exists()


def test_an_empty_list_has_no_button(home, coordinator, enter):
    client = enter(coordinator)
    assert "un elenco vuoto non si pubblica" in client.get(HERE).text
    client.post(HERE, {"seen": ""})
    assert not ListRelease.objects.exists()


def test_a_body_confirms_in_the_admin_and_the_coordinator_sees_it(
    sheet, manager, coordinator, enter, release
):
    release(timezone.now())
    sheet.status, sheet.status_reason = "closed", "Finito."
    published(sheet)
    made = release(timezone.now())
    receipt = made.listreceipts.get()
    client = enter(manager)
    assert "Da confermare" in client.get(HERE).text
    page = client.get(reverse("list_office_receipt", args=[receipt.pk])).text
    assert "Non più attivo. Finito." in page
    boss = enter(coordinator)
    there = reverse("list_office_release", args=[made.number])
    assert "Manca" in boss.get(there).text
    assert "0 su 1" in boss.get(HERE).text
    address = reverse("confirm_list_in_office", args=[receipt.pk])
    assert client.get(address).status_code == 405
    assert client.post(address)["Location"] == HERE
    receipt.refresh_from_db()
    assert receipt.confirmed_by == manager
    assert "1 su 1" in boss.get(HERE).text
    assert "Manca" not in boss.get(there).text
    assert client.get(there).status_code in {302, 403}


def test_many_bodies_cost_no_more_queries(
    services_index, sheet, coordinator, enter, release, queries
):
    client, counts = enter(coordinator), []
    release(timezone.now())
    for number in (2, 18):
        for _ in range(number):
            body = OrganisationFactory(parent=services_index)
            make_member(body, "manager", f"chi{body.pk}@example.org")
            ServiceFactory(parent=body)
        made = release(timezone.now())
        for address in (HERE, reverse("list_office_release", args=[made.number])):
            client.get(address)
            with queries() as found:
                assert client.get(address).status_code == 200
            counts.append(len(found))
    assert counts[:2] == counts[2:]


def test_the_demonstration_releases_one_list_once_and_writes_to_nobody(
    sheet, coordinator, manager, home, django_capture_on_commit_callbacks
):
    from core.models import SiteSettings

    assert release_sample(at=timezone.now()) == 0
    SiteSettings.objects.update(is_demonstration=True)
    SiteSettings.objects.get_or_create(
        site_id=home.get_site().pk, defaults={"is_demonstration": True}
    )
    with django_capture_on_commit_callbacks(execute=True):
        assert release_sample(at=timezone.now()) == 1
    assert mail.outbox == []
    assert release_sample(at=timezone.now()) == 0
    assert ListRelease.objects.get().number == 1
    assert not ListReceipt.objects.exists()


def test_without_a_coordinator_the_demonstration_releases_nothing(sheet):
    assert release_sample(at=timezone.now()) == 0


def test_a_list_that_said_too_much_is_withdrawn_and_stays(
    sheet, desk, manager, coordinator, enter, release, monkeypatch
):
    made = release(timezone.now(), files=True)
    there = reverse("list_office_release", args=[made.number])
    file = f"/elenco-dei-servizi/{made.number}/elenco.xlsx"
    boss, visitor = enter(coordinator), Client()
    mark = visitor.get(file)["ETag"]
    empty = boss.post(there, {"reason": "  "})
    assert "Scrivi perché" in empty.text
    too_long = boss.post(there, {"reason": "a" * 256})
    assert "a" * 256 in too_long.text
    assert enter(manager).post(there, {"reason": "x"}).status_code in {302, 403}
    assert visitor.get(file).status_code == 200
    boss.post(there, {"reason": "Un indirizzo da proteggere."})
    boss.post(there, {"reason": "Un altro motivo"})
    assert "Ritirato dal sito" in boss.get(there).text
    assert visitor.get(file).status_code == 404
    same = {"If-None-Match": mark}
    assert visitor.get(file, headers=same).status_code == 404
    page = visitor.get(f"/elenco-dei-servizi/{made.number}/").text
    assert "Un indirizzo da proteggere." in page
    assert "elenco.xlsx" not in page
    assert "Ritirato: Un indirizzo" in visitor.get("/elenco-dei-servizi/").text
    assert ListRelease.objects.get().lines == made.lines
    entries = ModelLogEntry.objects.filter(action="editorial.withdraw_list")
    assert entries.count() == 1
