"""The orientation sheet: at a desk by keyboard alone, at home on a phone, without a script."""

import io
import json
import re
import time
import urllib.parse
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.test_every_template import WCAG, faults_of
from tests.journeys.walking import follow

SECONDS = 20
SAID = "[data-list-said]"
TWELVE = [
    *("isee", "caaf", "bonus", "badante", "casa", "inps"),
    *("730", "disabil", "nido", "spid", "lavoro", "1522"),
]


def add(page, words, number):
    """Type, wait for what is suggested, Enter; no mouse."""
    page.keyboard.type(words)
    expect(page.locator("#cerca-lista-elenco li").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#lista-titolo")).to_have_text(f"Nella lista: {number}")


def tab_to(page, words, most=80):
    """Go on with the tabulator until something that is called like that has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.innerText || ''")
        if words in focused:
            return
    raise AssertionError(f"{words} is not reached by keyboard")


def reach_search(page):
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "cerca-lista":
            return
    raise AssertionError("the search is not reached by keyboard")


@pytest.mark.pango
def test_from_the_first_key_to_the_pdf_by_keyboard(server, desktop, record_property):
    desktop.goto(server.url("/la-mia-lista/"))
    begun = time.monotonic()
    reach_search(desktop)
    add(desktop, "isee", 1)
    add(desktop, "1522", 2)
    add(desktop, "caaf", 3)
    tab_to(desktop, "Fai il PDF")
    with desktop.context.expect_event("request", lambda r: "/pdf/" in r.url) as asked:
        desktop.keyboard.press("Enter")
    sent = asked.value.post_data
    took = time.monotonic() - begun
    # The browser's own viewer is no page to look into: the same is asked for once more.
    answer = desktop.request.post(
        server.url("/la-mia-lista/pdf/"),
        data=sent,
        headers={
            "Content-Type": "application/x-www-form-urlencoded",
            "Sec-Fetch-Site": "same-origin",
        },
    )
    words = PdfReader(io.BytesIO(answer.body())).pages[0].extract_text()
    assert "ISEE" in words
    record_property("seconds", round(took, 1))
    assert took + 2 <= SECONDS
    assert desktop.context.cookies() == []


def test_from_a_full_list_the_pdf_is_few_keys_away(server, desktop):
    desktop.goto(server.url("/la-mia-lista/"))
    reach_search(desktop)
    for number, words in enumerate(TWELVE, 1):
        add(desktop, words, number)
    tab_to(desktop, "Fai il PDF", most=2)
    tab_to(desktop, "Scegli come stampare", most=1)
    desktop.keyboard.press("Enter")
    expect(desktop.locator("#lista-stampa")).to_be_focused()
    expect(desktop.locator("#lista-titolo")).to_have_text("Nella lista: 12")
    tab_to(desktop, "Fai il PDF", most=12)


def test_whoever_is_quicker_than_the_suggestions_goes_on_with_enter(server, desktop):
    desktop.goto(server.url("/la-mia-lista/?q=isee"))
    expect(desktop.locator("a[data-list-add]").first).to_be_focused()
    desktop.keyboard.press("Enter")
    expect(desktop.locator("#lista-titolo")).to_have_text("Nella lista: 1")
    expect(desktop.locator("#cerca-lista")).to_be_focused()


def test_the_way_to_the_content_leaves_the_list_as_it_is(server, desktop):
    desktop.goto(server.url("/la-mia-lista/"))
    reach_search(desktop)
    add(desktop, "isee", 1)
    shown = desktop.url
    desktop.locator(".skiplinks a").first.focus()
    desktop.keyboard.press("Enter")
    expect(desktop).to_have_url(shown)
    expect(desktop.locator("#contenuto")).to_be_focused()
    expect(desktop.locator("#lista-titolo")).to_have_text("Nella lista: 1")


def test_what_happened_is_seen_on_a_phone(server, phone, codes):
    phone.goto(server.url(f"/la-mia-lista/{codes[0]}/"))
    phone.locator("#cerca-lista").focus()
    add(phone, "caaf", 2)
    expect(phone.locator(SAID)).to_contain_text("Nella lista ci sono 2 cose.")
    expect(phone.locator(SAID)).to_be_in_viewport(ratio=1)
    phone.get_by_role("link", name=re.compile("^Togli")).last.focus()
    phone.context.set_offline(True)
    phone.keyboard.press("Enter")
    expect(phone.locator(SAID)).to_contain_text("controlla la connessione")
    expect(phone.locator(SAID)).to_be_in_viewport(ratio=1)
    phone.context.set_offline(False)


def test_the_codes_of_a_sheet_are_typed_into_the_list(server, desktop, codes):
    desktop.goto(server.url(f"/la-mia-lista/{codes[0]}/"))
    expect(desktop).to_have_url(server.url(f"/la-mia-lista/#{codes[0]}"))
    desktop.locator("#lista-codici").fill(f"{codes[1].upper()} boh")
    desktop.keyboard.press("Enter")
    expect(desktop.locator("#lista-titolo")).to_have_text("Nella lista: 2")
    expect(desktop.locator("#lista-titolo")).to_be_focused()
    expect(desktop.locator(".alert")).to_contain_text("non si riconosce")
    expect(desktop.locator("#lista-codici")).to_have_value("")
    expect(desktop).to_have_url(server.url(f"/la-mia-lista/#{codes[0]}-{codes[1]}"))


def test_an_operator_comes_back_from_the_sheet_to_the_counter(server, desktop):
    account = server.account("operatore", "CGIL Cremona")
    server.enter(desktop, account, "/intranet/foglio/")
    add(desktop, "1522", 1)
    add(desktop, "isee", 2)
    follow(desktop.get_by_role("button", name="Pagina da stampare"))
    follow(desktop.get_by_role("link", name="Torna alla lista"))
    expect(desktop.locator("h1")).to_have_text("Foglio di orientamento")
    expect(desktop.locator("#lista-titolo")).to_have_text("Nella lista: 2")


def test_things_are_moved_and_taken_away_by_keyboard(server, desktop):
    desktop.goto(server.url("/la-mia-lista/"))
    reach_search(desktop)
    add(desktop, "isee", 1)
    add(desktop, "caaf", 2)
    expect(desktop.locator(SAID)).to_contain_text("Nella lista ci sono 2 cose.")
    tab_to(desktop, "Giù")
    desktop.keyboard.press("Enter")
    expect(desktop.locator(SAID)).to_have_text("Spostato al posto 2 di 2.")
    assert desktop.evaluate("document.activeElement.dataset.listMove") == "-1"
    tab_to(desktop, "Togli")
    desktop.keyboard.press("Enter")
    expect(desktop.locator("#lista-titolo")).to_have_text("Nella lista: 1")
    assert "Togli" in desktop.evaluate("document.activeElement.innerText")
    desktop.keyboard.press("Enter")
    expect(desktop.locator("#lista-titolo")).to_have_text("La lista è vuota")
    expect(desktop.locator(SAID)).to_have_text("Tolto. La lista è vuota.")
    assert desktop.evaluate("document.activeElement.id") == "cerca-lista"
    assert desktop.url == server.url("/la-mia-lista/")


def test_a_list_goes_along_from_page_to_page_and_no_further(server, phone):
    for path in ("/servizi/caaf-cgil/isee/", "/cerca/?q=bonus"):
        phone.goto(server.url(path))
        phone.get_by_role("link", name="Aggiungi alla mia lista").last.click()
        expect(phone.locator(".list-add [role=status]").last).to_have_text("Aggiunto.")
    phone.get_by_role("link", name="Apri la mia lista (2)").click()
    expect(phone.locator("#lista-titolo")).to_have_text("Nella lista: 2")
    shown = phone.url
    phone.get_by_role("link", name=re.compile("^ISEE")).click()
    phone.go_back()
    expect(phone.locator("#lista-titolo")).to_have_text("Nella lista: 2")
    stranger = phone.context.browser.new_context()
    other = stranger.new_page()
    other.goto(server.url("/la-mia-lista/"))
    expect(other.locator("#lista-titolo")).to_have_text("La lista è vuota")
    other.goto(shown)
    expect(other.locator("#lista-titolo")).to_have_text("Nella lista: 2")
    assert stranger.cookies() == []
    assert other.evaluate("localStorage.length") == 0
    stranger.close()


def test_what_is_dangerous_to_be_seen_stands_in_no_address(server, phone):
    phone.goto(server.url("/servizi/comune-di-cremona/numero-1522/"))
    phone.get_by_role("link", name="Aggiungi alla mia lista").click()
    phone.get_by_role("link", name="Apri la mia lista (1)").click()
    expect(phone.locator("#lista-titolo")).to_have_text("Nella lista: 1")
    assert phone.url == server.url("/la-mia-lista/")
    with phone.expect_navigation():
        phone.get_by_role("button", name="Pagina da stampare").click()
    text = phone.content()
    assert "Servizio di ascolto" in text
    assert "violenza" not in text
    phone.go_back()
    expect(phone.locator("#lista-titolo")).to_have_text("Nella lista: 1")
    phone.get_by_role("link", name="Svuota la lista").click()
    expect(phone.locator("#lista-titolo")).to_have_text("La lista è vuota")
    phone.reload()
    expect(phone.locator("#lista-titolo")).to_have_text("La lista è vuota")


def test_without_a_script_the_list_is_in_the_path(server, plain_phone):
    page = plain_phone
    page.goto(server.url("/la-mia-lista/"))
    for number, words in enumerate(("isee", "caaf cgil"), 1):
        page.locator("#cerca-lista").fill(words)
        follow(page.get_by_role("button", name="Cerca"))
        follow(page.locator("a[data-list-add]").first)
        expect(page.locator("#lista-titolo")).to_have_text(f"Nella lista: {number}")
    follow(page.get_by_role("link", name=re.compile("^Giù")).first)
    follow(page.get_by_role("link", name=re.compile("^Togli")).first)
    expect(page.locator("#lista-titolo")).to_have_text("Nella lista: 1")
    code = page.url.rstrip("/").rpartition("/")[2]
    follow(page.get_by_role("button", name="Pagina da stampare"))
    assert "ISEE" in page.locator("main").inner_text()
    page.goto(server.url("/la-mia-lista/"))
    page.locator("#lista-codici").fill(code.upper())
    follow(page.get_by_role("button", name="Apri la lista"))
    expect(page.locator("#lista-titolo")).to_have_text("Nella lista: 1")
    log = (server.data_dir / "server.log").read_text(encoding="utf-8")
    assert "/la-mia-lista/-" in log
    assert code not in log


@pytest.fixture
def codes(server):
    """Codes of a service, of a desk and of what is told neutrally."""
    found = []
    for words in ("isee", "caaf", "1522"):
        query = urllib.parse.urlencode({"q": words, "tipo": "lista"})
        items = json.loads(server.get(f"/cerca/suggerimenti/?{query}")[2])["items"]
        found.append(items[0]["code"])
    return found


@pytest.mark.parametrize("width", [320, 768])
def test_a_full_list_and_its_sheet_are_accessible_and_narrow(
    server, phone, codes, width
):
    phone.set_viewport_size({"width": width, "height": 640})
    phone.goto(server.url(f"/la-mia-lista/{'-'.join(codes)}/"))
    expect(phone.locator("#lista-titolo")).to_have_text("Nella lista: 3")
    for summary in phone.locator("main details summary").all():
        summary.click()
    _is_sound(phone)
    phone.locator("#stampa-lingua").select_option("ar")
    phone.locator("#stampa-grande").check()
    with phone.expect_navigation():
        phone.get_by_role("button", name="Pagina da stampare").click()
    _is_sound(phone)


@pytest.mark.java
def test_the_html_of_a_full_list_and_of_its_sheet_is_valid(server, codes, tmp_path):
    path = f"/la-mia-lista/{'-'.join(codes)}/"
    (tmp_path / "list.html").write_text(server.get(path)[2], encoding="utf-8")
    sent = urllib.parse.urlencode({"lista": "-".join(codes), "lingua": "ar"})
    asked = urllib.request.Request(
        server.url("/la-mia-lista/stampa/"),
        sent.encode(),
        {"Sec-Fetch-Site": "same-origin"},
    )
    with urllib.request.urlopen(asked) as answer:
        (tmp_path / "sheet.html").write_bytes(answer.read())
    assert faults_of(tmp_path) == []


def _is_sound(page):
    options = {"runOnly": {"type": "tag", "values": WCAG}}
    found = Axe().run(page, options=options).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == []
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"]


def test_a_server_that_does_not_answer_loses_nothing(server, phone, codes):
    phone.goto(server.url(f"/la-mia-lista/{codes[0]}/"))
    expect(phone.locator("#lista-titolo")).to_have_text("Nella lista: 1")
    phone.context.set_offline(True)
    phone.get_by_role("link", name=re.compile("^Togli")).click()
    expect(phone.locator(SAID)).to_contain_text("controlla la connessione")
    expect(phone.locator("#lista-titolo")).to_have_text("Nella lista: 1")
    phone.context.set_offline(False)


def test_a_list_emptied_by_mistake_comes_back(server, phone, codes):
    phone.set_viewport_size({"width": 320, "height": 640})
    phone.goto(server.url(f"/la-mia-lista/{'-'.join(codes)}/"))
    expect(phone.locator("#lista-titolo")).to_have_text("Nella lista: 3")
    shown = phone.url
    phone.get_by_role("link", name="Svuota la lista").click()
    expect(phone.locator(SAID)).to_contain_text("La lista è vuota.")
    back = phone.locator(SAID).get_by_role("button", name="Rimetti le 3 cose")
    expect(back).to_be_in_viewport(ratio=1)
    _is_sound(phone)
    back.focus()
    phone.keyboard.press("Enter")
    expect(phone.locator("#lista-titolo")).to_have_text("Nella lista: 3")
    expect(phone.locator("#lista-titolo")).to_be_focused()
    expect(phone.locator(SAID)).to_have_text("Nella lista ci sono 3 cose.")
    expect(phone).to_have_url(shown)


def test_what_was_emptied_is_offered_no_more_once_the_page_is_left(
    server, phone, codes
):
    phone.goto(server.url(f"/la-mia-lista/{codes[2]}/"))
    phone.get_by_role("link", name="Svuota la lista").click()
    back = phone.get_by_role("button", name="Rimetti la cosa tolta")
    expect(back).to_be_visible()
    follow(phone.locator(".skiplinks ~ * a[href='/']").first)
    phone.go_back()
    expect(phone.locator("#lista-titolo")).to_have_text("La lista è vuota")
    expect(back).to_have_count(0)
    phone.locator("#cerca-lista").focus()
    add(phone, "caaf", 1)
    expect(back).to_have_count(0)
