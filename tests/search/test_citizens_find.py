"""What people type leads to the sheet that answers: the product's own content, its own words."""

from pathlib import Path

import pytest
import yaml

from core.search_entry import SearchEntry
from exchange.content import read_content
from search.default_synonyms import give_default_synonyms
from search.engines import database_engine
from search.quality.measuring import measure
from search.quality.queries import read_queries
from search.request import SearchRequest
from tests.search.content_entries import content_entries

DATA = Path(__file__).parent / "data"
QUERIES = yaml.safe_load((DATA / "citizen-queries.yaml").read_text("utf-8"))
ALL = QUERIES["first"] | QUERIES["among_three"]
MORE = (DATA / "citizen-queries-more.tsv").read_text("utf-8").splitlines()
MEANINGS = {
    "adi": ("assegno-di-inclusione", "cure-domiciliari"),
    "A.D.I.": ("assegno-di-inclusione", "cure-domiciliari"),
    "accompagnamento": ("indennita-accompagnamento", "trasporto-sociale"),
    "dimissioni": ("dimissioni-protette", "dimissioni-volontarie"),
    "ads": ("amministratore-di-sostegno",),
    "sap": ("servizi-abitativi-pubblici",),
    "cdi": ("centro-diurno-integrato",),
}


@pytest.fixture
def search(db):
    """What the database finds in the content, with the synonyms of a new site."""
    give_default_synonyms()
    engine = database_engine()
    engine.index(
        SearchEntry(page_id=number, url=f"/{number}/", **fields)
        for number, (_, fields) in enumerate(content_entries(read_content()))
    )
    return lambda text, most=20: engine.search(SearchRequest(text, per_page=most))


@pytest.fixture
def hits(search):
    """Slugs of the first hits for a text, bodies and desks among them."""
    slugs = [slug for slug, _ in content_entries(read_content())]
    return lambda text: [slugs[hit.page_id] for hit in search(text, 3).hits]


def missing(queries, found):
    """The queries whose sheet is not among what is found, with what is."""
    results = {text: found(text) for text in queries}
    return {text: got for text, got in results.items() if not {*queries[text]} & {*got}}


def test_queries_name_sheets_that_exist():
    sheets = {record.slug for record in read_content().services}
    assert {slug for slugs in ALL.values() for slug in slugs} <= sheets


def test_a_query_that_names_a_sheet_finds_it_first(hits):
    missed = missing(QUERIES["first"], lambda text: hits(text)[:1])
    assert missed == {}


def test_nearly_all_queries_find_their_sheet_among_three(hits):
    missed = missing(ALL, hits)
    assert len(missed) <= len(ALL) // 50, missed


def test_what_is_misspelt_told_or_said_in_few_words_finds_its_sheet(search):
    quality = measure(read_queries(MORE), search)
    assert quality.success(3) >= 0.96, [one.expected.query for one in quality.misses]
    assert quality.success(1) >= 0.88
    assert all(one.is_helped for one in quality.helped)


@pytest.mark.parametrize("word", MEANINGS)
def test_a_word_of_two_meanings_finds_the_sheets_of_both(hits, word):
    assert set(MEANINGS[word]) <= set(hits(word))


def test_what_is_not_found_is_said(search):
    result = search("pizza a domicilio")
    assert result.missing == ("pizza",)
    assert "Pasti a domicilio" in result.hits[0].title
    assert search("io non ho").has_no_words


@pytest.mark.parametrize("text", ["zzz", "qwerty uiop", "104 zzz", "x y z"])
def test_nonsense_is_no_error(search, text):
    assert search(text).missing
