"""Scores are whole numbers that a 32-bit float holds, and can be read back."""

import struct

from hypothesis import given
from hypothesis import strategies as st

from search.engines.elastic.scoring import OPEN, Scoring, holds
from search.engines.elastic.selecting import select
from search.query import Alternative, Clause
from search.request import SearchRequest
from search.text.tokens import QUERY_WORDS
from search.weights import EXACT, PLACES, WHOLE, points, rarity

MOST_WORTH = rarity(10_000_000, 0)
WORDS = st.from_regex(r"[a-z0-9]{1,12}", fullmatch=True)
ALTERNATIVES = st.builds(
    Alternative,
    st.lists(WORDS, min_size=1, max_size=3).map(tuple),
    st.integers(1, WHOLE),
    st.booleans(),
)
CLAUSES = st.builds(
    Clause,
    WORDS,
    WORDS,
    st.lists(ALTERNATIVES, min_size=1, max_size=10).map(tuple),
    st.integers(1, MOST_WORTH),
    st.booleans(),
)


def as_float32(number):
    return struct.unpack("f", struct.pack("f", number))[0]


def boosts(body):
    """All boosts in a body."""
    if isinstance(body, dict):
        if "boost" in body:
            yield body["boost"]
        for value in body.values():
            yield from boosts(value)
    elif isinstance(body, list):
        for value in body:
            yield from boosts(value)


@given(st.lists(CLAUSES, min_size=1, max_size=QUERY_WORDS))
def test_the_highest_score_is_exact_and_read_back(clauses):
    best = sum(
        max(points(a.share, PLACES[0].weight, c.worth) for a in c.alternatives)
        + points(WHOLE, EXACT, c.worth)
        for c in clauses
    )
    highest = best * OPEN + 1
    # Room for a clause that is worth as much as all the others: the words as they were said.
    assert highest * 2 < 2**24
    assert as_float32(highest) == highest
    read = Scoring(tuple(clauses)).read(as_float32(highest))
    assert (read.points, read.is_first) == (best, True)


@given(st.lists(CLAUSES, min_size=1, max_size=QUERY_WORDS))
def test_every_boost_is_a_whole_number_above_zero(clauses):
    found = list(boosts(Scoring(tuple(clauses)).query(least=1)))
    assert found
    assert all(isinstance(boost, int) and boost > 0 for boost in found)


def test_ways_to_hold():
    assert holds("f", Alternative(("a",))) == {"term": {"f": {"value": "a"}}}
    start = Alternative(("a",), is_prefix=True)
    assert holds("f", start) == {"prefix": {"f": {"value": "a"}}}
    assert "match_phrase" in holds("f", Alternative(("a", "b")))
    assert "match_phrase_prefix" in holds("f", Alternative(("a", "b"), is_prefix=True))


def test_what_only_orders_is_not_sent_with_what_is_counted():
    clauses = (
        Clause("isee", "isee", (Alternative(("isee",)),), 100),
        Clause("mamma", "mamma", (Alternative(("mamma",)),), 9, is_required=False),
    )
    request = SearchRequest("isee", open_ids=frozenset({987_654}))
    selection = select(request, Scoring(clauses))
    assert str(selection.body(1, least=1)).count("987654") == 2
    counted = str(selection.counting(least=1))
    assert "isee" in counted
    assert "987654" not in counted
    assert "mamma" not in counted
