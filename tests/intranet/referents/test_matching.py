"""Whom three letters mean."""

from hypothesis import given
from hypothesis import strategies as st

from intranet.referents.matching import Card, best, rank
from intranet.referents.words import typed

CARDS = [
    Card(1, "mario rossi", "comune cremona casa"),
    Card(2, "rosa bianchi", "cgil cremona"),
    Card(3, "luca verdi", "sportello rosate casa"),
    Card(4, "anna de angelis", "angelis minori"),
]


def test_the_surname_before_the_first_name_before_all_else():
    assert best(CARDS, ["ros"]) == [1, 2, 3]


def test_a_surname_is_the_last_word_and_goes_before_the_alphabet():
    cards = [Card(1, "ada verdi", ""), Card(2, "bea di adami", "")]
    assert best(cards, ["ada"]) == [2, 1]
    assert rank(cards[1], ["di"]) > rank(cards[1], ["ada"])


def test_a_whole_name_goes_before_one_that_only_begins_so():
    cards = [Card(1, "ada rosati", ""), Card(2, "zoe rosa", "")]
    assert best(cards, ["rosa"]) == [2, 1]


def test_how_much_is_left_to_type_counts_for_names_alone():
    cards = [Card(1, "bea verdi", "casale"), Card(2, "ada neri", "casa")]
    assert best(cards, ["casa"]) == [2, 1]
    assert [rank(card, ["casa"]) for card in cards] == [(2, 0), (2, 0)]


def test_each_word_must_stand_somewhere():
    assert best(CARDS, ["ros", "cgi"]) == [2]
    assert best(CARDS, ["ros", "zzz"]) == []


def test_a_word_typed_begins_a_word():
    assert rank(CARDS[0], ["ossi"]) is None


def test_whom_one_called_lately_comes_first_among_equals():
    cards = [Card(1, "ada ferrari", ""), Card(2, "ida ferri", "")]
    assert best(cards, ["fer"], called=[2, 1]) == [2, 1]
    assert best(cards, ["fer"], called=[2]) == [2, 1]
    assert best(cards, ["fer"]) == [1, 2]


def test_then_whoever_is_there():
    cards = [Card(1, "ada ferrari", ""), Card(2, "ida ferri", "")]
    assert best(cards, ["fer"], present={2}) == [2, 1]


def test_of_equals_colleagues_of_the_own_body_come_after_those_of_others():
    cards = [Card(1, "ada ferrari", ""), Card(2, "ida ferri", "")]
    assert best(cards, ["fer"], own={1}) == [2, 1]
    assert best(cards, ["fer"], own={1}, present={1}) == [2, 1]
    # A better name, and whom one called lately, stay ahead.
    assert best(cards, ["ferrari"], own={1}) == [1]
    assert best(cards, ["fer"], own={1}, called=[1]) == [1, 2]
    better = [Card(1, "ada ferri", ""), Card(2, "ferro neri", "")]
    assert best(better, ["fer"], own={1}) == [1, 2]


def test_what_is_typed_is_folded():
    assert typed("  D'Angelo, Nicolò ") == ["dangelo", "nicolo"]


names = st.text(alphabet="abcdefgh", min_size=3, max_size=8)


@given(st.lists(st.tuples(names, names), min_size=1, max_size=30), st.data())
def test_whoever_is_meant_by_the_whole_name_is_the_first_of_that_name(people, data):
    cards = [Card(n, f"{a} {b}", "") for n, (a, b) in enumerate(people)]
    one = data.draw(st.sampled_from(cards))
    found = best(cards, one.name.split())
    assert one.pk in found
    first = next(card for card in cards if card.pk == found[0])
    assert set(one.name.split()) <= {*first.name.split()} or first.name == one.name
