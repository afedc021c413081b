"""Before anything else, whoever entered reads the instructions of their body."""

import datetime as dt

import pytest
from django.test import Client

from accounts.instructions.actions import accept, publish
from accounts.models import Acceptance, Instructions
from tests.factories import make_editor, make_member

TODAY = dt.date.today()
GATE = "/accesso/istruzioni/"


@pytest.fixture
def anna(body):
    return make_editor(body)


@pytest.fixture
def carla(body):
    return make_member(body, "editor", "carla@example.org")


@pytest.fixture
def written(anna, body):
    """Publishes a version, and another when asked again."""

    def write(text="Guarda **solo** i dati che servono."):
        return publish(by=anna, organisation=body, text=text, on=TODAY)

    return write


@pytest.fixture
def client(carla):
    found = Client()
    found.force_login(carla)
    return found


@pytest.mark.parametrize(
    "path",
    ["/admin/", "/admin/pages/", "/", "/accesso/verifica/", "/documenti/1/x.pdf"],
)
def test_every_page_leads_to_the_instructions_and_back(client, written, path):
    written()
    answer = client.get(f"{path}?q=a&b=c")
    assert answer.status_code == 302
    assert answer.url.startswith(f"{GATE}?next=%2F")
    page = client.get(answer.url).content.decode()
    assert "Guarda <b>solo</b> i dati" in page
    assert f'name="next" value="{path}?q=a&amp;b=c"' in page


@pytest.mark.parametrize(
    "path", ["/accesso/logout/", "/colori.css", "/robots.txt", "/accesso/login/"]
)
def test_way_out_and_what_a_page_needs_stay_open(client, written, path):
    written()
    answer = client.get(path)
    assert GATE not in answer.headers.get("Location", "")


def test_without_instructions_there_is_no_gate(client):
    assert client.get("/admin/").status_code == 200


def test_a_visitor_passes(home, written):
    written()
    assert Client().get("/").status_code == 200


def test_a_browser_that_entered_once_and_left_passes(home, written, client):
    client.get("/accesso/istruzioni/")
    client.logout()
    client.cookies["sessionid"] = "una-sessione-finita"
    written()
    assert client.get("/").status_code == 200


def test_people_of_other_bodies_pass(written, other_body):
    written()
    found = Client()
    found.force_login(make_member(other_body, "editor", "altra@example.org"))
    assert found.get("/admin/").status_code == 200


def test_accepting_opens_and_goes_on(client, carla, written):
    version = written()
    data = {"instructions": version.pk, "next": "/admin/services/"}
    assert client.post(GATE, data).url == "/admin/services/"
    row = Acceptance.objects.get()
    assert (row.user, row.instructions, row.is_oral) == (carla, version, False)
    assert client.get("/admin/").status_code == 200
    mine = client.get(GATE).content.decode()
    assert "Versione 1, letta il" in mine


def test_looking_accepts_nothing(client, written):
    written()
    client.get(GATE)
    assert not Acceptance.objects.exists()


@pytest.mark.parametrize("given", ["", "0", "999", "x", "9" * 40, "²"])
def test_accepting_what_is_not_shown_opens_nothing(client, written, given):
    written()
    answer = client.post(GATE, {"instructions": given, "next": "/admin/"})
    assert answer.url == f"{GATE}?next=%2Fadmin%2F"
    assert not Acceptance.objects.exists()


def test_what_came_out_while_reading_is_read_too(client, written):
    first = written()
    written("Un testo nuovo.")
    answer = client.post(GATE, {"instructions": first.pk})
    assert answer.url.startswith(GATE)
    assert "Un testo nuovo." in client.get(answer.url).content.decode()


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example", "", "boh", "9" * 20, "a\0b", "{}"],
)
def test_nobody_is_sent_to_another_site(client, written, target):
    version = written()
    answer = client.post(GATE, {"instructions": version.pk, "next": target})
    assert answer.url == "/admin/"


def test_who_has_no_admin_goes_on_to_the_site(body, written):
    version, found = written(), Client()
    found.force_login(make_member(body, "operator", "sportello@example.org"))
    answer = found.post(GATE, {"instructions": version.pk})
    assert answer.url == "/"


def test_a_first_entry_may_send_nothing(client, written):
    written()
    answer = client.post("/admin/logout/", {"title": "x"})
    assert answer.url.startswith(GATE)


def test_what_one_is_writing_is_not_lost_to_a_new_version(client, carla, body, written):
    """Somebody at work when a version comes out saves, and reads it with the next page."""
    accept(by=carla, instructions=written(), on=TODAY)
    written("Due")
    sent = client.post(f"/admin/pages/{body.pk}/edit/", {"title": "x"})
    assert GATE not in sent.headers.get("Location", "")
    assert client.get("/admin/").url.startswith(GATE)


def test_a_text_with_html_in_it_shows_it(client, written):
    written("Prima <script>alert(1)</script> poi")
    page = client.get(GATE).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_asked_of_each_request_it_costs_one_query(client, queries):
    client.get("/robots.txt")
    with queries() as found:
        client.get("/admin/")
    asked = [q for q in found if "accounts_instructions" in q["sql"]]
    assert len(asked) == 1


def test_a_page_of_one_s_own_without_any(client):
    assert "non ha ancora scritto istruzioni" in client.get(GATE).content.decode()
    assert not Instructions.objects.exists()
