"""Places as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.places import KnownPlace
from search.places import alike, find_place
from search.request import Point

KNOWN = (
    KnownPlace("Crema", (45.3633, 9.6874)),
    KnownPlace("Cremona", (45.1334, 10.0242)),
    KnownPlace("Casalbuttano ed Uniti", (45.2456, 9.9739)),
    KnownPlace("Casale Cremasco-Vidolasco", (45.437, 9.7209)),
    KnownPlace("Cappella de' Picenardi", (45.1586, 10.23)),
    KnownPlace("Cremona", (45.14, 10.03), "Via Mantova 25"),
    KnownPlace("Cremona", (45.1334, 10.0242), "Via Brescia", is_exact=False),
    KnownPlace("Cremona", (45.1334, 10.0242), "Viale Crema 3", is_exact=False),
)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Crema", "Crema"),
        ("  CREMONA ", "Cremona"),
        ("cremona (CR)", "Cremona"),
        ("26100 Cremona", "Cremona"),
        ("casalbuttano", "Casalbuttano ed Uniti"),
        ("cappella de picenardi", "Cappella de' Picenardi"),
        ("cappella de’ picenardi", "Cappella de' Picenardi"),
        ("casale cremasco", "Casale Cremasco-Vidolasco"),
        ("via mantova", "Via Mantova 25, Cremona"),
        ("mantova", "Via Mantova 25, Cremona"),
        ("Via Mantova, 12 - Cremona", "Via Mantova 25, Cremona"),
        ("viale crema", "Viale Crema 3, Cremona"),
        ("ca", None),
        ("Milano", None),
        ("via di mai", None),
        ("12", None),
        ("", None),
        ("'\"\0<", None),
    ],
)
def test_a_place_is_understood(text, label):
    found = find_place(text, KNOWN)
    assert (found.label if found else None) == label


def test_an_unknown_street_is_its_towns_centre_and_says_so():
    found = find_place("via sconosciuta 3, Crema", KNOWN)
    assert (found.label, found.unknown_street) == ("Crema", True)
    assert found.point == Point(45.3633, 9.6874)
    assert not find_place("Crema", KNOWN).unknown_street


def test_the_name_of_a_street_is_not_a_town():
    assert find_place("via cremona", KNOWN) is None


def test_towns_written_nearly_so_are_offered():
    assert alike("cremna", KNOWN)[0] == "Cremona"
    assert alike("zzz", KNOWN) == []


@given(st.text(max_size=200))
def test_whatever_is_typed_is_a_place_or_none(text):
    find_place(text, KNOWN)
    alike(text, KNOWN)
