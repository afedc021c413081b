"""The pages where a body writes its instructions and records who was told them."""

import datetime as dt

import pytest
from django.test import Client

from accounts.models import Acceptance, Instructions
from tests.factories import make_member

TODAY = dt.date.today()


def page_of(body, tail=""):
    return f"/accesso/istruzioni/{body.pk}/{tail}"


def client_for(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def anna(body):
    user = make_member(body, "manager", "anna@example.org")
    return client_for(user)


@pytest.fixture
def carla(body):
    return make_member(body, "editor", "carla@example.org")


@pytest.fixture
def version(body, anna):
    """Published, and read by who wrote it."""
    anna.post(page_of(body, "scrivi/"), {"text": "Uno"})
    row = Instructions.objects.get()
    anna.post("/accesso/istruzioni/", {"instructions": row.pk})
    return row


def test_the_first_begins_from_a_sample_that_says_whose_the_text_is(anna, body):
    page = anna.get(page_of(body)).content.decode()
    assert "Mancano le istruzioni" in page
    assert page_of(body, "scrivi/") in page
    page = anna.get(page_of(body, "scrivi/")).content.decode()
    assert "Bozza da adattare: il testo è del titolare" in page
    assert "Guarda solo i dati che ti servono" in page


def test_the_next_begins_from_the_last(anna, body, version):
    page = anna.get(page_of(body, "scrivi/")).content.decode()
    assert "Bozza da adattare" not in page
    assert ">\nUno</textarea>" in page
    anna.post(page_of(body, "scrivi/"), {"text": "Due"})
    assert [row.version for row in Instructions.objects.all()] == [2, 1]
    assert Instructions.objects.get(version=1).text == "Uno"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Scrivi le istruzioni."),
        ("  ", "Scrivi le istruzioni."),
        ("# Titolo\n\nIl resto", "togli i titoli"),
        ("[qui](pagina)", "deve cominciare con https://"),
        ("x" * 20_001, "20000"),
    ],
)
def test_what_does_not_fit_is_told_and_kept(anna, body, text, message):
    page = anna.post(page_of(body, "scrivi/"), {"text": text}).content.decode()
    assert message in page
    assert text.strip() in page
    assert not Instructions.objects.exists()


@pytest.mark.parametrize("tail", ["", "scrivi/", "a-voce/"])
def test_another_body_is_not_there(body, other_body, version, tail):
    client = client_for(make_member(other_body, "manager", "altra@example.org"))
    assert client.get(page_of(body, tail)).status_code in {404, 405}
    data = {"text": "x", "person": "1", "day": str(TODAY)}
    assert client.post(page_of(body, tail), data).status_code in {404, 405}
    assert Instructions.objects.count() == 1


def test_a_writer_and_a_visitor_do_not_see_them(body, carla):
    assert client_for(carla).get(page_of(body)).status_code == 404
    assert Client().get(page_of(body)).url.startswith("/accesso/login/")


def test_the_coordinator_reads_and_does_not_write(body, version, carla):
    client = client_for(make_member(None, "coordinator", "coordina@example.org"))
    page = client.get(page_of(body)).content.decode()
    assert "carla@example.org" in page
    assert '<form method="post"' not in page.split("<main")[1]
    assert client.get(page_of(body, "scrivi/")).status_code == 404
    sent = client.post(page_of(body, "a-voce/"), {"person": "1", "day": str(TODAY)})
    assert sent.status_code == 404


def test_told_in_person_is_recorded_with_its_day(anna, body, version, carla):
    data = {"person": carla.memberships.get().pk, "day": TODAY.strftime("%d/%m/%Y")}
    assert anna.post(page_of(body, "a-voce/"), data).url == page_of(body)
    row = Acceptance.objects.get(user=carla)
    assert (row.is_oral, row.accepted_on) == (True, TODAY)
    page = anna.get(page_of(body)).content.decode()
    assert "Tutti le hanno lette o ascoltate" in page
    assert client_for(carla).get("/admin/").status_code == 200
    mine = client_for(carla).get("/accesso/istruzioni/").content.decode()
    assert "spiegata a voce il" in mine


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("", "Scrivi il giorno."),
        ("ieri", "Scrivi il giorno così"),
        (str(TODAY + dt.timedelta(days=1)), "deve ancora venire"),
        (str(TODAY - dt.timedelta(days=1)), "Questa versione non c"),
    ],
)
def test_a_day_that_cannot_be_is_told(anna, body, version, carla, day, message):
    key = carla.memberships.get().pk
    page = anna.post(page_of(body, "a-voce/"), {"person": key, "day": day})
    text = page.content.decode()
    assert message in text
    assert f'<option value="{key}" selected>' in text
    assert not Acceptance.objects.filter(user=carla).exists()


@pytest.mark.parametrize("person", ["", "0", "x"])
def test_only_people_of_the_body_are_recorded(anna, body, version, carla, person):
    data = {"person": person, "day": str(TODAY)}
    page = anna.post(page_of(body, "a-voce/"), data).content.decode()
    assert "Scegli la persona." in page or "Scegli una persona dell" in page


def test_nobody_to_tell_no_form(anna, body, version):
    sent = anna.post(page_of(body, "a-voce/"), {"person": "1", "day": str(TODAY)})
    assert sent.status_code == 404


def test_the_review_says_who_has_not_read_them(anna, body, version, carla):
    page = anna.get(f"/accesso/verifica/{body.pk}/").content.decode()
    assert page.count("Istruzioni non ancora lette.") == 1
    assert "Istruzioni: versione 1, lette il" in page
