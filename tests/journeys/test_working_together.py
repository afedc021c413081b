"""Wagtail's own tools, in Italian: comments, a version compared, a day to come out, a lock."""

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import follow

BODY = "Comune di Cremona"
SHEET = "Doposcuola e aiuto compiti"


@pytest.fixture
def sheet(server):
    """Opens the form of the sheet for somebody; gives the page and its address."""

    def opened(page, role, organisation=BODY):
        server.enter(page, server.account(role, organisation))
        page.wait_for_url("**/admin/")
        page.goto(server.url("/admin/services/?q=doposcuola"))
        follow(page.get_by_role("link", name=SHEET).first)
        return page.url

    return opened


def side(page, name):
    """A panel beside the form, opened."""
    page.locator(f"[data-side-panel-toggle={name}]").click()
    return page.locator(f"[data-side-panel={name}]")


def save(page):
    """Keep what is written as a draft: the button that stands behind the arrow."""
    footer = page.locator("form footer")
    button = footer.get_by_role("button", name="Salva bozza")
    if not button.is_visible():
        footer.get_by_role("button", name="Altre azioni").click()
    follow(button)


def test_a_comment_waits_beside_the_field(server, desktop, sheet):
    sheet(desktop, "redattore")
    side(desktop, "comments")
    desktop.locator("[data-contentpath=summary] [data-comment-add]").first.click()
    desktop.locator("#comments textarea, .comment textarea").first.fill(
        "Chiedere gli orari alla scuola."
    )
    desktop.get_by_role("button", name="Commenta", exact=True).click()
    save(desktop)
    side(desktop, "comments")
    expect(desktop.locator("#comments")).to_contain_text("Chiedere gli orari")
    assert "Chiedere gli orari" not in server.get("/cerca/?q=doposcuola")[2]


def test_two_versions_are_compared(server, desktop, sheet):
    place = sheet(desktop, "redattore")
    summary = desktop.locator("#id_summary").input_value()
    for words in ("Anche d'estate.", "Anche a luglio."):
        desktop.goto(place)
        desktop.locator("#id_summary").fill(f"{summary} {words}")
        save(desktop)
    desktop.goto(place.replace("/edit/", "/history/"))
    row = desktop.locator("table tr").filter(has_text="Bozza salvata").nth(1)
    row.get_by_role("button", name="Azioni").click()
    follow(
        desktop.locator("a").filter(has_text="Compara con la versione attuale").first
    )
    expect(desktop.locator("main .deletion").first).to_contain_text("d'estate")
    expect(desktop.locator("main .addition").first).to_contain_text("luglio")


def schedule(page, comes_out, goes):
    """Write both days in the dialog and keep them."""
    side(page, "status")
    page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").first.click()
    dialog = page.locator("#schedule-publishing-dialog")
    for name, moment in (("go_live_at", comes_out), ("expire_at", goes)):
        dialog.locator(f"#id_{name}").fill(moment)
    # By keyboard: the calendar that opened lies over the button.
    with page.expect_navigation():
        dialog.get_by_role("button", name="Salva programma").press("Enter")


def test_a_day_to_come_out_and_one_to_go(server, desktop, sheet):
    place = sheet(desktop, "responsabile")
    schedule(desktop, "2090-09-01 08:00", "2091-06-10 20:00")
    desktop.goto(place)
    panel = side(desktop, "status")
    expect(panel).to_contain_text("2090")
    expect(panel).to_contain_text("2091")


def test_days_the_wrong_way_round_are_refused(server, desktop, sheet):
    sheet(desktop, "responsabile")
    schedule(desktop, "2091-09-01 08:00", "2090-06-10 20:00")
    expect(desktop.locator("body")).to_contain_text("non può essere salvata")


def test_a_locked_sheet_is_not_written_by_others_and_says_so(server, chromium, sheet):
    pages = [chromium.new_context(locale="it-IT").new_page() for _ in range(2)]
    coordinator, editor = pages
    sheet(coordinator, "coordinamento", "")
    side(coordinator, "status")
    coordinator.locator("label.switch").filter(has_text="Blocca").click()
    expect(coordinator.locator(".messages")).to_contain_text("bloccata da te")
    place = sheet(editor, "redattore")
    expect(editor.locator(".messages")).to_contain_text("bloccata")
    footer = editor.locator("form footer")
    expect(footer).to_contain_text("Pagina bloccata")
    coordinator.goto(place)
    coordinator.get_by_role("button", name="Sblocca").first.click()
    expect(coordinator.locator(".messages")).to_contain_text("sbloccata")
    editor.goto(place)
    expect(footer).to_contain_text("Salva bozza")
    for page in pages:
        page.context.close()
