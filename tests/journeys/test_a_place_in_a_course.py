"""An operator takes a place in the next course: by keyboard, on a phone, without a manual."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.walking import follow

BODY = "Comune di Cremona"
# Somebody who does not find a thing within so many presses of the tab key has not found it.
MOST_TABS = 80
FREE = (
    "from intranet.models import Enrolment;"
    "Enrolment.objects.filter(session__attendance_at=None).delete()"
)


@pytest.fixture
def without_places(server):
    """What this journey takes must not stop the others."""
    yield
    server.run(FREE)


def reach(page, name):
    """Press tab until the link or button with this name has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        text = page.evaluate("document.activeElement.innerText || ''")
        if name in text:
            return
    raise AssertionError(f"{name} was not reached by keyboard")


def press(page, name):
    reach(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def fits(page):
    return page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


def test_from_the_home_to_a_place_and_back(server, phone, without_places):
    server.enter(phone, server.account("operatore", BODY), "/intranet/")
    expect(phone.locator("h1")).to_have_text("Parte riservata")
    reach(phone, "Menu della parte riservata")
    phone.keyboard.press("Enter")
    press(phone, "Formazione")
    first = phone.locator(".card-list > li").first
    expect(first).to_contain_text("posti liberi")
    title = first.locator("h3").inner_text()
    assert Axe().run(phone).response["violations"] == []
    assert fits(phone)

    press(phone, "Mi iscrivo")
    expect(phone.locator("main")).to_contain_text(title)
    expect(phone.locator("main")).to_contain_text("Di chi sono questi dati")
    assert Axe().run(phone).response["violations"] == []
    assert fits(phone)
    press(phone, "Conferma l’iscrizione")
    expect(phone.get_by_role("status").filter(has_text="Sei iscritto")).to_be_visible()
    expect(phone.locator("main")).to_contain_text("Sei iscritto")
    assert Axe().run(phone).response["violations"] == []
    assert fits(phone)

    phone.goto(server.url("/intranet/"))
    mine = phone.locator("section", has=phone.locator("h2", has_text="I miei corsi"))
    expect(mine).to_contain_text(title)
    assert fits(phone)
    follow(mine.get_by_role("link", name=title).first)
    follow(phone.get_by_role("link", name="Rinuncio").first)
    follow(phone.get_by_role("button", name="Sì, rinuncio"))
    expect(phone.locator("main")).to_contain_text("Non sei iscritto a nessun incontro")


def test_a_course_without_javascript(server, plain_phone):
    """The coordinator writes one, adds a meeting and publishes it."""
    server.enter(
        plain_phone, server.account("coordinamento"), "/intranet/formazione/nuovo/"
    )
    plain_phone.get_by_label("Titolo").fill("Corso della prova (esempio)")
    choice = plain_phone.get_by_label("Ente che organizza")
    choice.select_option(index=0)
    follow(plain_phone.get_by_role("button", name="Salva"))
    expect(plain_phone.locator("main")).to_contain_text("È una bozza")
    follow(plain_phone.get_by_role("link", name="Aggiungi un incontro"))
    follow(plain_phone.get_by_role("button", name="Salva"))
    expect(plain_phone.locator(".error-summary")).to_contain_text("Scegli il giorno")
    follow(plain_phone.get_by_role("link", name="Lascia com’è"))
    follow(plain_phone.get_by_role("link", name="Elimina il corso"))
    follow(plain_phone.get_by_role("button", name="Elimina"))
    expect(plain_phone.locator("main")).to_contain_text("Corso eliminato")
