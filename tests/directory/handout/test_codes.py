"""A list in an address: read whatever was typed, written the one way."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from core.short_codes import code_of
from directory.handout.codes import (
    MOST,
    Chosen,
    moved,
    read,
    with_one,
    without,
    written,
)
from directory.handout.labels import labels_in, languages
from directory.handout.options import ALL, Options, read_options

CODES = st.lists(st.uuids().map(code_of), max_size=MOST, unique=True).map(tuple)


@given(CODES)
def test_a_list_is_read_as_it_was_written(codes):
    assert read(written(codes)) == Chosen(codes)
    assert read(", ".join(codes).upper()) == Chosen(codes)
    assert read(f"#{written(codes)}-{written(codes)}") == Chosen(codes)


@given(st.text())
def test_any_text_is_a_list_of_few(text):
    chosen = read(text)
    assert len(chosen.codes) == len(set(chosen.codes)) <= MOST
    assert read(written(chosen.codes)).codes == chosen.codes


@given(st.lists(st.uuids().map(code_of), min_size=MOST + 1, max_size=16, unique=True))
def test_a_list_that_is_too_long_is_cut_and_says_so(codes):
    chosen = read(written(codes))
    assert chosen.codes == tuple(codes[:MOST])
    assert chosen.is_cut


def test_what_is_no_code_is_counted():
    assert read("abcd1234-boh-efgh5678-../x") == Chosen(("abcd1234", "efgh5678"), 2)


@given(CODES, st.uuids().map(code_of), st.integers(-20, 20))
def test_a_list_changes_by_one_thing_at_a_time(codes, code, by):
    longer = with_one(codes, code)
    assert (code in longer) == (code in codes or len(codes) < MOST)
    assert without(longer, code) == without(codes, code)
    assert sorted(moved(longer, code, by)) == sorted(longer)
    if longer:
        first = longer[0]
        assert moved(longer, first, -1) == longer
        assert moved(longer, first, 1)[1:2] == longer[:1] or len(longer) == 1


def options(sent):
    known = [language.code for language in languages()]
    return read_options(QueryDict(sent), ["abcd1234"], known)


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [
        ("", Options()),
        ("scelte=si", Options(parts=frozenset())),
        (
            "scelte=si&cosa=dove&cosa=boh&lingua=ar&grande=si&formato=a5",
            Options(frozenset({"dove"}), {}, "ar", True, "a5"),
        ),
        ("lingua=xx&formato=a0", Options()),
        (
            "di-abcd1234=si&di-abcd1234=come&di-efgh5678=dove",
            Options(own={"abcd1234": frozenset({"come"})}),
        ),
    ],
)
def test_a_form_says_how_to_print(sent, wanted):
    assert options(sent) == wanted


def test_of_one_thing_less_is_printed_than_of_the_others():
    asked = options("scelte=si&cosa=dove&cosa=come&di-abcd1234=si&di-abcd1234=come")
    assert asked.parts_of("abcd1234") == {"come"}
    assert asked.parts_of("efgh5678") == {"dove", "come"}
    assert Options().parts_of("abcd1234") == ALL


def test_every_language_has_every_label():
    italian = labels_in("it")
    for language in languages():
        labels = labels_in(language.code)
        assert labels.keys() == italian.keys()
        empty = [key for key, label in labels.items() if not label.text]
        assert empty == (["in_italian"] if language.code == "it" else []), language
        assert {label.direction for label in labels.values()} == {language.direction}


def test_beside_a_label_stands_the_italian_one():
    assert labels_in("en")["bring"].italian == "Cosa portare"
    assert labels_in("it")["bring"].italian == ""
