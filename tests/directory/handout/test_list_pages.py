"""The builder: the list in the path or in the body, never in a log, a cookie or a cache."""

import logging
import re

import pytest
from django.template.loader import render_to_string
from django.test import Client

from directory.handout import finding
from tests.directory.handout.conftest import OWN, text_of
from tests.factories import DeskFactory, ServiceFactory, restrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(caplog):
    caplog.set_level(logging.INFO)
    return lambda: "\n".join(record.getMessage() for record in caplog.records)


def test_an_empty_list_says_how_to_fill_it(home):
    text = text_of(Client().get("/la-mia-lista/"))
    assert "La lista è vuota" in text
    assert "Non ti chiediamo chi sei" in text


def test_a_list_is_shown_in_its_order_with_whom_to_call(home, sheet, desk):
    path = f"/la-mia-lista/{desk.short_code}-{sheet.short_code}/"
    text = text_of(Client().get(path))
    assert text.index(desk.title) < text.index(sheet.title)
    assert "Nella lista: 2" in text
    assert "0372 123456" in text
    assert "Via Mantova 25" in text


def test_nothing_of_a_list_is_kept(home, sheet, send, log):
    path = f"/la-mia-lista/{sheet.short_code}/"
    for answer in (
        Client().get(path),
        send("elenco", [sheet]),
        send("stampa", [sheet]),
    ):
        assert answer.status_code == 200
        assert not answer.cookies
        assert answer.headers["Cache-Control"] == "no-store, private"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "/la-mia-lista/-" in log()
    assert sheet.short_code not in log()


def test_not_even_a_fault_writes_a_list_into_the_log(home, sheet, log, monkeypatch):
    monkeypatch.setattr("directory.handout.contexts.pick", lambda *_: 1 / 0)
    client = Client(raise_request_exception=False)
    assert client.get(f"/la-mia-lista/{sheet.short_code}/").status_code == 500
    handled = [r for r in logging.getLogger().handlers if hasattr(r, "records")]
    assert handled
    from core.quiet_paths import QuietFilter

    for record in handled[0].records:
        QuietFilter().filter(record)
        assert sheet.short_code not in record.getMessage()


def test_each_thing_goes_up_down_and_away_by_a_link(home, sheet, desk):
    one, two = sheet.short_code, desk.short_code
    text = text_of(Client().get(f"/la-mia-lista/{one}-{two}/"))
    links = re.findall(r'href="(/la-mia-lista/[^"]*)"', text)
    assert f"/la-mia-lista/{two}-{one}/" in links
    assert {f"/la-mia-lista/{one}/", f"/la-mia-lista/{two}/"} <= set(links)
    for link in links:
        assert Client().get(link).status_code == 200


def test_what_is_no_longer_published_is_told_kindly(home, body, sheet, send):
    draft = ServiceFactory(parent=body, title="Bozza segreta", live=False)
    text = text_of(send("elenco", [sheet, draft, "zzzzzzzz"]))
    assert "non sono più pubblicate" in text
    assert "Bozza segreta" not in text
    assert f'data-list="{sheet.short_code}"' in text


def test_a_code_that_is_none_is_told(home, sheet):
    text = text_of(Client().get(f"/la-mia-lista/{sheet.short_code}-boh/"))
    assert "non si riconosce" in text
    assert sheet.title in text


def test_a_list_of_more_than_twelve_is_cut_and_says_so(home, body):
    pages = [DeskFactory(parent=body) for _ in range(13)]
    codes = "-".join(page.short_code for page in pages)
    text = text_of(Client().get(f"/la-mia-lista/{codes}/"))
    assert "le prime 12" in text
    assert pages[11].title in text
    assert f">{pages[12].title}<" not in text


@pytest.mark.parametrize("junk", ["-", "'%22", "a" * 3000, "%F0%9F%98%80", "{{"])
def test_no_address_is_a_fault(home, junk):
    text = text_of(Client().get(f"/la-mia-lista/{junk}/"))
    assert "La lista è vuota" in text


def test_codes_typed_from_paper_open_the_list(home, sheet, desk):
    typed = f" {desk.short_code.upper()} "
    answer = Client().get(f"/la-mia-lista/{sheet.short_code}/", {"lista": typed})
    wanted = f"/la-mia-lista/{sheet.short_code}-{desk.short_code}/"
    assert answer.headers["Location"] == wanted


def test_codes_mistyped_from_paper_are_told(home, sheet, desk):
    path, typed = f"/la-mia-lista/{sheet.short_code}/", f"{desk.short_code}, boh"
    text = text_of(Client().get(path, {"lista": typed}))
    assert "non si riconosce" in text
    assert f'data-list="{sheet.short_code}-{desk.short_code}"' in text
    assert "boh" not in text


@pytest.mark.parametrize(
    ("back", "shown"),
    [
        ("/intranet/foglio/", "/intranet/foglio/#{code}"),
        ("https://altrove.example/", "/la-mia-lista/{code}/"),
        ("//altrove.example/", "/la-mia-lista/{code}/"),
        ("javascript:alert(1)", "/la-mia-lista/{code}/"),
    ],
)
def test_from_the_sheet_one_goes_back_where_one_was(home, sheet, send, back, shown):
    text = text_of(send("stampa", [sheet], ritorno=back))
    assert f'href="{shown.format(code=sheet.short_code)}">Torna alla lista' in text


def test_a_body_of_another_site_is_refused(home, sheet, send):
    for name in ("elenco", "stampa", "pdf"):
        headers = {"Sec-Fetch-Site": "cross-site"}
        assert send(name, [sheet], headers=headers).status_code == 403
        assert send(name, [sheet], headers={}).status_code == 403
        own = {"Origin": "http://testserver"}
        assert send(name, [sheet], headers=own).status_code == 200


@pytest.mark.parametrize("name", ["elenco", "stampa", "pdf"])
def test_whoever_comes_by_the_address_alone_is_led_to_the_list(home, name):
    answer = Client().get(f"/la-mia-lista/{name}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/la-mia-lista/")


@pytest.fixture
def sought(indexed, request):
    """The sheet and the desk, in the search's index."""
    with indexed():
        return request.getfixturevalue("sheet"), request.getfixturevalue("desk")


def test_the_search_finds_services_and_desks_to_add(home, sought, body, indexed):
    sheet, desk = sought
    with indexed():
        hidden = DeskFactory(parent=body, title="Aiuto per la spesa nascosto")
        restrict(hidden)
    text = text_of(Client().get(f"/la-mia-lista/{desk.short_code}/?q=aiuto spesa"))
    assert f'href="/la-mia-lista/{desk.short_code}-{sheet.short_code}/"' in text
    assert hidden.title not in text


def test_what_is_in_the_list_is_not_offered_again(home, sought):
    sheet, _ = sought
    text = text_of(Client().get(f"/la-mia-lista/{sheet.short_code}/?q=aiuto spesa"))
    assert f'data-list-add="{sheet.short_code}"' not in text
    text = text_of(Client().get("/la-mia-lista/?q=zzzqqq"))
    assert "Non abbiamo trovato altro per «zzzqqq»" in text


def test_suggestions_for_a_list_carry_their_code(home, sought):
    sheet, _ = sought
    path = "/cerca/suggerimenti/"
    items = Client().get(path, {"q": "aiuto per", "tipo": "lista"}).json()["items"]
    assert [(i["text"], i["code"]) for i in items] == [(sheet.title, sheet.short_code)]
    items = Client().get(path, {"q": "comune di p", "tipo": "lista"}).json()["items"]
    assert {item["kind"] for item in items} <= {"Servizio", "Sportello"}
    items = Client().get(path, {"q": "aiuto per"}).json()["items"]
    assert "code" not in items[0]


def test_without_a_search_nothing_is_found(monkeypatch):
    monkeypatch.setattr(finding, "_finders", [])
    assert finding.find("isee") == ()


@pytest.mark.parametrize("place", [0, 1])
def test_a_page_can_be_added_from_itself_and_from_a_result(home, sought, place):
    page = sought[place]
    for path in (page.url, f"/cerca/?q={page.title}"):
        text = text_of(Client().get(path))
        assert f'data-list-add="{page.short_code}"' in text, path
        assert f'href="/la-mia-lista/{page.short_code}/"' in text, path


def test_what_was_ticked_stays_ticked(home, sheet, send):
    code = sheet.short_code
    text = text_of(send("elenco", [sheet], **{f"di-{code}": ["si", "costo"]}))
    ticked = re.findall(r'id="[0-9a-z]{8}-(\w+)"[^>]*checked', text)
    assert ticked == ["costo"]


def test_a_longer_list_takes_as_many_queries(home, body, desk, sheet, send, queries):
    def measured(pages, name):
        send(name, pages)
        with queries() as found:
            send(name, pages)
        return len(found)

    few = [sheet, desk]
    many = [sheet, desk]
    for _ in range(5):
        many += [ServiceFactory(parent=body, complete=True), DeskFactory(parent=body)]
    for name in ("elenco", "stampa"):
        assert measured(few, name) == measured(many, name) <= 20


def test_the_builder_itself_asks_little(home, sheet, desk, queries):
    path = f"/la-mia-lista/{sheet.short_code}-{desk.short_code}/"
    Client().get(path)
    with queries() as found:
        Client().get(path)
    assert len(found) <= 20


def test_robots_stay_out(home, admin_client):
    from core.frame import forget_frame
    from core.models import SiteSettings

    SiteSettings.objects.update(is_demonstration=False)
    forget_frame()
    assert "Disallow: /la-mia-lista/" in Client().get("/robots.txt").content.decode()
    assert 'name="robots" content="noindex"' in text_of(Client().get("/la-mia-lista/"))
    assert Client().post("/la-mia-lista/", headers=OWN).status_code == 405


def test_another_page_may_hold_the_builder(home, sheet, rf):
    from directory.handout.contexts import builder_context

    request = rf.get("/")
    shown = builder_context(request, sheet.short_code, home="/altrove/")
    html = render_to_string("directory/handout/builder.html", shown, request)
    assert 'data-home="/altrove/"' in html
    assert '<input type="hidden" name="ritorno" value="/altrove/">' in html
    assert sheet.title in html
    own = builder_context(request, sheet.short_code)
    html = render_to_string("directory/handout/builder.html", own, request)
    assert 'data-home="/la-mia-lista/"' in html
    assert "ritorno" not in html


@pytest.mark.parametrize("header", ["Origin", "Referer"])
@pytest.mark.parametrize("address", ["http://[", "https://[x]/", "null", "é", "//"])
def test_whatever_a_header_calls_an_address_is_refused(home, sheet, header, address):
    sent = {"lista": sheet.short_code}
    answer = Client().post("/la-mia-lista/stampa/", sent, headers={header: address})
    assert answer.status_code == 403
