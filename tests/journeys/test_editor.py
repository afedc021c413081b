"""An editor of one body: fixes a sheet, sees the preview, cannot touch another's."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def editor(server, desktop):
    account = server.account("redattore")
    desktop.goto(server.url("/accesso/login/?next=/admin/"))
    desktop.locator("input[name=login]").fill(account["email"])
    desktop.locator("input[name=password]").fill(account["password"])
    desktop.locator("main form button[type=submit]").first.click()
    desktop.wait_for_url("**/admin/")
    return desktop


def edit_link(page, server, title_part):
    page.goto(server.url(f"/admin/services/?q={title_part}"))
    return page.locator("td.title a").first.get_attribute("href")


def test_the_preview_panel_shows_the_sheets_text(server, editor):
    editor.goto(server.url("/admin/services/"))
    own = editor.locator("table .title-wrapper a[href*='/edit/']").first
    own.click()
    title = editor.locator("#id_title").input_value()
    editor.get_by_role(
        "button", name=re.compile("anteprima|preview", re.I)
    ).first.click()
    frame = editor.frame_locator("iframe[data-preview-iframe], #w-preview-iframe").first
    expect(frame.locator("h1").first).to_have_text(title, timeout=20_000)


def test_another_bodys_sheet_cannot_be_edited(server, editor):
    editor.goto(server.url("/admin/services/?per_page=200"))
    rows = editor.locator("table tbody tr")
    foreign = rows.filter(has_not=editor.locator("a[href*='/edit/']"))
    assert foreign.count() > 0
