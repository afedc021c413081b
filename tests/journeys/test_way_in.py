"""The way in of somebody who edits: a key of the device, a shared screen, a session that ends."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.test_every_template import WCAG
from tests.journeys.walking import follow

BODY = "Comune di Cremona"


@pytest.fixture
def account(server):
    return server.account("redattore", BODY)


@pytest.fixture
def writer(server, desktop, account):
    server.enter(desktop, account)
    desktop.wait_for_url("**/admin/")
    return desktop


@pytest.fixture
def device(desktop):
    """A key of the device that asks for the fingerprint and gets it."""
    session = desktop.context.new_cdp_session(desktop)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def confirm(page, password):
    page.locator("input[name=password]").fill(password)
    follow(page.get_by_role("button", name="Conferma"))


def test_a_device_is_added_and_then_enters_and_unlocks_by_itself(
    server, device, writer, account
):
    writer.goto(server.url("/accesso/secondo-fattore/chiavi/nuova/"))
    confirm(writer, account["password"])
    writer.get_by_label("Usala anche da sola").check()
    writer.get_by_label("Come la chiami").fill("il computer dell’ufficio")
    follow(writer.get_by_role("button", name="Aggiungi"))
    writer.goto(server.url("/accesso/secondo-fattore/chiavi/"))
    expect(writer.get_by_text("il computer dell’ufficio").first).to_be_visible()
    follow(writer.get_by_role("button", name="Blocca lo schermo"))
    follow(writer.get_by_role("button", name="Usa la chiave o il dispositivo"))
    writer.wait_for_url("**/admin/")
    writer.goto(server.url("/accesso/"))
    follow(writer.get_by_role("button", name="Cambia persona"))
    follow(writer.get_by_role("button", name="Accedi con una chiave"))
    writer.goto(server.url("/admin/"))
    expect(writer).to_have_url(server.url("/admin/"))


def test_after_locking_going_back_shows_nothing(server, writer):
    writer.goto(server.url("/admin/pages/"))
    writer.goto(server.url("/accesso/"))
    follow(writer.get_by_role("button", name="Blocca lo schermo"))
    for _ in range(2):
        writer.go_back()
        expect(writer.locator("h1")).to_have_text("Schermo bloccato")
    follow(writer.get_by_role("button", name="Cambia persona"))
    writer.go_back()
    expect(writer.locator("h1")).to_have_text("Accedi all’area riservata")


TELL_WATCHED = """addEventListener("w-unsaved:watch-edits", () => {
  document.documentElement.dataset.isWatched = "";
});"""


def end_all_sessions_by_silence(server):
    """As if an hour had gone by without a sign of life."""
    script = (
        "from django.contrib.sessions.models import Session;"
        "from importlib import import_module;"
        "E = import_module('django.contrib.sessions.backends.db').SessionStore;"
        "S = [E(s.session_key) for s in Session.objects.all()];"
        "[s.update({'login.seen_at': 1}) or s.save() for s in S if 'login.seen_at' in s]"
    )
    server.run(script)


def test_what_is_typed_while_the_session_ends_is_given_back(server, writer, account):
    writer.add_init_script(TELL_WATCHED)
    writer.goto(server.url("/admin/services/?q=mensa"))
    follow(writer.locator("table .title-wrapper a[href*='/edit/']").first)
    address, title = writer.url, writer.locator("#id_title")
    # Two seconds after it has come the editor looks at its form for the first time: what was
    # typed by then is no change to it.
    expect(writer.locator("html")).to_have_attribute("data-is-watched", "")
    end_all_sessions_by_silence(server)
    title.fill("Mensa, scritto mentre finiva la sessione")
    expect(writer.get_by_text("Il tuo testo non va perso")).to_be_visible(
        timeout=20_000
    )
    writer.reload()
    writer.locator("input[name=login]").fill(account["email"])
    writer.locator("input[name=password]").fill(account["password"])
    follow(writer.locator("main form button[type=submit]").first)
    writer.locator("input[name=code]").fill(server.code(account["email"]))
    follow(writer.locator("main form button[type=submit]").first)
    expect(writer.locator("h1")).to_have_text("Il tuo testo è ancora qui")
    follow(writer.get_by_role("button", name="Riprendi"))
    writer.goto(address)
    expect(title).to_have_value("Mensa, scritto mentre finiva la sessione")


PAGES = [
    *("/accesso/", "/accesso/secondo-fattore/", "/accesso/sessioni/"),
    *("/accesso/password/cambia/", "/accesso/secondo-fattore/chiavi/"),
    *("/accesso/blocca/", "/accesso/password/reset/"),
]


def test_pages_of_one_s_own_access_are_accessible_and_narrow(server, phone, account):
    server.enter(phone, account)
    found = {}
    for path in PAGES:
        phone.goto(server.url(path))
        options = {"runOnly": {"type": "tag", "values": WCAG}}
        answer = Axe().run(phone, options=options).response["violations"]
        found[path] = [(v["id"], v["nodes"][0]["html"][:120]) for v in answer]
        width = phone.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, path
    assert found == {path: [] for path in PAGES}


def test_without_a_script_one_enters_with_password_and_code(
    server, plain_phone, account
):
    server.enter(plain_phone, account, after="/accesso/")
    expect(plain_phone.locator("h1")).to_have_text("Il mio accesso")
