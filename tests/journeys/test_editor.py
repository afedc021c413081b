"""An editor of one body: finds a sheet, sees the preview, cannot touch another's."""

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import follow

BODY = "Comune di Cremona"


@pytest.fixture
def editor(server, desktop):
    account = server.account("redattore", BODY)
    server.enter(desktop, account)
    desktop.wait_for_url("**/admin/")
    return desktop


def test_the_preview_panel_shows_the_sheets_text(server, editor):
    editor.goto(server.url("/admin/services/?q=mensa"))
    follow(editor.locator("table .title-wrapper a[href*='/edit/']").first)
    title = editor.locator("#id_title").input_value()
    editor.locator("button[aria-label*='nteprima']").first.click()
    frame = editor.frame_locator("iframe.w-preview__iframe").first
    expect(frame.locator("h1").first).to_have_text(title, timeout=20_000)


def test_the_list_holds_the_bodys_own_sheets_alone(server, editor):
    titles = editor.locator("table .title-wrapper a")
    editor.goto(server.url("/admin/services/?q=mensa"))
    expect(titles.filter(has_text="Mensa").first).to_be_visible()
    editor.goto(server.url("/admin/services/?q=isee"))
    expect(titles.filter(has_text="ISEE: ")).to_have_count(0)
