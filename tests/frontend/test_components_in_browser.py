"""Every component in a browser, under the public pages' policy and without a database."""

import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VNU = ROOT / "site/frontend/node_modules/vnu-jar/build/dist/vnu.jar"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data: https://mappe.example.org; "
    "font-src 'self'"
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true })"
WIDTH = "document.documentElement.scrollWidth"
FAMILIES = """() => [...new Set([...document.querySelectorAll('h1, h2, h3, h4, p, p *')]
    .map(one => getComputedStyle(one).fontFamily.split(',')[0].replace(/"/g, '')))]"""
SMALL_TARGETS = """() => [...document.querySelectorAll('a, button, summary, input')]
    .filter(one => one.offsetParent && !one.closest('p, li > p, td, dd, address, .skiplinks'))
    .map(one => [one.outerHTML.slice(0, 80), one.getBoundingClientRect().height])
    .filter(([, height]) => height < 24)"""


class Handler(SimpleHTTPRequestHandler):
    """The drawn page at any address, files of static/ below /static/."""

    def __init__(self, *args, page, **kwargs):
        self.page = page
        super().__init__(*args, directory=str(ROOT), **kwargs)

    def do_GET(self):
        if self.path.startswith("/static/"):
            return super().do_GET()
        body, kind = self.page.encode(), "text/html; charset=utf-8"
        if self.path == "/colori.css":
            body, kind = b":root{--site-primary:#0b5c57}", "text/css"
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return self.wfile.write(body)

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def address(draw):
    page = draw(is_demonstration=True, line_phone="0123 456789")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, page=page))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/stile/"
    server.shutdown()
    server.server_close()


@pytest.mark.chromium
@pytest.mark.parametrize("width", [320, 1280])
def test_no_violation_no_overflow_no_error(address, chromium, width):
    from axe_playwright_python.sync_playwright import Axe

    page = chromium.new_page(viewport={"width": width, "height": 900})
    errors = []
    page.on("console", lambda message: errors.append(message.text))
    page.goto(address)
    page.evaluate(OPEN_ALL)
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found] == []
    assert page.evaluate(WIDTH) <= width
    assert page.evaluate(FAMILIES) == ["Titillium Web"]
    assert page.evaluate(SMALL_TARGETS) == []
    assert errors == []


@pytest.mark.chromium
def test_menu_and_index_open_without_a_script(address, chromium):
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 800}
    )
    page = context.new_page()
    page.goto(address)
    entry = page.locator(".navbar-nav a").first
    assert not entry.is_visible()
    page.locator(".menu-toggle summary").click()
    assert entry.is_visible()
    index = page.locator("[data-element=page-index] > li > a").first
    assert not index.is_visible()
    page.locator(".index-toggle summary").click()
    assert index.is_visible()
    assert not page.locator("[data-print]").is_visible()


@pytest.mark.chromium
def test_escape_closes_the_menu_and_returns_the_focus(address, chromium):
    page = chromium.new_page(viewport={"width": 360, "height": 800})
    page.goto(address)
    assert page.evaluate("window.BOOTSTRAP_ITALIA_VERSION") == "2.18.3"
    page.locator(".menu-toggle summary").click()
    page.locator(".navbar-nav a").first.focus()
    page.keyboard.press("Escape")
    assert not page.locator(".navbar-nav a").first.is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert page.locator("[data-print]").is_visible()


PIXEL = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00"
    b"\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)


@pytest.mark.chromium
def test_the_map_comes_when_it_is_asked_for_and_says_what_the_list_says(
    address, chromium
):
    from axe_playwright_python.sync_playwright import Axe

    page = chromium.new_page(viewport={"width": 360, "height": 800})
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: errors.append(message.text))
    page.route("https://mappe.example.org/**", lambda r: r.fulfill(body=PIXEL))
    page.goto(address)
    assert not any("map." in url or "mappe.example.org" in url for url in asked)
    page.get_by_role("button", name="Mostra la mappa").press("Enter")
    marker = page.locator(".map-marker")
    marker.wait_for()
    assert page.evaluate("document.activeElement.className").startswith("map ")
    assert any("mappe.example.org" in url for url in asked)
    assert marker.count() == 1
    assert marker.get_attribute("aria-label") == "2. Sportello di Via Esempio"
    marker.press("Enter")
    popup = page.locator(".leaflet-popup")
    assert popup.get_by_role("link", name="Sportello di Via Esempio").is_visible()
    assert "Aperto ora" in popup.inner_text()
    assert "Chi ha fatto la mappa" in page.locator(".map").inner_text()
    status = page.locator(".map-box [role=status]")
    assert "Sulla mappa: 1 di 4." in status.inner_text()
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in found] == []
    assert page.evaluate(WIDTH) <= 360
    assert errors == []


@pytest.mark.chromium
def test_a_map_that_does_not_load_leaves_the_list(address, chromium):
    page = chromium.new_page()
    page.route("**/map.js", lambda route: route.abort())
    page.goto(address)
    page.get_by_role("button", name="Mostra la mappa").click()
    page.get_by_text("La mappa non si è caricata.").wait_for()
    assert page.locator("#risultati-stile li").first.is_visible()


@pytest.mark.chromium
def test_paper_shows_the_sheet_without_its_frame(address, chromium):
    page = chromium.new_page()
    page.goto(address)
    page.emulate_media(media="print")
    for hidden in (".navbar-nav", ".it-search-wrapper", ".navscroll", ".page-actions"):
        assert not page.locator(hidden).first.is_visible()
    assert page.locator("h1").is_visible()


@pytest.mark.java
def test_markup_is_valid(draw, tmp_path):
    pages = []
    for name in ("styleguide/index.html", "404.html", "500.html"):
        pages.append(tmp_path / name.replace("/", "-"))
        pages[-1].write_text(draw(name, line_phone="0123 456789"), encoding="utf-8")
    done = subprocess.run(
        ["java", "-jar", str(VNU), "--errors-only", "--stdout", *map(str, pages)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""
    assert done.returncode == 0
