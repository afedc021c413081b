"""The frame of every page: what the national model and our own rules ask of it."""

import re

import pytest
from config.templatetags.frontend_tags import lies_under, tel_uri
from django.template.loader import get_template

FOOTER = {
    "faq": "/domande-frequenti/",
    "appointment-booking": "/prenota-appuntamento/",
    "report-inefficiency": "/segnala-disservizio/",
    "contacts": "/assistenza/",
    "privacy-policy-link": "/privacy/",
    "legal-notes": "/note-legali/",
    "accessibility-link": "/accessibilita/",
}
EMERGENCIES = ("tel:112", "tel:1522", "tel:116117")


def link(html, hook):
    """Address and text of the link with this hook."""
    tag = re.search(rf'<a [^>]*data-element="{hook}"[^>]*>(.*?)</a>', html)
    return re.search(r'href="([^"]*)"', tag[0])[1], tag[1]


def test_no_variable_is_missing(draw):
    assert "⚠" not in draw()


def test_no_variable_is_missing_where_all_settings_are_filled(draw):
    html = draw(
        line_phone="0123 456789",
        line_hours="9–12",
        line_place="Sportello",
        line_url="/sportelli/",
        region_url="https://example.org/",
        address="Via Esempio 1",
        tax_code="00000000000",
        email="a@example.org",
        pec="b@example.org",
        controller="Comune",
        is_demonstration=True,
    )
    assert "⚠" not in html
    assert 'href="tel:+390123456789"' in html


def test_language_and_direction_are_said(draw):
    assert '<html lang="it" dir="ltr">' in draw()


@pytest.mark.parametrize("hook", FOOTER)
def test_footer_has_the_entries_of_the_national_model(draw, hook):
    footer = draw().split("<footer", 1)[1]
    assert link(footer, hook)[0] == FOOTER[hook]


def test_footer_texts_that_are_read_to_the_letter(draw):
    footer = draw().split("<footer", 1)[1]
    assert link(footer, "report-inefficiency")[1] == "Segnalazione disservizio"
    assert link(footer, "contacts")[1] == "Richiesta di assistenza"
    assert "domande frequenti" in link(footer, "faq")[1]
    for name in ("Mappa del sito", "Amministrazione trasparente"):
        assert name in footer


def test_footer_links_to_the_declaration_on_the_agency_s_host(draw):
    address = "https://form.agid.gov.it/view/example"
    html = draw(accessibility_url=address, transparency_url="https://example.org/at")
    assert link(html, "accessibility-link")[0] == address
    assert 'href="https://example.org/at"' in html


def test_login_is_in_the_header(draw):
    assert link(draw(), "personal-area-login")[0] == "/accesso/login/"


def test_menu_marks_the_page_and_the_section_it_lies_in(draw):
    at = draw(path="/servizi/")
    assert re.search(r'aria-current="page" href="/servizi/"', at)
    below = draw(path="/servizi/comune/isee/")
    assert re.search(r'aria-current="true" href="/servizi/"', below)
    assert not re.search(r'aria-current="\w+" href="/vivere-cremona/"', below)


def test_a_demonstration_says_so_and_is_not_indexed(draw):
    shown = draw(is_demonstration=True)
    assert "Questa è una dimostrazione" in shown
    assert '<meta name="robots" content="noindex">' in shown
    assert "noindex" not in draw()


def test_help_names_the_phone_or_else_the_desk(draw):
    assert 'href="tel:+390123456789"' in draw("404.html", line_phone="0123 456789")
    without = draw("404.html", line_place="Via Esempio 1")
    assert "Via Esempio 1" in without
    assert 'href="tel:1522"' in without
    assert 'href="/sportelli/"' in draw("404.html")


def test_page_not_found_offers_search_and_emergency_numbers(draw):
    html = draw("404.html", path="/niente/")
    assert 'action="/cerca/"' in html
    assert 'href="tel:1522"' in html
    assert html.count('role="search"') == 1
    assert "⚠" not in html


def test_the_page_of_a_breakdown_needs_nothing():
    html = get_template("500.html").render()
    for address in EMERGENCIES:
        assert f'href="{address}"' in html


@pytest.mark.parametrize(
    ("display", "uri"),
    [
        ("112", "tel:112"),
        ("116117", "tel:116117"),
        ("800 290 290", "tel:+39800290290"),
        ("0372 123456", "tel:+390372123456"),
        ("+39 0372 123456", "tel:+390372123456"),
        ("340 1234567", "tel:+393401234567"),
    ],
)
def test_numbers_become_addresses_to_call(display, uri):
    assert tel_uri(display) == uri


@pytest.mark.parametrize(
    ("path", "url", "expected"),
    [
        ("/servizi/", "/servizi/", True),
        ("/servizi/isee/", "/servizi/", True),
        ("/sportelli/", "/servizi/", False),
        ("/servizi/", "/", False),
        ("/", "/", True),
    ],
)
def test_which_menu_entry_a_page_lies_under(path, url, expected):
    assert lies_under(path, url) is expected
