"""A sheet is written, sent on and approved, each by whom it is asked of; then visitors read it.

Of a body that is trusted by its responsabile alone, of another by the coordinamento too.
"""

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import follow

TRUSTED, OTHER = "Comune di Cremona", "CGIL Cremona"
# Unlike one another and all there is: a title that looks like another asks a question first.
TITLES = {TRUSTED: "Ludoteca di quartiere", OTHER: "Officina delle biciclette"}


@pytest.fixture
def desk_of(server, chromium):
    """`desk_of(role, body)`: the screen of somebody who is in the admin."""
    contexts = []

    def enter(role, body=""):
        contexts.append(
            chromium.new_context(
                viewport={"width": 1280, "height": 900}, locale="it-IT"
            )
        )
        page = contexts[-1].new_page()
        server.enter(page, server.account(role, body))
        page.wait_for_url("**/admin/")
        return page

    yield enter
    for context in contexts:
        context.close()


def write(server, page, title):
    """A new sheet of the own body, sent to whoever approves."""
    page.goto(server.url("/admin/services/choose_parent/"))
    page.locator("#id_title").fill(title)
    page.locator("#id_summary").fill("Una prova del giro di approvazione.")
    # Once the form's scripts are at work the address follows the title.
    expect(page.locator("#id_slug")).not_to_have_value("")
    follow(page.get_by_role("button", name="Invia per l'approvazione"))
    assert page.locator(".error-message").all_inner_texts() == []
    expect(page.locator(".messages")).to_contain_text("inviata per moderazione")


def approve(page, title):
    """Find it among what waits on the first page, and approve it."""
    follow(page.get_by_role("link", name=title))
    footer = page.locator("form footer")
    footer.get_by_role("button", name="Approva con un commento").first.click()
    dialog = page.get_by_role("dialog").locator("visible=true")
    follow(dialog.get_by_role("button", name="Approva con un commento"))


def is_public(server, title):
    """Whether a visitor reads it in the map of the site."""
    return title in server.get("/mappa-del-sito/")[2]


@pytest.mark.parametrize("body", TITLES)
def test_a_draft_is_approved_and_read(server, desk_of, body):
    title = TITLES[body]
    write(server, desk_of("redattore", body), title)
    assert not is_public(server, title)
    approve(desk_of("responsabile", body), title)
    assert is_public(server, title) is (body == TRUSTED)
    if body == OTHER:
        approve(desk_of("coordinamento"), title)
        assert is_public(server, title)
