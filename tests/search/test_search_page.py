"""The page /cerca/ as a visitor gets it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import facet_labels
from search.facets import FACET_NAMES
from search.request import Point
from search.result import Hit, SearchResult, Suggestion
from search.templatetags.search_tags import marked

MOST_QUERIES = 12


@pytest.fixture
def page(client, home):
    def get(query=""):
        return client.get(f"/cerca/?{query}")

    return get


def test_a_sheet_is_found_and_linked(page, sheet):
    sheet("L'Isee <b>")
    answer = page("q=isee")
    assert answer.status_code == 200
    assert 'href="/lisee-b/"' in answer.content.decode()
    assert "L&#x27;<mark>Isee</mark> &lt;b&gt;" in answer.content.decode()


def test_the_context_has_what_the_template_needs(page, sheet, monkeypatch):
    monkeypatch.setitem(
        facet_labels._labels, "bisogno", lambda language: {"casa": f"Casa ({language})"}
    )
    for n in range(21):
        sheet(f"Isee {n}", need="casa")
    context = page("q=isee&bisogno=casa&pagina=99").context
    assert context["search_request"].text == "isee"
    assert context["result"].page == 2
    assert len(context["result"].hits) == 1
    assert [link.number for link in context["page_links"]] == [1, 2]
    assert context["active_filters"][0].label == "Casa (it)"
    assert context["filters"].front[0].name == "bisogno"
    assert context["breadcrumb"] == [("Home", "/")]


def test_no_cookie_and_nothing_that_varies_by_it(page):
    answer = page("q=isee")
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize("query", ["", "q=", "q=io+non+ho", "q=niente", "tipo=servizi"])
def test_empty_pages_are_pages(page, query):
    assert page(query).status_code == 200


def test_only_reading_is_allowed(client, home):
    assert client.post("/cerca/").status_code == 405
    assert client.head("/cerca/?q=isee").status_code == 200


def test_title_and_heading_say_how_many_there_are(page, sheet):
    for n in range(25):
        sheet(f"Isee {n}")
    html = page("q=isee&pagina=2").content.decode()
    assert "<title>isee: 25 risultati, pagina 2 –" in html
    assert '<ol class="card-list" id="elenco" start="21">' in html
    assert 'role="status" id="annuncio"' in html


def test_one_form_holds_words_and_filters(page, sheet):
    sheet("Isee", need="casa")
    sheet("Isee", need="soldi")
    html = page("q=isee&tipo=servizi&ordine=attinenza").content.decode()
    assert 'id="cerca-modulo"' in html
    assert 'name="bisogno" value="casa" form="cerca-modulo"' in html
    assert '<input type="hidden" name="tipo" value="servizi">' in html
    assert '<input type="hidden" name="ordine" value="attinenza">' in html


def test_an_unknown_place_is_said_kindly_and_costs_no_result(page, sheet):
    sheet("Isee")
    answer = page("q=isee&vicino=Nessundove")
    html = answer.content.decode()
    assert answer.context["result"].total == 1
    assert "Non conosciamo il posto «Nessundove»" in html
    assert 'value="Nessundove"' in html
    assert 'aria-invalid="true"' in html


def test_the_position_comes_in_a_header_and_is_kept_nowhere(client, home, sheet):
    sheet("Isee")
    address = "/cerca/?q=isee&vicino=La+mia+posizione"
    without = client.get(address)
    assert "La tua posizione non la conserviamo" in without.content.decode()
    answer = client.get(address, headers={"X-Posizione": "45.133,10.024"})
    assert answer.context["where"].place.point == Point(45.133, 10.024)
    assert "no-store" in answer.headers["Cache-Control"]
    assert "45.1" not in answer.content.decode()
    assert "45.1" not in answer.headers["HX-Push-Url"]
    assert "no-store" not in without.headers.get("Cache-Control", "")


def test_the_address_shown_leaves_out_what_was_left_empty(page):
    shown = page("q=isee&vicino=&bisogno=casa").headers["HX-Push-Url"]
    assert shown == "/cerca/?q=isee&bisogno=casa"
    assert page("q=&vicino=").headers["HX-Push-Url"] == "/cerca/"


def test_a_reduced_search_says_so(page, sheet, monkeypatch):
    sheet("Isee")
    reduced = SearchResult(hits=(), total=0, is_reduced=True)
    monkeypatch.setattr("search.finding_page.find", lambda request: reduced)
    assert "La ricerca funziona in modo ridotto" in page("q=isee").content.decode()


def test_words_mended_are_offered_and_words_not_found_are_named(
    page, sheet, monkeypatch
):
    sheet("Isee")
    hit = Hit(1, "page", "Isee", "", "/isee/")
    result = SearchResult(
        hits=(hit,), total=1, did_you_mean="isee", missing=("<b>",), is_partial=True
    )
    monkeypatch.setattr("search.finding_page.find", lambda request: result)
    html = page("q=issee+%3Cb%3E&tipo=pagine").content.decode()
    assert 'Forse cercavi <a href="?q=isee&amp;tipo=pagine">' in html
    assert "Nelle schede non c’è: «&lt;b&gt;»" in html
    assert "Non tutte queste schede contengono tutte le tue parole" in html


def test_filters_that_give_nothing_can_be_undone_one_by_one(page, sheet):
    sheet("Isee", need="casa")
    html = page("q=isee&bisogno=casa&lingua=ar").content.decode()
    assert "Con queste scelte non c’è nulla" in html
    assert 'href="?q=isee&amp;bisogno=casa"' in html
    assert 'href="?q=isee&amp;lingua=ar"' in html
    assert 'href="?q=isee"' in html


EVERYTHING = "&".join(f"{name}=x" for name in FACET_NAMES if name != "bisogno")


def test_queries_are_few_and_do_not_grow(page, sheet):
    query = f"q=isee&tipo=servizi&aperto=1&vicino=Crema&bisogno=casa&{EVERYTHING}"

    def queries():
        page(query)
        with CaptureQueriesContext(connection) as asked:
            page(query)
        return len(asked)

    sheet("Isee", need="casa")
    few = queries()
    for n in range(10):
        sheet(f"Isee {n}", need="casa")
    assert queries() == few <= MOST_QUERIES


# --- suggestions ----------------------------------------------------------------------------


@pytest.fixture
def suggest(client, home, monkeypatch):
    """What is suggested where the engine has these: (title, kind)."""

    def get(query, *known):
        found = tuple(Suggestion(t, f"/{t}/", k, ((0, 1),)) for t, k in known)
        monkeypatch.setattr(
            "search.find.suggestions", lambda text, *, locale, limit: found[:limit]
        )
        return client.get(f"/cerca/suggerimenti/?{query}")

    return get


def test_suggestions_are_few_small_and_kept_a_minute(suggest):
    answer = suggest("q=is", *((f"Isee {n}", "service") for n in range(20)))
    assert len(answer.json()["items"]) == 7
    assert answer.json()["items"][0] == {
        "text": "Isee 0",
        "url": "/Isee 0/",
        "kind": "Servizio",
        "marks": [[0, 1]],
    }
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_suggestions_of_one_kind(suggest):
    known = (("Isee", "service"), ("CAF", "desk"))
    answer = suggest("q=xx&tipo=sportelli", *known)
    assert [item["text"] for item in answer.json()["items"]] == ["CAF"]
    assert len(suggest("q=xx&tipo=boh", *known).json()["items"]) == 2


@pytest.mark.parametrize("query", ["", "q=", "q=i", "q=%00", "q=%E2%80%AE"])
def test_one_letter_suggests_nothing(suggest, query):
    assert suggest(query, ("Isee", "service")).json() == {"items": []}


def test_a_page_made_private_is_suggested_no_more(client, sheet):
    page = sheet("Isee corrente")
    before = client.get("/cerca/suggerimenti/?q=ise").json()["items"]
    assert [item["text"] for item in before] == ["Isee corrente"]
    page.unpublish()
    assert client.get("/cerca/suggerimenti/?q=ise").json() == {"items": []}


# --- hostile input --------------------------------------------------------------------------


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    query=st.binary(max_size=400),
    name=st.sampled_from(["q", "pagina", "per", "tipo", "vicino", "ordine", "aperto"]),
)
def test_no_address_is_an_error_of_the_server(client, home, query, name):
    escaped = "".join(f"%{byte:02x}" for byte in query)
    assert client.get(f"/cerca/?{name}={escaped}&q=isee").status_code == 200
    assert client.get(f"/cerca/?{escaped}").status_code == 200
    assert client.get(f"/cerca/suggerimenti/?q={escaped}").status_code == 200


def test_marks_escape_the_text():
    assert marked("<a> & b", [(1, 2)]) == "&lt;<mark>a</mark>&gt; &amp; b"
    assert marked("<a>", []) == "&lt;a&gt;"
