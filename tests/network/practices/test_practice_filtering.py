"""What holds of every list of practices and every choice."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from network.practices.filtering import LABELS, Asked, Traits, answering, filters_of
from network.practices.states import PracticeState, state_on
from network.practices.wording import in_a_line, on_paper, period, place

codes = st.sampled_from(["a", "b", "c"])
held = st.dictionaries(st.sampled_from(list(LABELS)), st.frozensets(codes))
practices = st.lists(held, max_size=8).map(
    lambda rows: [Traits(n, row) for n, row in enumerate(rows)]
)
chosen = st.dictionaries(st.sampled_from(list(LABELS)), codes).map(Asked)
NAMES = {name: {code: code.upper() for code in "abc"} for name in LABELS}


@given(practices, chosen)
def test_a_choice_only_narrows_and_keeps_the_order(rows, asked):
    found = [one.subject for one in answering(rows, asked)]
    assert found == sorted(found)
    for name in asked.chosen:
        assert set(found) <= {
            one.subject for one in answering(rows, asked.without(name))
        }


@given(practices, chosen)
def test_a_count_is_what_one_gets(rows, asked):
    for question in filters_of(rows, asked, NAMES):
        for choice in question.choices:
            followed = Asked({**asked.chosen, question.name: choice.code})
            assert choice.count == len(answering(rows, followed))


@given(practices, chosen)
def test_what_answers_has_each_code_or_holds_in_every_municipality(rows, asked):
    found = {one.subject for one in answering(rows, asked)}
    for row in rows:
        own = {name: row.codes.get(name, frozenset()) for name in asked.chosen}
        is_found = all(
            code in own[name] or (name == "comune" and not own[name])
            for name, code in asked.chosen.items()
        )
        assert (row.subject in found) is is_found


def test_offered_is_what_leaves_something_and_what_was_chosen():
    rows = [
        Traits(1, {"per": frozenset("a"), "ente": frozenset("a")}),
        Traits(2, {"per": frozenset("b"), "comune": frozenset("b")}),
    ]
    found = filters_of(rows, Asked({"per": "a", "ente": "c"}), NAMES)
    # Nothing has a state; with `ente=c` nothing is left, and what was chosen stays in sight.
    assert [question.name for question in found] == ["per", "ente"]
    per, ente = found
    assert [(c.code, c.count, c.is_chosen) for c in per.choices] == [("a", 0, True)]
    assert [(c.code, c.count, c.is_chosen) for c in ente.choices] == [
        ("a", 1, False),
        ("c", 0, True),
    ]
    (per, *_, comune) = filters_of(rows, Asked({}), NAMES)
    assert [(c.code, c.count) for c in per.choices] == [("a", 1), ("b", 1)]
    assert [(c.code, c.count) for c in comune.choices] == [("b", 2)]


def test_what_was_chosen_goes_along_in_the_address():
    assert Asked({"per": "a b", "ente": "c"}).query == "per=a+b&ente=c&"
    assert Asked({}).query == ""


def test_an_endless_code_is_cut():
    assert Asked.of({"per": "x" * 101, "ente": "\0"}).chosen == {"per": "x" * 100}


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=300)))
def test_any_address_is_read(sent):
    asked = Asked.of(sent)
    assert set(asked.chosen) <= set(LABELS)
    assert all(0 < len(code) <= 100 for code in asked.chosen.values())


@given(st.sampled_from(PracticeState), st.dates(), st.dates())
def test_what_is_over_is_over(state, ends_on, on):
    assert state_on(state, None, None, on) is state
    expected = PracticeState.ENDED if ends_on < on else state
    assert state_on(state, None, ends_on, on) is expected


def test_periods_and_places_in_words():
    march, april = dt.date(2026, 3, 5), dt.date(2026, 4, 1)
    assert period(march, None) == "Da marzo 2026"
    assert period(march, april) == "Da marzo 2026 ad aprile 2026"
    assert period(None, march) == "Fino a marzo 2026"
    assert period(march, march) == "Marzo 2026"
    assert period(None, None) == ""
    assert place("Ambito", ["Crema", "Cremona"]) == "Crema, Cremona (Ambito)"
    assert place("", []) == "Tutto il territorio"
    assert in_a_line(["Giovani", "Chi cerca lavoro"]) == "Giovani, chi cerca lavoro"


def test_on_paper_links_are_words_and_other_sites_are_spelled_out():
    linked = '<p><a linktype="page" id="3">qui</a>, <a href="https://x.it/a">là</a></p>'
    assert on_paper(linked) == "<p>qui, là (https://x.it/a)</p>"
