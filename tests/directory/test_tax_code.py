"""The check digit of bodies' tax codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.tax_code import problem

REAL = ["00297960197", "80003380195", "93027560197"]
codes = st.sampled_from(REAL)


@pytest.mark.parametrize("code", REAL)
def test_codes_of_real_bodies_are_valid(code):
    assert problem(code) is None


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("", "11 cifre"),
        ("0029796019", "qui sono 10"),
        ("002979601970", "qui sono 12"),
        ("IT297960197", "senza lettere"),
        ("0029796019 ", "senza lettere né spazi"),
        ("٠٠٢٩٧٩٦٠١٩٧", "senza lettere"),
        ("0029796019²", "senza lettere"),
        ("RSSMRA80A01D150X", "persona"),
        ("00000000000", "non valido"),
        ("00297960198", "non valido"),
    ],
)
def test_a_wrong_code_is_explained(code, word):
    assert word in problem(code)


@given(codes, st.integers(0, 10), st.integers(1, 9))
def test_any_wrong_digit_is_found(code, position, shift):
    digit = (int(code[position]) + shift) % 10
    assert problem(f"{code[:position]}{digit}{code[position + 1 :]}")


@given(st.text(max_size=20))
def test_no_text_breaks_the_check(text):
    assert problem(text) is None or problem(text).endswith(".")
