"""Next year's practice: added by a member body alone, approved, read by everybody."""

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import follow

BODY = "CGIL Cremona"
TITLE = "Sartoria di quartiere"
LIST = "/amministrazione/prassi/"


@pytest.fixture
def desk_of(server, chromium):
    """`desk_of(role, body)`: the screen of somebody who is in the admin."""
    contexts = []

    def enter(role, body=""):
        size = {"width": 1280, "height": 900}
        contexts.append(chromium.new_context(viewport=size, locale="it-IT"))
        page = contexts[-1].new_page()
        server.enter(page, server.account(role, body))
        page.wait_for_url("**/admin/")
        return page

    yield enter
    for context in contexts:
        context.close()


def rich(page, name, words):
    """Write into an editor of long texts, over what stands there."""
    page.locator(f"[data-contentpath={name}] [contenteditable=true]").first.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(words)


def send_on(page):
    """Once the draft has saved itself, half a second after the last word: two savings at once
    would meet."""
    page.wait_for_timeout(1500)
    saving = page.locator(".w-autosave-indicator__state--saving")
    expect(saving).not_to_be_visible(timeout=30_000)
    follow(page.get_by_role("button", name="Invia per l'approvazione"))


def write(server, page):
    """A new practice, from the menu; the body is the own one."""
    follow(page.get_by_role("link", name="Prassi", exact=True))
    follow(page.get_by_role("link", name="Aggiungi").first)
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_summary").fill("Chi impara a cucire aiuta chi ha bisogno.")
    expect(page.locator("#id_slug")).not_to_have_value("")
    page.get_by_label("Giovani", exact=True).check()
    rich(page, "description", "Un laboratorio aperto, senza iscrizione.")


def approve(page):
    follow(page.get_by_role("link", name=TITLE))
    footer = page.locator("form footer")
    footer.get_by_role("button", name="Approva con un commento").first.click()
    dialog = page.get_by_role("dialog").locator("visible=true")
    follow(dialog.get_by_role("button", name="Approva con un commento"))


def is_public(server):
    return TITLE in server.get(LIST)[2]


def test_a_body_adds_a_practice_and_after_approval_everybody_reads_it(
    server, desk_of, plain_phone
):
    writer = desk_of("redattore", BODY)
    write(server, writer)
    rich(writer, "results", "Lavorano 3 donne.")
    send_on(writer)
    told = writer.locator("[data-contentpath=results] .error-message").first
    expect(told).to_contain_text("C'è un numero sotto 5 («3 donne»)")
    assert not writer.locator("[name=promoter_name]").count()
    rich(writer, "results", "Lavorano 12 persone.")
    send_on(writer)
    assert writer.locator(".error-message").all_inner_texts() == []
    expect(writer.locator(".messages")).to_contain_text("inviata per moderazione")
    assert not is_public(server)
    approve(desk_of("responsabile", BODY))
    assert not is_public(server)
    approve(desk_of("coordinamento"))
    assert is_public(server)
    plain_phone.goto(server.url(LIST))
    plain_phone.get_by_text("Filtra le prassi").click()
    plain_phone.locator("#filtro-per").select_option("giovani")
    follow(plain_phone.get_by_role("button", name="Mostra le prassi"))
    follow(plain_phone.get_by_role("link", name=TITLE))
    text = plain_phone.locator("main").inner_text()
    for words in ("Lavorano 12 persone.", "In corso", BODY, "senza iscrizione"):
        assert words in text
    assert TITLE in server.get(f"{LIST}stampa/")[2]
    assert "/sartoria-di-quartiere/" in server.get("/cerca/?q=sartoria&tipo=rete")[2]
