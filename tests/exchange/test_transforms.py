"""The named repairs of a mapping."""

import pytest

from core.cells import guarded, unguarded
from exchange import transforms as t
from exchange.problems import WrongValue


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("9032", "09032"),
        ("41", "00041"),
        ("26100", "26100"),
        (" 168 ", "00168"),
        ("", ""),
    ],
)
def test_postal_codes_get_their_zeros_back(cell, code):
    assert t.postal_code(cell) == code


@pytest.mark.parametrize("cell", ["261000", "2610A", "-"])
def test_what_is_no_postal_code_is_refused(cell):
    with pytest.raises(WrongValue):
        t.postal_code(cell)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("706094610", "0706094610"),
        ("372123456", "0372123456"),
        ("3331234567", "3331234567"),
        ("800290290", "800290290"),
        ("0372 123456", "0372 123456"),
        ("1522", "1522"),
        ("", ""),
    ],
)
def test_landlines_get_their_zero_back(cell, number):
    assert t.landline(cell) == number


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("http://HTTP://WWW.EXAMPLE.ORG/", "http://www.example.org"),
        ("http://https://www.example.org/", "https://www.example.org"),
        (
            "http://ASL: Home Page https://nuovo.example.org",
            "https://nuovo.example.org",
        ),
        ("WWW.EXAMPLE.ORG", "http://www.example.org"),
        ("http://www.example.org/Uno/due", "http://www.example.org/Uno/due"),
        ("http://posta@example.org", ""),
        ("http://WWW.EXAMPLE-ORG", ""),
        ("http://due parole.org", ""),
        ("", ""),
    ],
)
def test_web_addresses(cell, address):
    assert t.web_address(cell) == address


def test_addresses_are_taken_apart_from_the_right():
    parts = t.split_address("VIA A - LOC. B - 9032 - ASSEMINI - CA")
    assert parts == ("VIA A - LOC. B", "9032", "ASSEMINI", "CA")
    with pytest.raises(WrongValue):
        t.split_address("VIA A - 9032")


@pytest.mark.parametrize(("cell", "rest"), [("-", ""), ("N.D.", ""), ("via", "via")])
def test_a_dash_is_nothing(cell, rest):
    assert t.nothing(cell) == rest


def test_provinces():
    assert t.province(" cr ") == "CR"
    assert t.province("") == ""
    with pytest.raises(WrongValue):
        t.province("Cremona")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("ASL N. 8 DI CAGLIARI", "asl-n-8-di-cagliari"),
        ("Città dell'Aquila", "citta-dell-aquila"),
        ("DS 65UOMI_ X", "ds-65uomi-x"),
        ("«»", ""),
    ],
)
def test_slugs(name, slug):
    assert t.slug(name) == slug


def test_small_repairs():
    assert t.squeeze("  a   b ") == "a b"
    assert t.lower("ABC") == "abc"
    assert t.capitals("VIA ROMA") == "Via Roma"


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+39 0372 1", "-", "@x", "\tx", "'=1", "''=1", "'a", "a=1", "", "1"],
)
def test_formulas_are_disarmed_and_come_back(cell):
    safe = guarded(cell)
    assert not safe.startswith(("=", "+", "-", "@", "\t"))
    assert unguarded(safe) == cell


def test_an_apostrophe_of_the_text_stays():
    assert guarded("'a") == "'a"
    assert unguarded("'a") == "'a"


@pytest.mark.parametrize(
    ("cell", "street"),
    [
        ("VIA TRAPANI , 346", "VIA TRAPANI, 346"),
        ("VIA IANICO,1", "VIA IANICO, 1"),
        ("VIA ROMA,", "VIA ROMA"),
        ("S.S. 18 KM 3,5", "S.S. 18 KM 3,5"),
        ("VIA ROMA 1,2,A", "VIA ROMA 1,2, A"),
        ("LARGO VERDI, 8", "LARGO VERDI, 8"),
        ("", ""),
    ],
)
def test_commas_are_written_as_italian_does(cell, street):
    assert t.commas(cell) == street
    assert t.commas(street) == street
