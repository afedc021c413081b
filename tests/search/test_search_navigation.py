"""From the address to what is asked, and back."""

from urllib.parse import parse_qsl

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.asking import HERE, Asked, Order
from search.navigation import (
    PageLink,
    active_filters,
    address,
    at_place,
    kind_choices,
    order_choices,
    page_links,
    toggled,
    unfiltered,
    with_text,
    without_place,
)
from search.places import Place
from search.reading import read_asked, read_position, read_request
from search.request import Point, SearchRequest
from search.result import FacetCount, SearchResult

CREMA = Place("Crema", Point(45.36, 9.69))


def asked(text="a", place="", order=None, **more):
    return Asked(SearchRequest(text, **more), place, order)


def test_an_address_is_read():
    found = read_asked(
        QueryDict(
            "q=%20l%27isee&tipo=servizi&tipo=enti&bisogno=casa&per=anziani&pagina=3"
            "&lingua=ar&aperto=1&vicino=%20Crema&ordine=distanza"
        )
    )
    assert found == Asked(
        SearchRequest(
            "l'isee",
            kinds=("service", "organisation"),
            filters={"bisogno": ("casa",), "per": ("anziani",), "lingua": ("ar",)},
            page=3,
            is_open_only=True,
        ),
        place="Crema",
        order=Order.NEAREST,
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
    given = QueryDict(mutable=True)
    given["pagina"] = text
    assert read_request(given).page == page


def test_what_cannot_be_read_is_left_out():
    found = read_asked(
        QueryDict(
            "tipo=boh&bisogno=%00&bisogno=&bisogno=a&bisogno=a&x=1&aperto=2&ordine=boh"
        )
    )
    assert found == Asked(SearchRequest(filters={"bisogno": ("a",)}))


def test_the_text_and_the_place_are_cleaned_and_cut():
    long = "a" * 10_000
    found = read_asked(QueryDict(f"q=is%00ee%E2%80%AE+{long}&vicino={long}"))
    assert found.request.text.startswith("is ee a")
    assert len(found.request.text) == 500
    assert len(found.place) == 120


@pytest.mark.parametrize(
    ("header", "point"),
    [
        ("45.133,10.024", Point(45.133, 10.024)),
        (" 45.1334999,-10.0241 ", Point(45.133, -10.024)),
        ("", None),
        ("45,10,3", None),
        ("95.0,10", None),
        ("45.1,200", None),
        ("nan,inf", None),
        ("٤٥.1,10", Point(45.1, 10.0)),
        ("1" * 5000, None),
    ],
)
def test_a_position_is_read_and_rounded(header, point):
    assert read_position(header) == point


def test_an_address_holds_what_was_asked():
    wanted = asked(
        "bonus àè",
        "Crema",
        Order.BEST,
        kinds=("desk",),
        filters={"comune": ("cremona",), "lingua": ("ar", "ro")},
        page=2,
        is_open_only=True,
    )
    assert read_asked(QueryDict(address(wanted)[1:])) == wanted


@given(st.binary(max_size=300))
def test_any_address_is_read_and_written_again(query):
    found = read_asked(QueryDict(query.decode("latin-1")))
    assert read_asked(QueryDict(address(found)[1:])) == found


def test_one_page_has_no_page_links():
    assert page_links(asked(), SearchResult(total=20)) == ()


def test_page_links_leave_out_the_far_ones():
    links = page_links(asked(page=9), SearchResult(total=400, page=10))
    assert [link.number for link in links] == [1, None, 8, 9, 10, 11, 12, None, 20]
    assert links[0] == PageLink(1, "?q=a")
    assert links[4] == PageLink(10, "?q=a&pagina=10", is_current=True)


def test_a_value_is_added_or_taken_away_and_the_list_begins_anew():
    wanted = asked(filters={"per": ("anziani",)}, page=4)
    assert address(toggled(wanted, "per", "anziani")) == "?q=a"
    assert parse_qsl(address(toggled(wanted, "per", "tutti"))[1:]) == [
        ("q", "a"),
        ("per", "anziani"),
        ("per", "tutti"),
    ]


def kinds(*codes):
    return SearchResult(facets={"tipo": tuple(FacetCount(c, 2) for c in codes)})


def test_kinds_are_a_choice_of_those_that_have_something():
    found = kind_choices(asked(page=3), kinds("service", "desk", "of no kind"))
    assert [(c.label, c.url, c.count, c.is_current) for c in found] == [
        ("Tutto", "?q=a", 4, True),
        ("Servizi", "?q=a&tipo=servizi", 2, False),
        ("Sportelli", "?q=a&tipo=sportelli", 2, False),
    ]


def test_one_kind_is_no_choice_unless_it_is_chosen():
    assert kind_choices(asked(), kinds("service")) == ()
    found = kind_choices(asked(kinds=("desk",)), kinds("service"))
    assert [(c.label, c.count, c.is_current) for c in found] == [
        ("Tutto", 2, False),
        ("Servizi", 2, False),
        ("Sportelli", None, True),
    ]


def test_what_was_too_much_to_count_may_be_of_any_kind():
    found = kind_choices(asked(), SearchResult(total=20_000))
    assert [(c.label, c.count) for c in found] == [
        (label, None)
        for label in (
            *("Tutto", "Servizi", "Sportelli", "Enti"),
            *("Novità", "Eventi", "Accordi e rete", "Pagine"),
        )
    ]
    assert kind_choices(asked(), SearchResult()) == ()


def test_an_order_is_a_choice_where_the_place_is_known():
    assert order_choices(asked(place="Boh")) == ()
    best, nearest = order_choices(asked(place="Crema").located(CREMA))
    assert (best.is_current, nearest.is_current) == (True, False)
    assert nearest.url == "?q=a&ordine=distanza&vicino=Crema"


@pytest.mark.parametrize(
    ("wanted", "by_distance"),
    [
        (asked("isee"), False),
        (asked("isee", kinds=("desk",)), True),
        (asked(""), True),
        (asked("", order=Order.BEST), False),
        (asked("isee", order=Order.NEAREST), True),
    ],
)
def test_places_are_listed_by_distance_and_answers_by_their_fitness(
    wanted, by_distance
):
    assert wanted.located(CREMA).request.by_distance is by_distance
    assert wanted.located(CREMA).request.near == CREMA.point
    assert wanted.located(None) == wanted
    assert wanted.request.by_distance is False


def test_the_device_is_named_and_never_placed_in_the_address():
    wanted = asked(place=HERE).located(Place("te", Point(45.1, 10.0)))
    assert wanted.is_here
    assert address(wanted) == "?q=a&vicino=La+mia+posizione"


def test_what_is_chosen_is_in_words():
    wanted = asked(filters={"bisogno": ("fare-soldi",)}, is_open_only=True, place="x")
    found = active_filters(wanted, {}, "Crema")
    assert [(f.group, f.label, f.url) for f in found] == [
        ("Di cosa hai bisogno", "Fare soldi", "?q=a&aperto=1&vicino=x"),
        ("Quando", "Aperto adesso", "?q=a&bisogno=fare-soldi&vicino=x"),
        ("Dove", "Vicino a Crema", "?q=a&bisogno=fare-soldi&aperto=1"),
    ]


def test_ways_to_ask_otherwise_keep_the_rest():
    wanted = asked(
        place="x", order=Order.BEST, kinds=("desk",), filters={"per": ("a",)}, page=3
    )
    assert unfiltered(wanted) == "?q=a&tipo=sportelli"
    assert with_text(wanted, "b").startswith("?q=b&tipo=sportelli&ordine=attinenza")
    assert at_place(wanted, "Crema").endswith("per=a&vicino=Crema")
    assert without_place(wanted) == "?q=a&tipo=sportelli&per=a"
    assert not asked("", place="x").is_blank
    assert Asked().is_blank
