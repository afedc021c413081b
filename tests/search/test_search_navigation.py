"""From the address to the request, and back."""

from urllib.parse import parse_qsl

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.navigation import (
    PageLink,
    active_filters,
    address,
    filter_groups,
    label_of,
    page_links,
)
from search.reading import read_request
from search.request import SearchRequest
from search.result import FacetCount, SearchResult


def test_an_address_is_read():
    asked = read_request(
        QueryDict(
            "q=%20l%27isee&tipo=servizi&tipo=enti&bisogno=casa&per=anziani&pagina=3"
        )
    )
    assert asked == SearchRequest(
        "l'isee",
        kinds=("service", "organisation"),
        filters={"bisogno": ("casa",), "per": ("anziani",)},
        page=3,
    )


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("2", 2),
        ("", 1),
        ("0", 1),
        ("-1", 1),
        ("uno", 1),
        ("²", 1),
        ("٣", 1),
        ("9" * 9000, 999_999),
        ("1e3", 1),
    ],
)
def test_a_page_number_is_read(text, page):
    asked = QueryDict(mutable=True)
    asked["pagina"] = text
    assert read_request(asked).page == page


def test_what_cannot_be_read_is_left_out():
    asked = read_request(
        QueryDict("tipo=boh&bisogno=%00&bisogno=&bisogno=a&bisogno=a&x=1")
    )
    assert asked == SearchRequest(filters={"bisogno": ("a",)})


def test_the_text_is_cleaned_and_cut():
    asked = read_request(QueryDict("q=is%00ee%E2%80%AE+" + "a" * 10_000))
    assert asked.text.startswith("is ee a")
    assert len(asked.text) == 500


def test_an_address_holds_what_was_asked():
    asked = SearchRequest(
        "bonus àè", kinds=("desk",), filters={"comune": ("cremona",)}, page=2
    )
    assert read_request(QueryDict(address(asked)[1:])) == asked


@given(st.binary(max_size=300))
def test_any_address_is_read_and_written_again(query):
    asked = read_request(QueryDict(query.decode("latin-1")))
    assert read_request(QueryDict(address(asked)[1:])) == asked


def test_one_page_has_no_page_links():
    assert page_links(SearchRequest("a"), SearchResult(total=20)) == ()


def test_page_links_leave_out_the_far_ones():
    links = page_links(SearchRequest("a", page=9), SearchResult(total=400, page=10))
    assert [link.number for link in links] == [1, None, 8, 9, 10, 11, 12, None, 20]
    assert links[0] == PageLink(1, "?q=a")
    assert links[4] == PageLink(10, "?q=a&pagina=10", is_current=True)


def test_a_choice_adds_itself_or_takes_itself_away():
    asked = SearchRequest("a", filters={"per": ("anziani",)}, page=4)
    counts = {"per": (FacetCount("anziani", 3, True), FacetCount("tutti", 1))}
    (group,) = filter_groups(
        asked, SearchResult(facets=counts), {"per": {"anziani": "Persone anziane"}}
    )
    first, second = group.choices
    assert (first.label, first.url) == ("Persone anziane", "?q=a")
    assert (second.label, second.count) == ("Tutti", 1)
    assert parse_qsl(second.url[1:]) == [
        ("q", "a"),
        ("per", "anziani"),
        ("per", "tutti"),
    ]


def test_a_filter_that_cannot_narrow_is_hidden():
    counts = {"per": (FacetCount("tutti", 3),), "tipo": (FacetCount("service", 3),)}
    assert filter_groups(SearchRequest("a"), SearchResult(facets=counts), {}) == ()


def test_kinds_that_have_no_word_are_hidden():
    counts = {
        "tipo": tuple(FacetCount(kind, 1) for kind in ("service", "desk", "news"))
    }
    (group,) = filter_groups(SearchRequest("a"), SearchResult(facets=counts), {})
    assert [(c.label, c.url) for c in group.choices] == [
        ("Servizi", "?q=a&tipo=servizi"),
        ("Sportelli", "?q=a&tipo=sportelli"),
    ]


def test_active_filters_are_in_words():
    asked = SearchRequest("a", kinds=("service",), filters={"bisogno": ("fare-soldi",)})
    assert [(f.group, f.label, f.url) for f in active_filters(asked, {})] == [
        ("Che cosa cerchi", "Servizi", "?q=a&bisogno=fare-soldi"),
        ("Di cosa hai bisogno", "Fare soldi", "?q=a&tipo=servizi"),
    ]


def test_a_code_without_a_label_is_made_readable():
    assert label_of("per", "persone-anziane", {}) == "Persone anziane"
