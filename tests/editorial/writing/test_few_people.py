"""Fewer than five people of a small town are recognised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.personal_data.detecting import Kind, findings
from directory.personal_data.few_people import few_in_words, small_figures

PEOPLE = st.sampled_from(["donne", "persone", "famiglie", "giovani", "tirocinanti"])
AROUND = st.sampled_from(["", "Nel 2026 hanno finito ", "(", "solo ", "n. "])


@given(AROUND, st.integers(1, 4), PEOPLE)
def test_a_figure_under_five_is_found_wherever_it_stands(before, number, people):
    assert list(small_figures(f"{before}{number} {people}.")) == [f"{number} {people}"]


@given(AROUND, st.integers(5, 100_000), PEOPLE)
def test_five_and_more_are_no_one_in_particular(before, number, people):
    assert list(small_figures(f"{before}{number} {people}.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Dal 3 marzo 2026, per 2 anni, 4 ore a settimana.",
        "Dal 1° marzo.",
        "Secondo l'art. 2, comma 3, nella fase 1.",
        "1.200 persone, il 4% in più; 3,5 punti.",
        "Meno di 5 donne su 40.",
        "Il 2/3/2026 alle 3:30 con 4 euro, € 3.",
        "Dopo il Covid-19, da 12 a 14 persone.",
    ],
)
def test_what_counts_something_else_passes(text):
    assert list(small_figures(text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sono rimaste in 2.", ["2"]),
        ("Da 2 a 3 famiglie", ["2 a", "3 famiglie"]),
        ("2-3 donne", ["2", "3 donne"]),
        ("1 su 9", ["1 su"]),
        ("Donne: 3, uomini: 12", ["3"]),
    ],
)
def test_where_it_is_not_plain_it_is_found(text, found):
    assert list(small_figures(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "due donne",
        "tre giovani famiglie",
        "una di loro",
        "un'anziana",
        "Quattro ragazzi",
    ],
)
def test_few_people_in_words_are_pointed_out(text):
    assert list(few_in_words(f"Nel paese {text} lavora.")) == [text]


@pytest.mark.parametrize("text", ["due incontri", "un operatore", "ventidue donne"])
def test_words_for_things_and_for_many_are_not(text):
    assert list(few_in_words(text)) == []


def test_only_where_people_are_counted_and_only_figures_block():
    text = "Hanno trovato lavoro 3 donne e due uomini."
    assert findings(text) == []
    found = {one.kind: one for one in findings(text, counts_people=True)}
    assert found[Kind.FEW].is_blocking
    assert "Scrivi «meno di 5»" in found[Kind.FEW].message
    assert "«3 donne»" in found[Kind.FEW].message
    assert not found[Kind.FEW_IN_WORDS].is_blocking
