"""Phrases in what people type: inflected, misspelt, with words between."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from search.phrases import read_phrase, read_query
from search.phrases.checking import harmless_queries, problem

DATA = Path(__file__).resolve().parents[3] / "search" / "data"
HELPS = yaml.safe_load((DATA / "crisis-it.yaml").read_text(encoding="utf-8"))
PHRASES = [
    (
        entry["code"],
        phrase,
        read_phrase(
            phrase["phrase"],
            phrase.get("unless", ""),
            is_whole=phrase.get("whole", False),
        ),
    )
    for entry in HELPS
    for phrase in entry["phrases"]
]
SAMPLES = Path(__file__).parent / "crisis.tsv"
CRISES = [
    tuple(line.split("\t")) for line in SAMPLES.read_text(encoding="utf-8").splitlines()
]


def is_in(phrase, query, unless="", **more):
    return read_phrase(phrase, unless, **more).is_in(read_query(query))


def told(query):
    typed = read_query(query)
    return {code for code, _, phrase in PHRASES if phrase.is_in(typed)}


@pytest.mark.parametrize(("query", "code"), CRISES)
def test_a_cry_for_help_is_heard(query, code):
    assert code in told(query)


@pytest.mark.parametrize("query", harmless_queries())
def test_a_harmless_search_is_left_alone(query):
    assert told(query) == set()


def test_there_are_enough_samples():
    assert len(CRISES) >= 60
    assert len(harmless_queries()) >= 60
    assert len(PHRASES) >= 60


def test_no_counter_example_sets_off_any_phrase():
    examples = {text for _, phrase, _ in PHRASES for text in phrase["not"]}
    assert {text: told(text) for text in examples if told(text)} == {}


@pytest.mark.parametrize("phrase", [p["phrase"] for _, p, _ in PHRASES])
def test_a_phrase_fits_its_field(phrase):
    assert len(phrase) <= 255


def test_words_may_stand_between_but_not_many():
    assert is_in("mi vuole ammazzare", "mi vuole proprio ammazzare")
    assert is_in("mi vuole ammazzare", "mi vuole, so bene perché, ammazzare") is False
    assert is_in("vuole ammazzare", "ammazzare vuole") is False


@pytest.mark.parametrize(
    "typed", ["m'ammazza", "MI AMMAZZA", "mi amazza", "mi àmmazza!", "mi ammaza"]
)
def test_spelling_does_not_count(typed):
    assert is_in("mi ammazza", typed)


def test_one_letter_wrong_in_a_long_word_alone():
    assert is_in("suicidio", "suicido")
    assert is_in("suicidio", "sucidio")
    assert not is_in("casa", "cosa")
    assert not is_in("ammazza", "impazza")


def test_choices_beginnings_and_exact_forms():
    assert is_in("marito/compagno mi picchi*", "il compagno mi ha picchiata")
    assert not is_in("marito/compagno mi picchi*", "il cane mi ha picchiata")
    assert is_in("mi =ammazzo", "mi ammazzo")
    assert not is_in("mi =ammazzo", "mi ammazza")


def test_a_word_makes_it_harmless():
    assert is_in("mi ammazza", "questo mi ammazza", unless="bollett*")
    assert not is_in("mi ammazza", "la bolletta mi ammazza", unless="bollett*")


def test_a_whole_phrase_stands_alone():
    assert is_in("aiuto", "aiuto!", is_whole=True)
    assert is_in("ho paura", "ho tanta paura", is_whole=True)
    assert not is_in("aiuto", "aiuto affitto", is_whole=True)


def test_an_empty_phrase_is_nowhere():
    assert not is_in("", "qualunque cosa")
    assert not is_in("di la", "di la")


def test_what_is_refused():
    assert "troppo corta" in problem("male", "", "mal di denti")
    assert "troppo corta" in problem("", "", "")
    assert "esempi innocui" in problem("mi ammazza", "", "la bolletta mi ammazza")
    assert "ricerca innocua" in problem("morire noia", "", "altro")
    assert problem("mi vuole ammazzare", "", "mi vuole bene") is None
    assert problem("aiuto", "", "aiuto affitto", is_whole=True) is None


@given(st.text(max_size=600), st.text(max_size=80), st.text(max_size=40))
def test_any_text_is_read(text, phrase, unless):
    read_phrase(phrase, unless).is_in(read_query(text))
