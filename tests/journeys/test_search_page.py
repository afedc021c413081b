"""The page of results as people use it: with a script and without, by finger and by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.walking import follow

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTH = "document.documentElement.scrollWidth"


def violations(page):
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in found]


def total(page):
    return int(page.locator("#ricerca").get_attribute("data-total"))


def open_filters(page):
    page.locator("details.fold-toggle[data-keep-open=filtri] summary").click()


def suggest(page, box, text):
    """Type, and wait for what is suggested."""
    field = page.locator(box)
    field.press_sequentially(text, delay=20)
    expect(page.locator(".suggestions [role=option]").first).to_be_visible()
    return field


# --- without a script -------------------------------------------------------------------------


def test_filters_work_without_a_script(server, plain_phone):
    page = plain_phone
    page.goto(server.url("/cerca/?q=isee"))
    before = total(page)
    open_filters(page)
    page.locator("input[name=bisogno]").first.check()
    follow(page.get_by_role("button", name="Mostra i risultati"))
    assert 0 < total(page) < before
    assert "q=isee" in page.url
    assert "bisogno=" in page.url
    follow(page.locator(".active-filters a").first)
    assert total(page) == before


def test_a_place_works_without_a_script(server, plain_phone):
    page = plain_phone
    page.goto(server.url("/cerca/?tipo=sportelli&q=isee"))
    open_filters(page)
    page.get_by_label("Vicino a").fill("soresina")
    follow(page.get_by_role("button", name="Mostra i risultati"))
    expect(page.get_by_text("Distanze in linea d’aria da Soresina.")).to_be_visible()
    assert " km" in page.locator("#elenco li").first.inner_text()
    assert not page.get_by_role("button", name="Usa la mia posizione").is_visible()


def test_kinds_and_pages_are_links(server, plain_phone):
    page = plain_phone
    page.goto(server.url("/cerca/?q=isee"))
    choice = page.get_by_role("navigation", name="Che cosa vuoi vedere")
    follow(choice.get_by_role("link", name="Servizi"))
    assert "tipo=servizi" in page.url
    follow(page.locator(".pagination a").nth(1))
    assert "pagina=2" in page.url
    expect(page.locator("h2#risultati")).to_contain_text("pagina 2")


# --- with one -----------------------------------------------------------------------------------


def test_a_filter_replaces_the_results_and_keeps_the_focus(server, desktop):
    page = desktop
    page.goto(server.url("/cerca/?q=isee"))
    before = total(page)
    page.evaluate("window.isTheSamePage = true")
    box = page.locator("input[name=bisogno]").first
    name = box.get_attribute("id")
    box.check()
    page.wait_for_url("**bisogno=*")
    expect(page.locator("#annuncio")).to_contain_text("risultat")
    assert total(page) < before
    assert page.evaluate("document.activeElement.id") == name
    assert page.evaluate("window.isTheSamePage") is True
    assert str(total(page)) in page.title()
    assert "vicino" not in page.url
    page.go_back()
    expect(page.locator("#ricerca")).to_have_attribute("data-total", str(before))


def test_a_page_leads_to_the_top_of_its_results(server, desktop):
    page = desktop
    page.goto(server.url("/cerca/?q=isee"))
    page.locator(".pagination a").nth(1).click()
    page.wait_for_url("**pagina=2")
    expect(page.locator("h2#risultati")).to_be_focused()
    expect(page.locator("h2#risultati")).to_contain_text("pagina 2")


def test_on_a_phone_the_button_leads_from_the_filters_to_the_results(server, phone):
    page = phone
    page.goto(server.url("/cerca/?q=isee"))
    open_filters(page)
    page.locator("input[name=per]").first.check()
    page.wait_for_url("**per=*")
    button = page.locator("[data-show-results]")
    expect(button).to_have_text(f"Mostra {total(page)} risultati")
    expect(button).to_be_visible()
    button.click()
    expect(button).not_to_be_visible()
    expect(page.locator("h2#risultati")).to_be_focused()


def test_nothing_of_a_search_stays_in_the_browser(server, desktop):
    page = desktop
    page.goto(server.url("/cerca/?q=violenza"))
    page.locator("input[name=per]").first.check()
    page.wait_for_url("**per=*")
    kept = page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    )
    assert "violenza" not in kept


def test_the_device_s_position_is_in_no_address(server, chromium):
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900},
        geolocation={"latitude": 45.3633, "longitude": 9.6874},
        permissions=["geolocation"],
    )
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request))
    page.goto(server.url("/cerca/?tipo=sportelli"))
    page.get_by_role("button", name="Usa la mia posizione").click()
    page.wait_for_url("**vicino=*")
    expect(page.get_by_text("Distanze in linea d’aria da dove sei.")).to_be_visible()
    assert all("45.3" not in request.url for request in asked)
    sent = [r.headers["x-posizione"] for r in asked if "x-posizione" in r.headers]
    assert sent == ["45.363,9.687"]
    page.reload()
    expect(page.get_by_text("La tua posizione non la conserviamo")).to_be_visible()
    context.close()


def test_a_position_refused_is_told_in_words(server, desktop):
    desktop.goto(server.url("/cerca/?tipo=sportelli"))
    desktop.get_by_role("button", name="Usa la mia posizione").click()
    expect(desktop.get_by_text("Scrivi il tuo comune qui sopra.")).to_be_visible()


def test_a_fault_of_the_network_is_done_the_plain_way(server, desktop):
    page = desktop
    page.goto(server.url("/cerca/?q=isee"))
    page.route(
        "**/cerca/**",
        lambda route: (
            route.abort()
            if "hx-request" in route.request.headers
            else route.continue_()
        ),
    )
    with page.expect_navigation():
        page.locator("input[name=bisogno]").first.check()
    assert "bisogno=" in page.url


# --- suggestions -----------------------------------------------------------------------------


def test_a_suggestion_is_chosen_by_the_keyboard(server, desktop):
    page = desktop
    page.goto(server.url("/"))
    field = suggest(page, "#cerca-home", "bada")
    expect(field).to_have_attribute("role", "combobox")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert page.locator(".search-box [role=status]").inner_text() != ""
    page.keyboard.press("ArrowDown")
    first = page.locator(".suggestions [role=option]").first
    expect(field).to_have_attribute("aria-activedescendant", first.get_attribute("id"))
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("End")
    last = page.locator(".suggestions [role=option]").last
    expect(last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Home")
    expect(first).to_have_attribute("aria-selected", "true")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/servizi/" in page.url


def test_escape_closes_the_suggestions_and_enter_searches(server, desktop):
    page = desktop
    page.goto(server.url("/"))
    field = suggest(page, "#cerca-home", "isee")
    page.keyboard.press("Escape")
    expect(page.locator(".suggestions")).not_to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("isee")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/cerca/?q=isee")


def test_suggestions_push_nothing_aside(server, phone):
    page = phone
    page.goto(server.url("/"))
    heading = page.locator("#bisogni")
    before = heading.bounding_box()["y"] + page.evaluate("window.scrollY")
    suggest(page, "#cerca-home", "isee")
    assert heading.bounding_box()["y"] + page.evaluate("window.scrollY") == before
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(WIDTH) <= 320


def test_a_suggestion_is_touched(server, phone):
    page = phone
    page.goto(server.url("/sportelli/"))
    suggest(page, "#cerca-sportello", "sportel")
    with page.expect_navigation():
        page.locator(".suggestions [role=option]").first.click()
    assert "/servizi/" in page.url


# --- accessible in every state -----------------------------------------------------------------


STATES = {
    "filters": "/cerca/?q=isee",
    "chosen": "/cerca/?q=isee&bisogno=soldi&per=famiglie&modo=online&vicino=Crema",
    "desks": "/cerca/?tipo=sportelli&vicino=Crema",
    "unknown place": "/cerca/?q=isee&vicino=Nessundove",
    "position": "/cerca/?q=isee&vicino=La+mia+posizione",
    "danger": "/cerca/?q=mio+marito+mi+picchia",
    "no choice left": "/cerca/?q=isee&lingua=ar&bisogno=lutto",
}


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_accessible_and_narrow(server, phone, state):
    phone.set_viewport_size({"width": 320, "height": 640})
    phone.goto(server.url(STATES[state]))
    phone.evaluate(
        "document.querySelectorAll('main details').forEach(one => { one.open = true })"
    )
    assert violations(phone) == []
    assert phone.evaluate(WIDTH) <= 320


def test_an_engine_at_rest_is_said_and_its_page_is_accessible(
    server_without_engine, phone
):
    phone.goto(server_without_engine.url("/cerca/?q=isee"))
    expect(phone.get_by_text("La ricerca funziona in modo ridotto")).to_be_visible()
    assert total(phone) > 0
    assert violations(phone) == []


def test_open_suggestions_are_accessible(server, phone):
    phone.goto(server.url("/cerca/"))
    suggest(phone, "#cerca-risultati", "isee")
    phone.keyboard.press("ArrowDown")
    assert violations(phone) == []


@pytest.mark.parametrize("path", ["/", "/servizi/", "/sportelli/", "/cerca/?q=isee"])
def test_no_more_script_than_a_page_needs(server, phone, path):
    loaded = []
    phone.on("request", lambda request: loaded.append(request.url))
    phone.goto(server.url(path), wait_until="networkidle")
    scripts = [url for url in loaded if url.split("?")[0].endswith(".js")]
    assert len(scripts) == (2 if path.startswith("/cerca/") else 1)
    assert not any("map" in url.rsplit("/", 1)[-1] for url in scripts)
