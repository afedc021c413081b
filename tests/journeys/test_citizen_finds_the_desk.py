"""A worried daughter on an old phone: from her words to the desk, and what to bring."""

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import follow

SEARCHES = {
    "badante per mia mamma": "badant",
    "dove faccio l'isee": "ISEE",
}


@pytest.mark.parametrize("words", SEARCHES)
def test_her_words_lead_to_the_sheet_to_a_desk_and_to_what_to_bring(
    server, plain_phone, words
):
    page = plain_phone
    page.goto(server.url("/"))
    page.get_by_role("main").get_by_role("searchbox").fill(words)
    follow(page.get_by_role("main").get_by_role("button", name="Cerca"))
    first = page.locator("main h2 a, main h3 a").first
    assert SEARCHES[words].lower() in first.inner_text().lower()
    follow(first)
    assert page.locator("[data-element=service-needed] li").count() >= 1
    desk = page.locator("#sportelli ~ ul article").first
    text = desk.inner_text()
    levels = ("Informazione", "Orientamento e invio", "Ti accompagniamo nei servizi")
    assert any(level in text for level in levels)
    follow(desk.get_by_role("link").first)
    expect(page.get_by_role("heading", name="Orari")).to_have_count(1)


def test_a_crisis_sheet_shows_the_phone_before_anything_else(server, plain_phone):
    plain_phone.goto(server.url("/cerca/?q=mio+marito+mi+picchia"))
    follow(plain_phone.locator("main h2 a, main h3 a").first)
    call = plain_phone.locator("main a[href='tel:1522']").first
    first_section = plain_phone.locator("main section").first
    assert call.bounding_box()["y"] < first_section.bounding_box()["y"]


def test_an_empty_result_offers_needs_desks_and_the_emergency_numbers(
    server, plain_phone
):
    plain_phone.goto(server.url("/cerca/?q=zzzqqq"))
    text = plain_phone.locator("body").inner_text()
    assert "Di cosa hai bisogno?" in text
    assert plain_phone.locator("a[href='tel:112']").count() >= 1
    assert plain_phone.locator("main a[href='/sportelli/']").count() >= 1


def test_the_keyboard_reaches_the_content_first(server, desktop):
    desktop.goto(server.url("/servizi/"))
    desktop.keyboard.press("Tab")
    focused = desktop.evaluate("document.activeElement.textContent.trim()")
    assert focused.startswith("Vai al contenuto")
    desktop.keyboard.press("Enter")
    expect(desktop.locator("#contenuto")).to_be_focused()
