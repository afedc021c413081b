"""Whom to call now."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from intranet.referents.calling import Candidate, Group, whom_to_call
from intranet.referents.presence import Presence, Span
from intranet.referents.wording import call_in_words, moment_in_words

NOW = dt.datetime(2026, 6, 10, 10, 30)
TODAY = NOW.date()
THERE = Presence((Span(2, dt.time(9), dt.time(12)),))
LATER = Presence((Span(2, dt.time(15), dt.time(17)),))
TOMORROW = Presence((Span(3, dt.time(9), dt.time(12)),))
AWAY = Presence(THERE.spans, TODAY, TODAY)


def asked(*suited, others=()):
    everybody = {one.pk: one for one in (*suited, *others)}
    return whom_to_call(suited, everybody, NOW)


def test_who_is_there_comes_first_then_who_is_next():
    calls = asked(Candidate(1, TOMORROW), Candidate(2, LATER), Candidate(3, THERE))
    assert [call.pk for call in calls] == [3, 2, 1]
    assert calls[1].at == dt.datetime(2026, 6, 10, 15)


def test_of_two_who_are_there_the_better_suited_first():
    calls = asked(Candidate(1, THERE, rank=2), Candidate(2, THERE, rank=1))
    assert [call.pk for call in calls] == [2, 1]


def test_instead_of_who_is_away_the_substitute():
    (call,) = asked(Candidate(1, AWAY, substitute=9), others=[Candidate(9, THERE)])
    assert (call.pk, call.group, call.instead_of) == (9, Group.INSTEAD, 1)
    assert call_in_words(call, NOW, "Ada") == "In orario adesso, al posto di Ada"


def test_a_substitute_who_is_not_there_either_does_not_count():
    (call,) = asked(Candidate(1, AWAY, substitute=9), others=[Candidate(9, LATER)])
    assert (call.pk, call.group) == (1, Group.LATER)


def test_a_substitute_who_is_not_to_be_seen_does_not_count():
    (call,) = asked(Candidate(1, AWAY, substitute=9))
    assert call.pk == 1


def test_nobody_is_named_twice():
    calls = asked(Candidate(1, AWAY, substitute=2), Candidate(2, THERE))
    assert [(call.pk, call.group) for call in calls] == [(2, Group.NOW)]


def test_who_is_there_is_not_said_to_stand_in():
    calls = asked(Candidate(2, THERE), Candidate(1, AWAY, substitute=2))
    assert [(call.pk, call.group) for call in calls] == [(2, Group.NOW)]


def test_of_whom_nobody_knows_when_comes_last():
    for_long = Presence(THERE.spans, TODAY, TODAY + dt.timedelta(days=300))
    calls = asked(Candidate(1, for_long), Candidate(2, TOMORROW))
    assert [(call.pk, call.at is None) for call in calls] == [(2, False), (1, True)]


def test_without_hours_one_tries_before_waiting():
    calls = asked(Candidate(1, LATER), Candidate(2, Presence()))
    assert [call.pk for call in calls] == [2, 1]


def test_moments_in_words():
    assert moment_in_words(dt.datetime(2026, 6, 10, 15), NOW) == "oggi alle 15"
    assert moment_in_words(dt.datetime(2026, 6, 11, 9, 30), NOW) == "domani alle 9.30"
    assert moment_in_words(dt.datetime(2026, 6, 15, 9), NOW) == "lunedì alle 9"
    assert moment_in_words(dt.datetime(2026, 6, 22, 1), NOW) == "lunedì 22/6 all'1"
    assert moment_in_words(dt.datetime(2026, 6, 11), NOW) == "domani"


presences = st.sampled_from([THERE, LATER, TOMORROW, AWAY, Presence()])


@given(st.lists(st.tuples(presences, st.integers(0, 12)), max_size=10))
def test_each_who_suits_is_named_or_stood_in_for(rows):
    suited = [
        Candidate(pk, who, substitute=other if other != pk else None)
        for pk, (who, other) in enumerate(rows, start=1)
    ]
    calls = whom_to_call(suited, {one.pk: one for one in suited}, NOW)
    named = [call.pk for call in calls]
    assert len(named) == len(set(named))
    groups = [call.group for call in calls]
    assert groups == sorted(groups)
    if any(one.presence is THERE for one in suited):
        assert calls[0].group is Group.NOW
