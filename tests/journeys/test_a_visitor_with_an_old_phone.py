"""Everything a visitor needs works on an old phone, without a script, by touch or by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import follow

# A page looks the same on either database; journeys are walked on both.
pytestmark = pytest.mark.one_database

SHEET = "/servizi/azienda-sociale-cremonese/assistenti-familiari/"
CRISIS = "/servizi/comune-di-cremona/numero-1522/"
TEMPLATES = {
    "home": "/",
    "services": "/servizi/",
    "need": "/servizi/bisogni/casa/",
    "sheet": SHEET,
    "crisis": CRISIS,
    "body": "/servizi/cgil-cremona/",
    "desk": "/servizi/cgil-cremona/sportello-sociale-via-mantova/",
    "desks": "/sportelli/",
    "second page": "/sportelli/?pagina=2",
    "bodies": "/amministrazione/enti-e-fondazioni/",
    "questions": "/domande-frequenti/",
    "results": "/cerca/?q=isee",
    "nothing found": "/cerca/?q=zzzqqq",
    "not there": "/non-esiste/",
}


@pytest.fixture(params=TEMPLATES)
def path(request):
    return TEMPLATES[request.param]


def width_of(page):
    return page.evaluate("document.documentElement.scrollWidth")


# --- finding one's way -------------------------------------------------------------


def test_from_a_need_to_a_sheet_and_back_to_its_category(server, plain_phone):
    page = plain_phone
    page.goto(server.url("/"))
    follow(page.get_by_role("main").get_by_role("link", name="Casa e affitto"))
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Casa e affitto")
    follow(page.locator("main article a").first)
    title = heading.inner_text()
    follow(page.locator("[data-element=breadcrumb] a").last)
    assert heading.inner_text() != title
    assert "/servizi/categorie/" in page.url


def test_the_menu_opens_without_a_script_and_leads_to_the_desks(server, plain_phone):
    page = plain_phone
    page.goto(server.url(SHEET))
    desks = page.get_by_role("banner").get_by_role("link", name="Sportelli")
    expect(desks).to_be_hidden()
    page.get_by_text("Menu", exact=True).click()
    follow(desks)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sportelli")


def test_desks_are_narrowed_by_kind_and_widened_again(server, plain_phone):
    page = plain_phone
    page.goto(server.url("/sportelli/"))
    heading = page.get_by_role("heading", name=re.compile("sportell"), level=2)
    every = heading.inner_text()
    page.get_by_text("Filtra gli sportelli").click()
    page.get_by_label("Tipo").select_option(label="CAF (1)")
    follow(page.get_by_role("button", name="Mostra gli sportelli"))
    expect(heading).to_have_text("1 sportello")
    expect(page.locator("#elenco article")).to_have_count(1)
    follow(page.get_by_role("link", name="Togli tutti i filtri"))
    assert heading.inner_text() == every


def test_the_first_desks_are_places_not_numbers(server, plain_phone):
    plain_phone.goto(server.url("/sportelli/"))
    titles = plain_phone.locator("#elenco h3").all_inner_texts()
    numbers = [bool(re.match(r"\d", title)) for title in titles]
    assert len(titles) == 20
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("name", ["Chi ti aiuta", "Cosa serve", "Quanto costa"])
def test_a_shortcut_leads_to_its_section(server, plain_phone, name):
    plain_phone.goto(server.url(SHEET))
    plain_phone.locator("header").get_by_role("link", name=name).click()
    heading = plain_phone.get_by_role("heading", name=name, exact=True)
    expect(heading).to_be_in_viewport()


def test_a_deadline_of_the_home_page_leads_to_the_sheet_it_names(server, plain_phone):
    plain_phone.goto(server.url("/"))
    line = plain_phone.locator(".deadline-list li").first
    name = line.locator("p").nth(1).inner_text()
    follow(line.get_by_role("link"))
    expect(plain_phone.get_by_role("heading", level=1)).to_have_text(name)


# --- in a hurry --------------------------------------------------------------------


def test_the_first_screen_of_a_crisis_sheet_holds_the_number(server, plain_phone):
    plain_phone.goto(server.url(CRISIS))
    call = plain_phone.locator("main a[href='tel:1522']").first
    expect(call).to_be_in_viewport(ratio=1)


def test_every_page_tells_whom_to_call(server, plain_phone, path):
    plain_phone.goto(server.url(path))
    help_block = plain_phone.locator("#parla-con-una-persona")
    expect(help_block.get_by_role("heading").first).to_be_visible()
    assert plain_phone.locator("a[href='tel:112']").count() >= 1


# --- seeing badly ------------------------------------------------------------------


def test_letters_twice_as_large_push_nothing_off_the_screen(server, phone, path):
    """As a phone set to large letters: WCAG 1.4.4, on the narrow screen of 1.4.10."""
    phone.goto(server.url(path))
    phone.evaluate(
        "document.styleSheets[0].insertRule('html { font-size: 200% !important }')"
    )
    assert width_of(phone) <= 360


def test_letters_further_apart_push_nothing_off_the_screen(server, phone, path):
    """WCAG 1.4.12: the distances that a reader may set."""
    phone.goto(server.url(path))
    phone.evaluate(
        "document.styleSheets[0].insertRule('* { line-height: 1.5 !important; "
        "letter-spacing: .12em !important; word-spacing: .16em !important }')"
    )
    assert width_of(phone) <= 360


def test_without_colours_of_ours_what_is_focused_is_still_seen(server, chromium):
    context = chromium.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(server.url("/"))
    for _ in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style != "none"
    context.close()


def test_every_stop_of_the_keyboard_is_seen(server, desktop):
    desktop.goto(server.url(SHEET))
    seen = set()
    for _ in range(60):
        desktop.keyboard.press("Tab")
        name, outline, shadow, width = desktop.evaluate(
            """() => {
                const one = document.activeElement, style = getComputedStyle(one);
                return [one.outerHTML.slice(0, 90), style.outlineStyle,
                        style.boxShadow, one.getBoundingClientRect().width];
            }"""
        )
        if name.startswith("<body"):
            break
        seen.add(name)
        assert outline != "none" or shadow != "none", name
        assert width > 1, name
    assert len(seen) > 30


# --- on paper ----------------------------------------------------------------------


def test_paper_tells_the_usual_hours_and_not_those_of_now(server, desktop):
    desktop.goto(server.url(SHEET))
    card = desktop.locator("#sportelli ~ ul article", has_text="CGIL e SPI")
    usual = card.locator(".only-print").first
    now = card.locator(".no-print")
    expect(usual).to_be_hidden()
    expect(now.first).to_be_visible()
    desktop.emulate_media(media="print")
    expect(usual).to_be_visible()
    assert "Da lunedì a giovedì: 9:00–12:30" in usual.inner_text()
    assert "esempio" in usual.inner_text()
    for line in now.all():
        expect(line).to_be_hidden()


def test_paper_shows_no_frame_and_the_sheets_address(server, desktop):
    desktop.goto(server.url(SHEET))
    desktop.emulate_media(media="print")
    for frame in (
        "[data-element=breadcrumb]",
        ".it-footer",
        "header form",
        ".page-actions",
    ):
        for part in desktop.locator(frame).all():
            expect(part).to_be_hidden()
    expect(
        desktop.get_by_text(f"Questa scheda è su {server.base}{SHEET}")
    ).to_be_visible()
