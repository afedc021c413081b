"""Who is there at a moment, and when next."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intranet.referents.presence import (
    Presence,
    Span,
    State,
    in_words,
    next_at,
    state_at,
)

WEDNESDAY = dt.datetime(2026, 6, 10, 10, 30)
MORNING = Span(2, dt.time(9), dt.time(12))


def day(number):
    return dt.date(2026, 6, number)


@pytest.mark.parametrize(
    ("hour", "state"),
    [
        (dt.time(8, 59), State.OUT_OF_HOURS),
        (dt.time(9), State.IN_HOURS),
        (dt.time(11, 59), State.IN_HOURS),
        (dt.time(12), State.OUT_OF_HOURS),
    ],
)
def test_in_hours_from_the_first_minute_to_before_the_last(hour, state):
    moment = dt.datetime.combine(day(10), hour)
    assert state_at(Presence((MORNING,)), moment) is state


@pytest.mark.parametrize(("first", "last"), [(10, 10), (1, 10), (10, 20)])
def test_an_absence_takes_in_both_its_days(first, last):
    who = Presence((MORNING,), day(first), day(last))
    assert state_at(who, WEDNESDAY) is State.AWAY


@pytest.mark.parametrize(("first", "last"), [(1, 9), (11, 20)])
def test_before_and_after_they_are_there(first, last):
    who = Presence((MORNING,), day(first), day(last))
    assert state_at(who, WEDNESDAY) is State.IN_HOURS


def test_without_hours_one_tries():
    assert state_at(Presence(), WEDNESDAY) is State.NO_HOURS
    assert next_at(Presence(), WEDNESDAY) is None


def test_nobody_is_there_on_a_holiday():
    def is_holiday(on):
        return on == day(10)

    who = Presence((MORNING,))
    assert state_at(who, WEDNESDAY, is_holiday) is State.OUT_OF_HOURS
    assert next_at(who, WEDNESDAY, is_holiday) == dt.datetime(2026, 6, 17, 9)


def test_next_is_after_the_absence():
    who = Presence((MORNING,), day(9), day(18))
    assert next_at(who, WEDNESDAY) == dt.datetime(2026, 6, 24, 9)


def test_next_is_the_earlier_of_a_days_two():
    who = Presence((Span(2, dt.time(15), dt.time(17)), MORNING))
    eight = WEDNESDAY.replace(hour=8)
    assert next_at(who, eight) == dt.datetime(2026, 6, 10, 9)
    assert next_at(who, WEDNESDAY) == dt.datetime(2026, 6, 10, 15)


def test_without_hours_next_is_the_day_after_the_absence():
    who = Presence((), day(9), day(18))
    assert next_at(who, WEDNESDAY) == dt.datetime(2026, 6, 19)


@pytest.mark.parametrize(("first", "last"), [(1, 9), (11, 20), (None, None)])
def test_without_hours_and_without_an_absence_there_is_no_next(first, last):
    days = (day(one) if one else None for one in (first, last))
    assert next_at(Presence((), *days), WEDNESDAY) is None


@pytest.mark.parametrize(("first", "last"), [(1, None), (None, 20)])
def test_half_an_absence_is_none(first, last):
    days = [day(one) if one else None for one in (first, last)]
    assert not Presence((), *days).is_away(day(10))


def test_days_apart_are_named_one_by_one_and_in_order():
    spans = [Span(d, dt.time(9), dt.time(12)) for d in (4, 0, 2)]
    assert in_words(spans) == "lun, mer, ven 9–12"
    assert in_words([spans[0], Span(3, dt.time(9), dt.time(12))]) == "gio, ven 9–12"


def test_hours_in_words():
    spans = [Span(d, dt.time(9), dt.time(12)) for d in (0, 1, 2)]
    spans.append(Span(3, dt.time(14, 30), dt.time(16)))
    assert in_words(spans) == "lun–mer 9–12; gio 14.30–16"


spans = st.builds(
    lambda weekday, opens, length: Span(
        weekday, dt.time(opens), dt.time(min(23, opens + length))
    ),
    st.integers(0, 6),
    st.integers(0, 21),
    st.integers(1, 8),
)
moments = st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 12, 31))


@given(st.lists(spans, min_size=1, max_size=6), moments)
def test_at_the_next_moment_they_are_there_and_it_is_later(found, moment):
    who = Presence(tuple(found))
    at = next_at(who, moment)
    assert at is not None
    assert at > moment
    assert state_at(who, at) is State.IN_HOURS


@given(st.lists(spans, max_size=6), moments, st.integers(0, 30), st.integers(0, 30))
def test_whoever_is_away_is_never_said_to_be_there(found, moment, before, after):
    first = moment.date() - dt.timedelta(days=before)
    last = moment.date() + dt.timedelta(days=after)
    who = Presence(tuple(found), first, last)
    assert state_at(who, moment) is State.AWAY
    at = next_at(who, moment)
    assert at is None or at.date() > last
