"""Any cell at all, repaired: once is enough, and what comes out is what the field takes."""

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exchange import kinds as k
from exchange.problems import WrongValue
from exchange.transforms import SPLITS, TRANSFORMS

ITALIAN = st.text(
    string.ascii_letters + string.digits + "àèéìòùÀÈ' .,;:/-()°&@\t\n", max_size=60
)
ANYTHING = ITALIAN | st.text(max_size=40)


def repaired(name, text):
    """The repaired cell, or None where it is refused."""
    try:
        return TRANSFORMS[name](text)
    except WrongValue:
        return None


@pytest.mark.parametrize("name", TRANSFORMS)
@given(text=ANYTHING)
@example("VIA ROMA ,1")
@example("http://https://www.example.org/")
@example("706094610")
@example("9032")
def test_a_second_repair_changes_nothing(name, text):
    once = repaired(name, text)
    assert once is None or repaired(name, once) == once


@pytest.mark.parametrize("name", TRANSFORMS)
def test_nothing_stays_nothing(name):
    assert repaired(name, "") == ""


@given(ANYTHING)
def test_a_slug_is_one_that_the_field_takes(text):
    slug = TRANSFORMS["slug"](text)
    assert slug == "" or k.Slug(80).read(slug, {}) == slug


@given(ANYTHING)
def test_a_web_address_is_one_that_the_field_takes(text):
    address = TRANSFORMS["web_address"](text)
    assert address == "" or k.Url(500).read(address, {}) == address


@given(st.integers(0, 99_999))
def test_a_postal_code_is_five_digits_of_the_same_number(number):
    code = TRANSFORMS["postal_code"](str(number))
    assert len(code) == 5
    assert int(code) == number


@given(ITALIAN)
def test_commas_move_and_no_letter_is_lost(text):
    def bare(cell):
        return "".join(char for char in cell if char not in ", \t\n")

    assert bare(TRANSFORMS["commas"](text)) == bare(text)


PARTS = st.text(string.ascii_letters + " .'", min_size=1, max_size=20).map(str.strip)


@given(PARTS.filter(bool), st.integers(0, 99999), PARTS.filter(bool))
def test_an_address_is_taken_apart_as_it_was_put_together(street, code, town):
    parts = (street, str(code), town, "CR")
    assert SPLITS["split_address"](" - ".join(parts)) == parts
    longer = (f"{street} - int. 3", *parts[1:])
    assert SPLITS["split_address"](" - ".join(longer)) == longer
