"""What changed between two lists, for any two lists."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.releases.comparing import CONFIRMED, Kind, change, compare, counted
from editorial.releases.rows import (
    STATUSES,
    Body,
    Desk,
    Line,
    content_of,
    digest_of,
    lines_of,
)
from editorial.releases.words import told

from .conftest import ONE, OTHER, desk_line, line

words = st.text(max_size=8)
days = st.sampled_from(["", "2027-01-08", "2026-12-31"])
bodies = st.none() | st.builds(Body, key=st.sampled_from("xyz"), name=words)
texts = st.lists(words, max_size=2).map(tuple)
desks = st.lists(
    st.builds(
        Desk, key=st.sampled_from("mno"), name=words, kind=words, level=words, body=bodies,
        address=words, phones=texts, email=words, hours=texts, notes=texts,
    ),
    max_size=2,
    unique_by=lambda desk: desk.key,
).map(tuple)  # fmt: skip
sections = st.dictionaries(st.sampled_from(["Come fare", "Contatti"]), words)
lines = st.builds(
    Line, key=st.sampled_from("abcd"), title=words, url=words, summary=words,
    category=words, status=st.sampled_from(list(STATUSES)), status_reason=words,
    status_until=days, keeper=bodies, owner=bodies, manager=bodies, management=words,
    access=texts, cost=words, desks=desks, verified_on=days, verified_by=words,
    texts=sections.map(lambda found: tuple(sorted(found.items()))),
)  # fmt: skip
lists = st.lists(lines, max_size=4, unique_by=lambda line: line.key).map(tuple)


def bare(found):
    """What counts of a list: without the checks, desks in any order."""
    return {
        x.key: replace(
            x,
            verified_on="",
            verified_by="",
            desks=tuple(sorted(x.desks, key=lambda desk: desk.key)),
        )
        for x in found
    }


@given(lists)
def test_a_list_does_not_differ_from_itself(found):
    assert compare(found, found) == compare(found, tuple(reversed(found))) == []


@given(lists, lists)
def test_there_is_a_change_exactly_where_a_line_differs(old, new):
    before, after = bare(old), bare(new)
    differing = {k for k in before | after if before.get(k) != after.get(k)}
    assert {found.line.key for found in compare(old, new)} == differing


@given(lists, lists)
def test_every_change_is_told_in_words_and_counted(old, new):
    changes = compare(old, new)
    for found in changes:
        assert found.kinds
        assert all(told(found))
        assert told(found)
        assert found.asks_confirmation == bool(CONFIRMED & set(found.kinds))
    assert sum(n for _, n in counted(changes)) == sum(len(c.kinds) for c in changes)


@given(lists, lists)
def test_what_is_new_one_way_is_gone_the_other_way(old, new):
    come = {c.line.key for c in compare(old, new) if Kind.NEW in c.kinds}
    gone = {c.line.key for c in compare(new, old) if c.after is None}
    assert come == gone


@given(lists)
def test_a_list_survives_being_kept(found):
    assert lines_of(content_of(found)) == found
    assert digest_of(lines_of(content_of(found))) == digest_of(found)


@given(lists, lists)
def test_the_digest_tells_lists_apart(one, other):
    assert (digest_of(one) == digest_of(other)) == (one == other)


def test_a_version_that_is_not_known_is_not_guessed_at():
    with pytest.raises(ValueError, match="99"):
        lines_of({"version": 99, "lines": []})


PLAIN = line()


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        (None, PLAIN, [Kind.NEW]),
        (PLAIN, None, [Kind.CLOSED]),
        (PLAIN, replace(PLAIN, status="closed"), [Kind.CLOSED]),
        (
            PLAIN,
            replace(PLAIN, status="suspended", status_reason="x"),
            [Kind.SUSPENDED],
        ),
        (replace(PLAIN, status="suspended"), PLAIN, [Kind.REOPENED]),
        (replace(PLAIN, status="closed"), PLAIN, [Kind.REOPENED]),
        (replace(PLAIN, status="closed"), None, [Kind.TEXT]),
        (PLAIN, replace(PLAIN, access=("Telefona",)), [Kind.ACCESS]),
        (PLAIN, replace(PLAIN, desks=(desk_line(),)), [Kind.ACCESS]),
        (PLAIN, replace(PLAIN, manager=ONE), [Kind.BODIES]),
        (PLAIN, replace(PLAIN, management="In affidamento"), [Kind.BODIES]),
        (PLAIN, replace(PLAIN, cost="10 euro"), [Kind.COST]),
        (PLAIN, replace(PLAIN, texts=(("Come fare", "1"),)), [Kind.TEXT]),
        (
            PLAIN,
            replace(PLAIN, status="closed", cost="x", title="y"),
            [Kind.CLOSED, Kind.COST, Kind.TEXT],
        ),
    ],
)
def test_kinds(before, after, kinds):
    assert list(change(before, after).kinds) == kinds


def test_a_check_of_a_sheet_is_no_change():
    assert change(PLAIN, replace(PLAIN, verified_on="2027-01-01")) is None


def test_only_closures_and_access_ask_for_a_confirmation():
    asking = {kind for kind in Kind if kind in CONFIRMED}
    assert asking == {Kind.CLOSED, Kind.SUSPENDED, Kind.ACCESS}
    assert not change(PLAIN, replace(PLAIN, cost="x")).asks_confirmation
    assert change(PLAIN, None).asks_confirmation


def test_a_change_concerns_who_keeps_answers_runs_or_offers_now_or_before():
    before = replace(PLAIN, keeper=ONE)
    after = replace(PLAIN, desks=(desk_line(body=OTHER),))
    found = change(before, after)
    assert found.concerns(ONE.key)
    assert found.concerns(OTHER.key)
    assert not found.concerns("k-tre")


def test_the_most_important_comes_first():
    old = (line("a"), line("b"), line("c"))
    new = (replace(old[0], cost="x"), replace(old[1], access=("y",)))
    assert [c.line.key for c in compare(old, new)] == ["c", "b", "a"]


def test_an_address_that_is_no_longer_given_is_not_said_again():
    old = replace(
        PLAIN, desks=(desk_line(address="Via Segreta 1", phones=("0372 1",)),)
    )
    new = replace(PLAIN, desks=(desk_line(address="Luogo protetto"),))
    sentences = " ".join(told(change(old, new)))
    assert "Via Segreta" not in sentences
    assert "0372" not in sentences
    assert "ora Luogo protetto" in sentences
    assert "il telefono (tolto)" in sentences
    assert "Via Segreta" not in " ".join(told(change(old, PLAIN)))


def test_words_say_who_runs_it_now_and_before():
    found = change(replace(PLAIN, manager=ONE), replace(PLAIN, manager=OTHER))
    assert told(found) == ["Ente gestore: Ente due (prima Ente uno)."]


def test_words_say_until_when_and_why():
    after = replace(
        PLAIN, status="suspended", status_reason="Lavori.", status_until="2027-08-08"
    )
    assert told(change(PLAIN, after)) == ["Sospeso fino all'8 agosto 2027. Lavori."]
