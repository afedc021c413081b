"""A private file: brought by keyboard, found by a word that stands in it, by no other body."""

import re

import pytest
from playwright.sync_api import expect

from tests.intranet.files.documents import AUTHOR, docx
from tests.journeys.walking import follow

BODY, OTHER = "Comune di Cremona", "CGIL Cremona"
WORD = "zibaldone"


@pytest.fixture
def document(tmp_path):
    """A document of an office, with its author in it."""
    place = tmp_path / "Prova di consegna.docx"
    place.write_bytes(docx(f"Si consegna con il {WORD} alla portineria"))
    return place


def test_from_the_counter_to_whoever_may_read(server, desktop, plain_phone, document):
    server.enter(desktop, server.account("operatore", BODY), after="/intranet/")
    desktop.get_by_role("link", name="File", exact=True).focus()
    follow_by_key(desktop)
    desktop.get_by_role("link", name="Carica un file").focus()
    follow_by_key(desktop)
    desktop.get_by_label("File", exact=True).set_input_files(document)
    desktop.get_by_label("File", exact=True).focus()
    desktop.keyboard.press("Tab")
    desktop.keyboard.type("Prova di consegna")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_text("«Prova di consegna» è al sicuro.")).to_be_visible()

    box = desktop.get_by_label("Cerca nella parte riservata").last
    box.focus()
    desktop.keyboard.type(WORD[:5])
    option = desktop.get_by_role("option", name=re.compile("Prova di consegna"))
    expect(option).to_be_visible()
    desktop.keyboard.press("ArrowDown")
    desktop.keyboard.press("Enter")
    expect(desktop.locator("h1")).to_have_text("Prova di consegna")
    with desktop.expect_download() as waiting:
        desktop.get_by_role("link", name="Apri o scarica il file").click()
    data = waiting.value.path().read_bytes()
    assert waiting.value.suggested_filename == "Prova di consegna.docx"
    assert AUTHOR.encode() not in data
    address = desktop.url.replace("scheda/", "")

    server.enter(plain_phone, server.account("operatore", OTHER), after="/intranet/")
    plain_phone.goto(server.url(f"/intranet/cerca/?q={WORD}"))
    expect(plain_phone.get_by_text("Nulla con tutte queste parole.")).to_be_visible()
    assert plain_phone.goto(address).status == 404
    # What a body shares is there, and not theirs to delete, found without JavaScript.
    plain_phone.goto(server.url("/intranet/"))
    plain_phone.get_by_label("Cerca nella parte riservata").last.fill("interprete")
    plain_phone.keyboard.press("Enter")
    plain_phone.wait_for_url("**/intranet/cerca/**")
    expect(plain_phone.locator("mark").first).to_have_text("interprete")
    files = plain_phone.locator("a[href*='/intranet/file/']")
    follow(files.filter(has_text="Promemoria").first)
    expect(plain_phone.get_by_role("link", name="Cancella")).to_have_count(0)


def follow_by_key(page):
    """Enter on what has the focus, and wait for the page it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")
