"""The admin's own search and choosers, whatever is typed and whoever asks."""

import pytest
from django.db import DataError
from django.http import Http404
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from core import admin_search
from core.admin_search import paused
from core.middleware import UnheardNumbersMiddleware
from tests.factories import DeskFactory, ServiceFactory

EVIL = {
    "quote": '"',
    "quotes": '"isee" OR "',
    "nul": "isee\0bonus",
    "bidi": "\u202eeesi\u2066",
    "long": "isee " * 2000,
    "operators": "isee & | ! ( ) : * ' -- NEAR(",
    "emoji": "😀👩‍👩‍👧",
    "surrogate": "%ED%A0%80",
    "spaces": "   ",
    "parts": '"a" ' * 2500,
    "only hidden": "\u202e\u2066",
}
PLACES = (
    "/admin/pages/search/",
    "/admin/services/",
    "/admin/desks/",
    "/admin/organisations/",
    "/admin/images/",
    "/admin/choose-page/search/",
    "/admin/snippets/directory/need/",
)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("query", EVIL.values(), ids=EVIL)
def test_nothing_typed_breaks_the_admin_s_search(home, admin_client, place, query):
    assert admin_client.get(place, {"q": query}).status_code == 200


@pytest.mark.parametrize("query", ["Assegno", '"Assegno"', "\u202aassegno\0"])
def test_the_admin_s_search_finds_what_is_meant(body, admin_client, query):
    ServiceFactory(parent=body, title="Assegno unico")
    for place in ("/admin/pages/search/", "/admin/services/"):
        assert "Assegno unico" in admin_client.get(place, {"q": query}).content.decode()


def test_while_much_is_written_nothing_is_indexed(body, admin_client):
    with paused():
        ServiceFactory(parent=body, title="Pausa lunga")
    ServiceFactory(parent=body, title="Pausa breve")
    page = admin_client.get("/admin/pages/search/", {"q": "pausa"}).content.decode()
    assert "Pausa breve" in page
    assert "Pausa lunga" not in page


def test_queries_that_are_no_text_pass_as_they_are():
    assert admin_search._clean(None) is None


@pytest.fixture
def drafts(body, other_body):
    """Published sheets and drafts of both bodies, by who keeps them."""
    for keeper, name in ((body, "mio"), (other_body, "altrui")):
        ServiceFactory(parent=keeper, title=f"Foglio {name} pubblico")
        ServiceFactory(parent=keeper, title=f"Foglio {name} in bozza", live=False)


@pytest.mark.parametrize("way", ["browse", "search", "type"])
def test_the_chooser_shows_no_drafts_of_others(drafts, body, other_body, editor, way):
    client = Client()
    client.force_login(editor)
    addresses = {
        "browse": [f"/admin/choose-page/{page.pk}/" for page in (body, other_body)],
        "search": ["/admin/choose-page/search/?q=foglio"],
        "type": ["/admin/choose-page/search/?q=foglio&page_type=directory.servicepage"],
    }[way]
    shown = "".join(client.get(a).content.decode() for a in addresses)
    assert "Foglio mio pubblico" in shown
    assert "Foglio mio in bozza" in shown
    assert "Foglio altrui pubblico" in shown
    assert "Foglio altrui in bozza" not in shown


def test_the_coordinator_s_chooser_shows_all(drafts, other_body, admin_client):
    page = admin_client.get(f"/admin/choose-page/{other_body.pk}/").content.decode()
    assert "Foglio altrui in bozza" in page


def test_listings_show_an_editor_every_body(body, other_body, editor, client):
    ServiceFactory(parent=other_body, title="Foglio altrui")
    DeskFactory(parent=body, title="Banco mio")
    client.force_login(editor)
    assert client.get("/admin/services/").status_code == 200
    assert "Banco mio" in client.get("/admin/desks/").content.decode()


@pytest.mark.parametrize("number", ["9" * 20, "-" + "9" * 20])
def test_a_number_that_no_row_has_is_not_there(body, admin_client, number):
    """Sent where a term is chosen, SQLite's own driver would fail on it."""
    sheet = ServiceFactory(parent=body)
    url = reverse("wagtailadmin_pages:edit", args=[sheet.pk])
    html = admin_client.get(url).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    data["needs"] = number
    assert admin_client.post(url, data).status_code in {200, 404}


def test_other_faults_are_not_hidden():
    guard = UnheardNumbersMiddleware(lambda request: None)
    assert (
        guard.process_exception(None, OverflowError("date value out of range")) is None
    )
    assert guard.process_exception(None, ValueError("SQLite INTEGER")) is None


@pytest.mark.parametrize("path", ["/a%00b/", "/servizi/%00/", "/intranet/%00"])
def test_no_database_is_asked_for_a_path_that_no_row_can_hold(home, queries, path):
    """PostgreSQL's driver fails at it, where SQLite's finds nothing."""
    with queries() as asked:
        assert Client().get(path).status_code == 404
    assert not [one for one in asked if "\0" in one["sql"]]


def test_a_text_that_no_row_can_hold_is_of_no_row():
    guard = UnheardNumbersMiddleware(lambda request: None)
    told = "PostgreSQL text fields cannot contain NUL (0x00) bytes"
    with pytest.raises(Http404):
        guard.process_exception(None, DataError(told))
    assert guard.process_exception(None, DataError("value too long")) is None
