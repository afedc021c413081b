"""The mail of the night, its link on a phone without JavaScript, and what visitors read then."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.walking import follow

REMIND = "from editorial.freshness.night import remind; print(remind())"
BODY = "Comune di Cremona"


@pytest.fixture(scope="session")
def letter(server):
    """What the editor of the Comune receives in the demonstration's first night."""
    to = server.account("redattore", BODY)["email"]
    letters = server.run(REMIND).split("-" * 79)
    return next(text for text in letters if f"To: {to}" in text)


def test_a_link_is_looked_at_and_pressed(server, plain_phone, phone, letter):
    never = "Nessuno l'ha ancora verificata."
    entry = rf"\* (.+)\n  {never}\n  La pagina: (\S+)\n  Confermo, .*: (\S+)"
    title, page_url, confirm_url = re.search(entry, letter).groups()
    path = confirm_url.removeprefix(server.base)
    # A scanner of mail opens every link first.
    assert server.get(path)[0] == 200
    assert "Nessuno ha ancora controllato" in server.get(_path(server, page_url))[2]

    phone.goto(confirm_url)
    assert Axe().run(phone).response["violations"] == []
    plain_phone.goto(confirm_url)
    expect(plain_phone.locator("h1")).to_have_text("È ancora tutto giusto?")
    expect(plain_phone.locator("main")).to_contain_text(title)
    follow(plain_phone.get_by_role("button", name="Confermo"))
    expect(plain_phone.locator("h1")).to_have_text("Grazie, verifica registrata")
    assert plain_phone.context.cookies() == []

    assert f"da {BODY}" in server.get(_path(server, page_url))[2]
    plain_phone.goto(confirm_url)
    expect(plain_phone.locator("h1")).to_have_text("Già fatto")


def _path(server, url):
    assert url.startswith(server.base)
    return url.removeprefix(server.base)


@pytest.fixture
def editor(server, desktop):
    server.enter(desktop, server.account("redattore", BODY))
    desktop.wait_for_url("**/admin/")
    return desktop


def test_on_the_first_page_one_click_confirms(editor):
    panel = editor.locator("#da-fare-section")
    first = panel.locator(".title a").first.inner_text()
    follow(panel.get_by_role("button", name="Confermo").first)
    editor.wait_for_url("**/admin/")
    expect(editor.locator("body")).to_contain_text(f"Grazie: «{first}» è verificata")
    expect(panel.locator(".title a").first).not_to_have_text(first)


def test_in_the_menu_of_a_page_one_click_confirms(editor):
    follow(editor.locator("#da-fare-section .title a").first)
    editor.locator(
        "header .w-dropdown button, .w-slim-header .w-dropdown button"
    ).first.click()
    follow(editor.get_by_role("link", name="Confermo: è ancora tutto giusto"))
    editor.wait_for_url("**/edit/")
    expect(editor.locator("body")).to_contain_text("è verificata")
