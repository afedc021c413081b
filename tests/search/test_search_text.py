"""The Italian chain: what meets what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text import index_tokens, query_tokens, query_words
from search.text.folding import fold
from search.text.marking import marks
from search.text.stemming import light_stem, stem
from search.text.tokens import index_forms, number_that_count
from search.text.word_lists import (
    WEAK_WORDS,
    elisions,
    empty_words,
    optional_words,
    right_words,
    stem_overrides,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anziano", "anziani"),
        ("domiciliare", "domiciliari"),
        ("servizio", "Servizi"),
        ("badante", "badanti"),
        ("case popolari", "casa popolare"),
        ("asili nido", "asilo nidi"),
        ("città", "CITTA'"),
        ("perché", "perche"),
        ("disabilità", "DISABILITA"),
        ("cittadinanza", "cittadinanze"),
        ("luoghi", "luogo"),
        ("droghe", "droga"),
        ("l'affitto", "affitto"),
        ("l’affitto", "affitti"),
        ("dell' anziano", "anziano"),
        ("quell'ufficio", "uffici"),
        ("nessun'altra", "altra"),
        ("sant'Omobono", "omobono"),
        ("cos'è l'ISEE", "e isee"),
        ("P.I.S.", "pis"),
        ("U.O.", "uo"),
        ("citta\u0300", "città"),
        ("straße", "STRASSE"),
    ],
)
def test_forms_meet(one, other):
    assert index_tokens(one) == index_tokens(other)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("L.104", ["l", "104"]),
        ("104/1992", ["104", "1992"]),
        ("misura B1", ["misur", "b1"]),
        ("C-DOM", ["c", "dom"]),
        ("un po' di pane", ["un", "po", "di", "pane"]),
        ("rock'n'roll", ["rock", "roll"]),
        ("a_b", ["a", "b"]),
        ("", []),
        ("\x00\ud800\u202e ?!", []),
    ],
)
def test_words_are_cut(text, tokens):
    assert index_tokens(text) == tokens


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("casa", "casa"),
        ("libro", "libro"),
        ("ufficio", "uffic"),
        ("uffici", "uffic"),
        ("banche", "banc"),
        ("laghi", "laghi"),
        ("luoghi", "luog"),
        ("famiglia", "famigl"),
        ("famiglie", "famigl"),
        ("assistenza", "assistenz"),
        ("trasporti", "trasport"),
        ("redditi", "reddit"),
        ("colloquii", "colloqu"),
        ("bonuss", "bonuss"),
    ],
)
def test_light_stems(word, expected):
    assert light_stem(word) == expected


def test_an_overridden_word_is_not_stemmed_again():
    assert stem("figlie") == stem("figlio") == "figli"


def test_empty_words_are_left_out_of_a_query_only():
    assert query_tokens("dove faccio l'isee") == ("isee",)
    assert query_tokens("badante per mia mamma") == ("badant", "mamma")
    assert "per" in index_tokens("badante per mia mamma")


@pytest.mark.parametrize("query", ["io non ho", "dove come per", "non", "", "?!", "l'"])
def test_a_query_of_empty_words_is_empty(query):
    assert query_tokens(query) == ()


def test_who_it_is_for_is_not_required_unless_nothing_else_is_sought():
    badante, mamma = query_words("badante per mia mamma")
    assert (badante.is_required, mamma.is_required) == (True, False)
    (mamma,) = query_words("mia mamma")
    assert mamma.is_required


def test_words_that_turn_the_sense_round_are_kept():
    assert query_tokens("non autosufficiente") == ("non", "autosufficient")
    assert WEAK_WORDS.isdisjoint(empty_words())


def test_a_query_word_counts_once_and_twelve_are_enough():
    assert query_tokens("casa case CASA") == ("casa",)
    assert len(query_tokens(" ".join(f"parola{n}" for n in range(500)))) == 12


def test_lists_are_written_as_words_are_folded():
    lists = (
        empty_words(),
        elisions(),
        optional_words(),
        right_words(),
        stem_overrides(),
    )
    for word in set().union(*lists):
        assert fold(word) == word


def test_marks_are_ranges_of_the_text_shown():
    text = "L’affitto, gli affitti e l'AFFITTO"
    assert [text[a:b] for a, b in marks(text, {"affitt"})] == [
        "affitto",
        "affitti",
        "AFFITTO",
    ]
    assert [text[a:b] for a, b in marks(text, set(), {"affi"})] == [
        "affitto",
        "affitti",
        "AFFITTO",
    ]


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_any_text_gives_clean_tokens(text):
    for token in index_tokens(text):
        assert token
        assert token.isalnum()
        assert len(token) <= 40
        assert token == token.lower()


@given(st.text(max_size=50))
def test_case_does_not_matter(text):
    if text.isascii():
        assert index_tokens(text) == index_tokens(text.upper())


@given(st.text(st.characters(exclude_categories=()), max_size=100))
def test_query_words_are_words_of_the_index(text):
    assert set(query_tokens(text)) <= set(index_tokens(text))


@given(
    st.one_of(
        st.text(st.characters(exclude_categories=()), max_size=100),
        st.lists(st.sampled_from(["non", "senza", "il", "la", "casa", "case"])).map(
            " ".join
        ),
    )
)
def test_the_words_of_a_title_count_as_those_of_a_query(text):
    assert number_that_count(index_forms(text)) == len(query_tokens(text))


def test_words_of_other_languages_that_say_nothing_are_left_out():
    assert query_tokens("how to get spid for my mother")[0] == "spid"
    assert query_tokens("quiero permiso de residencia") == ("permis", "residenc")
    assert query_tokens("carta d identita") == query_tokens("carta d'identità")
