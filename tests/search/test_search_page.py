"""The page /cerca/ as a visitor gets it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import facet_labels
from search.templatetags.search_tags import marked


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
    assert context["filter_groups"][0].name == "bisogno"
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


def test_queries_are_few_and_do_not_grow(page, sheet):
    query = "q=isee&tipo=servizi&bisogno=casa&per=tutti&comune=x&categoria=y"

    def queries():
        page(query)
        with CaptureQueriesContext(connection) as asked:
            page(query)
        return len(asked)

    sheet("Isee", need="casa")
    few = queries()
    for n in range(10):
        sheet(f"Isee {n}", need="casa")
    assert queries() == few <= 15


def test_queries_with_hits_stay_within_the_budget(page, sheet):
    for n in range(25):
        sheet(f"Isee {n}", need="casa")
    page("q=isee")
    with CaptureQueriesContext(connection) as asked:
        page("q=isee&tipo=servizi&bisogno=casa")
    assert len(asked) <= 15


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    query=st.binary(max_size=400), name=st.sampled_from(["q", "pagina", "per", "tipo"])
)
def test_no_address_is_an_error_of_the_server(client, home, query, name):
    escaped = "".join(f"%{byte:02x}" for byte in query)
    assert client.get(f"/cerca/?{name}={escaped}&q=isee").status_code == 200
    assert client.get(f"/cerca/?{escaped}").status_code == 200


def test_marks_escape_the_text():
    assert marked("<a> & b", [(1, 2)]) == "&lt;<mark>a</mark>&gt; &amp; b"
    assert marked("<a>", []) == "&lt;a&gt;"
