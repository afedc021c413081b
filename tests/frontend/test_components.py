"""Components: with everything, and with the least they may get."""

import re
from datetime import date
from types import SimpleNamespace

from django.core.paginator import Paginator


def test_a_crisis_shows_the_phone_before_the_text(component):
    html = component(
        "callout", kind="crisis", title="Aiuto", phone="1522", text="Sempre aperto"
    )
    assert html.index('href="tel:1522"') < html.index("Sempre aperto")
    assert 'class="callout danger"' in html


def test_page_index_keeps_links_as_direct_children(component):
    html = component("page_index", items=[("chi", "A chi è rivolto")])
    listed = re.search(r'<ul[^>]*data-element="page-index">(.*?)</ul>', html, re.S)[1]
    assert re.match(r'\s*<li[^>]*><a[^>]*href="#chi">A chi è rivolto</a></li>', listed)


def test_service_card_carries_the_hook_of_its_link(component):
    html = component(
        "card_service", title="ISEE", url="/isee/", hook="service-link", level=2
    )
    assert (
        '<h2 class="it-card-title"><a href="/isee/" data-element="service-link">'
        in html
    )
    assert "⚠" not in html


def test_sample_hours_say_that_they_are_an_example(component):
    card = component("card_desk", title="A", url="/a/", hours="9–12", sample=True)
    assert "orario di esempio" in card
    rows = [SimpleNamespace(day="lunedì", hours="9–12", note="", is_today=False)]
    assert "Orario di esempio" in component(
        "hours_table", caption="Orari", rows=rows, sample=True
    )


def test_a_state_never_speaks_by_colour_alone(component):
    html = component("status_badge", label="Chiuso adesso", kind="danger")
    assert "Chiuso adesso" in html


def test_an_unknown_fact_reads_in_words(component):
    known = SimpleNamespace(label="Parcheggio", state="no", note="")
    asked = SimpleNamespace(label="Ascensore", state="unknown", note="")
    html = component("accessibility_facts", facts=[asked, known])
    assert html.index("Parcheggio: <strong>no") < html.index("Non lo sappiamo ancora:")
    assert html.count("Non lo sappiamo ancora") == 1
    assert "<li>Ascensore</li>" in html
    assert "Non lo sappiamo" not in component("accessibility_facts", facts=[known])


def test_an_expired_amount_reads_in_words(component):
    row = SimpleNamespace(label="Soglia", value="", validity="", source="", url="")
    assert "In aggiornamento" in component("amount_table", caption="Soglie", rows=[row])


def test_pages_keep_the_question(component):
    page = Paginator(range(30), 10).page(2)
    html = component("pagination", page=page, query="q=isee&")
    assert 'href="?q=isee&amp;pagina=1"' in html
    assert 'href="?q=isee&amp;pagina=3"' in html
    assert "Pagina 2 di 3" in html
    assert "⚠" not in component("pagination", page=page)


def test_one_page_has_no_pagination(component):
    assert "<nav" not in component("pagination", page=Paginator([1], 10).page(1))


def test_a_stale_sheet_asks_to_call_before_leaving(component):
    fresh = component("review_line", date=date(2026, 1, 8), by="Comune")
    assert "Verificato <time" in fresh
    assert "8 gennaio 2026" in fresh
    stale = component("review_line", date=date(2026, 1, 8), by="Comune", is_stale=True)
    assert "Da verificare" in stale
    assert "Da verificare" in component("review_line", date=None, by="Comune")


def test_what_is_typed_is_escaped(component):
    html = component("search_box", id="q", label="Cerca", query='"><script>')
    assert "<script>" not in html
    assert "&quot;&gt;&lt;script&gt;" in html


def test_print_and_copy_are_hidden_without_a_script(component):
    html = component("actions", title="ISEE", url="https://example.org/?a=1&b=2")
    assert re.search(r"<button[^>]*data-print hidden>", html)
    assert re.search(r"<button[^>]*data-copy=[^>]* hidden>", html)
    assert "body=https%3A%2F%2Fexample.org%2F%3Fa%3D1%26b%3D2" in html
