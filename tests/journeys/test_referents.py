"""At the counter: the right colleague of the other body is found and called, by keyboard alone."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

OWN, OTHER = "Comune di Cremona", "CGIL Cremona"
COUNTER = {"width": 1366, "height": 768}


@pytest.fixture
def counter(server, desktop):
    """An operator of the Comune at the counter's screen."""
    desktop.set_viewport_size(COUNTER)
    server.enter(desktop, server.account("operatore", OWN), "/intranet/")
    return desktop


def focused(page):
    return page.evaluate("document.activeElement.textContent.trim()")


def tab_to(page, words, most=30):
    """Press the key until what is focused says so."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if words in focused(page):
            return
    raise AssertionError(f"not reached by keyboard: {words}")


def test_the_colleague_is_found_and_called_by_keyboard(server, counter):
    counter.goto(server.url("/intranet/referenti/"))
    counter.locator("#q").focus()
    with counter.expect_response("**/intranet/referenti/?q=cgi"):
        counter.keyboard.type("cgi", delay=40)
    line = counter.locator("#esito .referent").first
    expect(line).to_contain_text(OTHER)
    assert "demo.example" not in counter.locator("main").inner_text()
    tab_to(counter, "Mostra i contatti")
    counter.keyboard.press("Enter")
    expect(counter.locator(".contacts").first).to_contain_text("@demo.example")
    assert urlsplit(counter.url).path == "/intranet/referenti/"


def test_beside_a_public_sheet_it_is_closed_opens_in_place_and_closes_again(
    server, counter
):
    counter.clock.install()
    counter.goto(server.url("/servizi/cgil-cremona/"))
    place = counter.locator("[data-staff]")
    button = place.get_by_role("button", name="Per chi lavora allo sportello")
    assert button.get_attribute("aria-expanded") == "false"
    assert "Referente" not in place.inner_text()
    button.focus()
    counter.keyboard.press("Enter")
    expect(place).to_contain_text("Referente di prova")
    assert "demo.example" not in place.inner_text()
    place.get_by_role("button", name="Mostra i contatti").first.press("Enter")
    expect(place.locator(".contacts")).to_contain_text("@demo.example")
    counter.emulate_media(media="print")
    expect(place).to_be_hidden()
    counter.emulate_media(media="screen")
    counter.clock.fast_forward("02:01")
    expect(button).to_have_attribute("aria-expanded", "false")
    assert "demo.example" not in counter.content()


def test_whoever_has_been_logged_out_meanwhile_gets_a_way_to_log_in_and_nothing_else(
    server, counter
):
    counter.goto(server.url("/servizi/cgil-cremona/"))
    counter.context.clear_cookies()
    place = counter.locator("[data-staff]")
    place.get_by_role("button").press("Enter")
    expect(place.get_by_role("link")).to_have_text(
        "Accedi per vedere contatti e note interne"
    )
    assert "Password" not in place.inner_text()


def test_without_a_script_the_contacts_are_a_page_of_their_own(server, plain_phone):
    page = plain_phone
    server.enter(page, server.account("operatore", OWN), "/intranet/referenti/")
    page.locator("#q").fill("cgi")
    page.get_by_role("button", name="Cerca").click()
    page.get_by_role("button", name="Mostra i contatti").first.click()
    expect(page.locator("h1")).to_contain_text("Referente di prova")
    expect(page.locator(".contacts")).to_contain_text("@demo.example")


def test_nothing_overflows_on_a_phone_and_axe_finds_nothing(server, counter):
    for path in ("", "chi-chiamo/?per=b-casa", "stampa/"):
        counter.goto(server.url(f"/intranet/referenti/{path}"))
        found = Axe().run(counter).response["violations"]
        assert [one["id"] for one in found] == [], path
        counter.set_viewport_size({"width": 320, "height": 700})
        wide = counter.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wide, path
        counter.set_viewport_size(COUNTER)


def test_who_keeps_the_referents_does_so_from_a_phone(server, phone):
    server.enter(
        phone, server.account("referente", OTHER), "/intranet/referenti/tieni/"
    )
    phone.get_by_role("button", name="Assente oggi").first.click()
    expect(phone.locator("main")).to_contain_text("assenza segnata")
    phone.get_by_role("button", name="Di nuovo disponibile").first.click()
    expect(phone.locator("main")).to_contain_text("di nuovo disponibile")
    phone.locator(".referent-name a").first.click()
    expect(phone.locator("h1")).to_have_text("Modifica un referente")
    found = Axe().run(phone).response["violations"]
    assert [one["id"] for one in found] == []
    phone.set_viewport_size({"width": 320, "height": 700})
    assert not phone.evaluate("document.documentElement.scrollWidth > innerWidth")
