"""Words sought and words held."""

from hypothesis import given
from hypothesis import strategies as st

from intranet.finding.matching import (
    AROUND,
    MOST_WORDS,
    holds,
    listed_words,
    marked,
    ranges,
    snippet,
    sought,
)

TEXTS = st.text(alphabet="abcàè <>&'’.\n", max_size=80)


def test_three_letters_are_enough_and_two_are_not():
    assert sought("Is un ISE l'iséè") == ["ise", "isee"]


def test_of_many_words_a_few_are_sought():
    many = " ".join(f"parola{number}" for number in range(12))
    assert len(sought(many)) == MOST_WORDS


def test_a_word_is_found_from_its_beginning_whatever_its_accents():
    listed = listed_words("Perché l’ISEE serve", "Modulo")
    assert holds(listed, ["perc", "isee", "mod"])
    assert not holds(listed, ["erche"])
    assert not holds(listed, ["isee", "bolletta"])


def test_each_word_is_listed_once():
    assert listed_words("casa casa Casa", "e casa") == " casa e "


def test_nothing_is_held_by_nothing():
    assert listed_words("", " … ") == ""
    assert not holds("", ["casa"])


def test_marks_stand_around_words_and_all_else_is_escaped():
    assert marked("<b>Casa & casàle</b>", ["cas"]) == (
        "&lt;b&gt;<mark>Casa</mark> &amp; <mark>casàle</mark>&lt;/b&gt;"
    )


def test_a_snippet_is_cut_at_words_around_the_first_found():
    text = "inizio " * 40 + "tesoro " + "fine " * 80
    found = snippet(text, ["tes"])
    assert found.startswith("… inizio")
    assert "<mark>tesoro</mark>" in found
    assert found.endswith("fine …")
    assert len(found) < AROUND + 40


@given(TEXTS, st.lists(st.sampled_from(["abc", "aaa", "cab"]), max_size=3))
def test_whatever_is_found_is_safe_and_whole(text, words):
    shown = marked(text, words)
    bare = shown.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert len(list(ranges(text, words)) if words else []) == shown.count("<mark>")


@given(TEXTS)
def test_what_is_listed_is_found(text):
    listed = listed_words(text)
    assert all(holds(listed, [word]) for word in listed.split())
