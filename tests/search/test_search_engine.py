"""What is found, in which order, with which counts: the same on each engine."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.search_entry import SearchEntry
from search.engines import database_engine
from search.facets import FACET_NAMES
from search.request import SearchRequest
from search.result import FacetCount, SearchResult
from search.weights import needed, rarity


@pytest.fixture
def engine(each_engine):
    return each_engine


def test_every_word_is_required(known, ask):
    enough = [(f"Contributo affitto {n}", {}) for n in range(3)]
    known(*enough, ("Contributo mensa", {}), ("Affitto", {}))
    assert ask("contributo affitto") == [1, 2, 3]


def test_few_that_hold_all_words_bring_those_that_hold_most(known, engine):
    known(("Contributo affitto", {}), ("Contributo mensa", {}), ("Altro", {}))
    result = engine.search(SearchRequest("contributo affitto"))
    assert [hit.page_id for hit in result.hits] == [1, 2]
    assert result.is_partial


def test_words_may_stand_in_different_places(known, ask):
    known(("Isee", {"names": ("CAF Cremona",), "text": "Portare i documenti"}))
    assert ask("isee caf documento") == [1]


def test_places_weigh_as_the_table_says(known, ask):
    known(
        ("Uno", {"text": "isee"}),
        ("Due", {"names": ("isee",)}),
        ("Tre", {"summary": "isee"}),
        ("Quattro", {"citizen_words": ("isee",)}),
        ("Isee", {}),
    )
    assert ask("isee") == [5, 4, 2, 3, 1]


def test_a_title_stands_above_a_text_that_repeats_the_word(known, ask):
    known(("Altro", {"text": "isee " * 50}), ("Calcolo isee della famiglia oggi", {}))
    assert ask("isee") == [2, 1]


def test_the_rarer_word_in_the_title_stands_above(known, ask):
    known(
        ("Contributo mensa", {"text": "affitto"}),
        ("Sostegno affitto", {"text": "contributo"}),
        *[(f"Contributo {n}", {}) for n in "abc"],
    )
    assert ask("contributo affitto")[:2] == [2, 1]


def test_equal_sheets_stand_by_title_whatever_was_indexed_first(known, ask):
    known(("Isee zeta", {}), ("Isee alfa", {}), ("Isee", {}), ("Isee èta", {}))
    assert ask("isee") == [3, 2, 4, 1]


def test_most_words_where_no_sheet_holds_all(known, engine):
    known(
        ("Contributo affitto", {}),
        ("Contributo mensa scuola", {}),
        ("Mensa", {}),
        ("Altro", {}),
    )
    result = engine.search(SearchRequest("contributo mensa affitto"))
    assert [hit.page_id for hit in result.hits] == [1, 2]
    assert result.is_partial
    assert result.missing == ()


def test_who_it_is_for_lifts_a_sheet_and_is_not_required(known, engine):
    known(
        ("Badante cercare", {}),
        ("Badante assumere", {"citizen_words": ("colf per mia mamma",)}),
        ("Mamma", {"citizen_words": ("badante",)}),
    )
    result = engine.search(SearchRequest("badante per mia mamma"))
    assert [hit.page_id for hit in result.hits] == [2, 1, 3]
    assert (result.is_partial, result.missing) == (False, ())


def test_a_word_that_nobody_holds_is_named(known, engine):
    known(("Pasti a domicilio", {}))
    result = engine.search(SearchRequest("Pizza a domicilio"))
    assert (result.total, result.is_partial, result.missing) == (1, True, ("Pizza",))


def test_nothing_found_is_not_partial(known, engine):
    known(("Pasti", {}))
    result = engine.search(SearchRequest("pizza napoletana"))
    assert (result.total, result.is_partial) == (0, False)
    assert result.missing == ("pizza", "napoletana")


@pytest.mark.parametrize(("words", "number"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3)])
def test_half_the_words_rounded_up_are_needed(words, number):
    assert needed(words) == number


def test_rarity_grows_as_fewer_hold_the_word():
    assert rarity(100, 100) < rarity(100, 10) < rarity(100, 0)


def test_an_unfinished_last_word_is_a_beginning(known, ask):
    known(("Disabilità", {}), ("Isee", {}))
    assert ask("disab") == [1]


def test_a_whole_word_is_no_beginning(known, ask):
    known(("Banco alimentare", {}), ("Bancomat", {}))
    assert ask("banco") == [1]


@pytest.mark.parametrize("query", ["io non ho", "per mia"])
def test_empty_words_alone_give_an_empty_result_that_says_so(known, engine, query):
    known(("Non per me", {}))
    result = engine.search(SearchRequest(query))
    assert result.has_no_words
    assert not result.hits


def test_a_blank_request_finds_nothing(known, engine):
    known(("Isee", {}))
    assert engine.search(SearchRequest("  ")) == SearchResult()


def test_filters_alone_list_by_title(known, ask):
    known(("Zeta", {}), ("Alfa", {}), ("Sede", {"kind": "desk"}))
    assert ask(kinds=("service",)) == [2, 1]


def test_values_of_a_facet_widen_and_facets_narrow(known, ask):
    known(
        ("Isee x", {"facets": {"bisogno": ("casa",), "per": ("anziani",)}}),
        ("Isee y", {"facets": {"bisogno": ("soldi",), "per": ("anziani",)}}),
        ("Isee z", {"facets": {"bisogno": ("casa", "soldi"), "per": ("tutti",)}}),
    )
    assert ask("isee", filters={"bisogno": ("casa",)}) == [1, 3]
    assert ask("isee", filters={"bisogno": ("casa", "soldi")}) == [1, 2, 3]
    both = {"bisogno": ("soldi",), "per": ("anziani",)}
    assert ask("isee", filters=both) == [2]


def test_counts_leave_out_their_own_filter(known, engine):
    known(
        ("Isee x", {"facets": {"bisogno": ("casa",), "per": ("anziani",)}}),
        ("Isee y", {"facets": {"bisogno": ("soldi",), "per": ("anziani",)}}),
        ("Isee z", {"facets": {"bisogno": ("soldi",)}}),
    )
    asked = SearchRequest("isee", filters={"bisogno": ("soldi",)})
    facets = engine.search(asked).facets
    assert facets["bisogno"] == (FacetCount("soldi", 2, True), FacetCount("casa", 1))
    assert facets["per"] == (FacetCount("anziani", 1),)
    assert facets["tipo"] == (FacetCount("service", 2),)


def test_an_entry_for_every_value_is_found_and_counted_by_each(known, engine, ask):
    known(
        ("Isee x", {"facets": {"comune": ("*", "crema")}}),
        ("Isee y", {"facets": {"comune": ("crema",)}}),
    )
    asked = SearchRequest("isee", filters={"comune": ("cremona",)})
    result = engine.search(asked)
    assert [hit.page_id for hit in result.hits] == [1]
    assert result.facets["comune"] == (
        FacetCount("crema", 2),
        FacetCount("cremona", 1, True),
    )


def test_languages_are_kept_apart(known, ask):
    known(("Isee", {}), ("Isee", {"locale": "en"}))
    assert ask("isee") == [1]
    assert ask("isee", locale="en") == [2]


def test_pages_follow_one_another_and_end(known, engine):
    known(*[(f"Isee {n:02d}", {}) for n in range(45)])

    def page(number):
        return engine.search(SearchRequest("isee", page=number))

    seen = [hit.page_id for number in (1, 2, 3) for hit in page(number).hits]
    assert seen == list(range(1, 46))
    assert page(2).pages == 3
    assert page(10**30) == page(3)
    assert page(-5) == page(1)


def test_an_entry_replaces_the_one_before(known, engine, ask):
    known(("Isee", {"facets": {"per": ("tutti",)}}))
    engine.index([SearchEntry(1, "service", "Bonus", "/1/")])
    assert ask("isee") == []
    assert ask("bonus") == [1]
    assert engine.page_ids() == {1}


def test_removed_entries_are_gone(known, engine, ask):
    known(("Isee", {"facets": {"per": ("tutti",)}}), ("Isee", {}))
    engine.remove([1, 99])
    engine.refresh()
    assert ask("isee") == [2]
    assert engine.page_ids() == {2}


def test_refresh_fills_the_full_text_index(known, engine, ask):
    known(("Isee", {}))
    engine.refresh()
    assert ask("isee") == [1]


def test_hits_carry_what_is_shown(known, engine):
    known(("L'Isee", {"summary": "Calcola l’ISEE", "citizen_words": ("soldi",)}))
    (hit,) = engine.search(SearchRequest("isee")).hits
    assert (hit.title, hit.summary, hit.url) == ("L'Isee", "Calcola l’ISEE", "/1/")
    assert hit.kind == "service"
    assert hit.title_marks == ((2, 6),)
    assert hit.summary_marks == ((10, 14),)
    assert hit.score > 0


def test_long_and_dirty_entries_are_taken(known, ask):
    known(("T\x00itolo\ud800 " * 100, {"text": "parola " * 30_000 + "\x00"}))
    assert ask("parola titolo") in ([1], [])
    assert ask("parola") == [1]


def test_the_database_is_asked_as_often_for_many_entries(
    known, django_assert_num_queries
):
    engine = database_engine()
    facets = dict.fromkeys(FACET_NAMES, ("x",))
    known(*[(f"Isee {n}", {"facets": facets}) for n in range(300)])
    engine.search(SearchRequest("isee"))
    with django_assert_num_queries(2):
        engine.search(SearchRequest("isee"))
    with django_assert_num_queries(2):
        engine.search(SearchRequest("isee", kinds=("service",), filters=facets))


WORDS_THAT_HURT = (
    *("isee", '"', "'", "*", "(", ")", "AND", "OR", "NOT", "NEAR(", "^", ":", "-"),
    *("title_tokens:", "%", "%s", "\\", "&", "|", "!", "<->", ";--", "'a':*"),
    *("½", "ﬁ", "º", "١٢", "Ⅷ", "ꟶ", "𞤀", "1e5", "0x1f", "12.5", "a@b.it"),
    *("\x00", "\ud800", "\u202e", "a" * 3000),
)
HOSTILE = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=300),
    st.lists(st.sampled_from(WORDS_THAT_HURT), max_size=30).map(" ".join),
    st.sampled_from(["a" * 10_000, "parola " * 500, '"' * 999, "\x00", "\u202eisee"]),
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=HOSTILE, code=HOSTILE, page=st.integers())
def test_nothing_that_is_typed_raises(known, engine, text, code, page):
    if not engine.page_ids():
        known(("Isee", {"facets": {"per": ("tutti",)}}))
    for filters in ({}, {"per": (code,)}):
        result = engine.search(SearchRequest(text, filters=filters, page=page))
        assert len(result.hits) <= result.total
