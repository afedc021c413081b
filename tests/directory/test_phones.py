"""Phone numbers as people type them, as a spreadsheet leaves them, as a phone dials."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.phones import display, normalise, problem, repair_landline, tel_uri


@pytest.mark.parametrize(
    ("text", "stored", "shown"),
    [
        ("0372 123 456", "+390372123456", "0372 123456"),
        ("0372/123456", "+390372123456", "0372 123456"),
        ("(0372) 123-456", "+390372123456", "0372 123456"),
        ("+39 0372 123456", "+390372123456", "0372 123456"),
        ("0039 0372123456", "+390372123456", "0372 123456"),
        ("06 6001", "+39066001", "06 6001"),
        ("333 1234567", "+393331234567", "333 123 4567"),
        ("800 290 290", "+39800290290", "800 290 290"),
        ("803 164", "+39803164", "803 164"),
        ("+40 21 312 3456", "+40213123456", "+40 21 312 3456"),
        ("0040 21 312 3456", "+40213123456", "+40 21 312 3456"),
    ],
)
def test_a_number_is_stored_shown_and_dialled(text, stored, shown):
    assert problem(text) is None
    assert normalise(text) == stored
    assert display(text) == shown
    assert tel_uri(text) == f"tel:{stored}"


@pytest.mark.parametrize(
    "short", ["112", "113", "114", "115", "117", "118", "1522", "19696", "116117"]
)
def test_a_short_number_keeps_its_digits(short):
    assert problem(short) is None
    assert normalise(f"+39 {short}") == normalise(short) == short
    assert display(short) == short
    assert tel_uri(short) == f"tel:{short}"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("chiedere in portineria", "sole cifre"),
        ("0372 123456 int. 3", "un solo numero"),
        ("0372 123456, 407112", "un solo numero"),
        ("٠٣٧٢ ٤٠٧١١١", "sole cifre"),
        ("+", "sole cifre"),
        ("/", "sole cifre"),
        ("0372 123456 0372 407112", "non esiste"),
        ("93244888968", "non esiste"),
        ("12", "non esiste"),
        ("111", "non esiste"),
        ("+40 1", "estero"),
        ("706094610", "zero iniziale"),
        ("372 404263", "zero iniziale"),
    ],
)
def test_a_wrong_number_is_explained_and_never_dialled(text, word):
    assert word in problem(text)
    assert tel_uri(text) == ""
    with pytest.raises(ValueError, match=word):
        normalise(text)


def test_what_is_no_number_is_shown_as_it_was():
    assert display(" chiedere in portineria ") == "chiedere in portineria"


def test_nothing_is_no_problem():
    assert problem("") is None
    assert (normalise(""), display(" "), tel_uri("")) == ("", "", "")


@pytest.mark.parametrize(
    ("broken", "repaired"),
    [
        ("372404263", "0372404263"),
        ("372 404263", "0372404263"),
        ("+39 372404263", "0372404263"),
        ("372404263.0", "0372404263"),
        ("706094610", "0706094610"),
        ("272741", "0272741"),
        ("114361234", "0114361234"),
        ("7219368865", "07219368865"),
        ("392123456", "0392123456"),
        ("331234567", "0331234567"),
    ],
)
def test_a_landline_gets_its_zero_back(broken, repaired):
    assert repair_landline(broken) == repaired
    assert problem(repaired) is None


@pytest.mark.parametrize(
    "text",
    [
        *("3331234567", "3715872456", "333123456", "328123456"),
        *("800290290", "803164", "892123", "199123456"),
        *("112", "1522", "116117", "0372404263", "+40213123456"),
        *("", "93244888968", "83986001", "chiedere in portineria"),
    ],
)
def test_what_lost_no_zero_stays(text):
    assert repair_landline(text) == text


@given(st.text(max_size=20))
def test_no_text_breaks_the_functions(text):
    assert isinstance(display(text), str)
    assert isinstance(repair_landline(text), str)
    if problem(text) is None:
        assert display(normalise(text)) == display(text)
        assert normalise(normalise(text)) == normalise(text)


@given(st.text("0123456789+ /", min_size=3, max_size=14))
def test_storing_twice_changes_nothing(text):
    if problem(text) is None:
        assert normalise(normalise(text)) == normalise(text)
        assert normalise(display(text)) == normalise(text)
