"""When something holds, and how it is said: pure rules."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.validity import Period, State, is_over
from home.words import hours_in_words, moment_in_words, period_in_words

ROME = ZoneInfo("Europe/Rome")
DAY = dt.timedelta(days=1)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31))
MOMENTS = st.datetimes(
    dt.datetime(2000, 1, 1), dt.datetime(2100, 12, 30), timezones=st.just(ROME)
)


@given(DAYS, st.integers(0, 400), DAYS)
def test_a_period_holds_on_its_days_and_on_no_other(starts, length, on):
    ends = starts + length * DAY
    period = Period(starts, ends)
    assert period.holds_on(on) == (starts <= on <= ends)
    assert period.holds_on(starts)
    assert period.holds_on(ends)
    assert period.state_on(starts - DAY) is State.COMING
    assert period.state_on(ends + DAY) is State.PAST


@given(st.none() | DAYS, st.none() | DAYS, DAYS)
def test_on_every_day_a_period_is_one_thing_and_never_turns_back(starts, ends, on):
    order = [State.COMING, State.CURRENT, State.PAST]
    period = Period(starts, ends)
    before, after = period.state_on(on), period.state_on(on + DAY)
    assert order.index(before) <= order.index(after)


@given(DAYS)
def test_an_open_side_never_ends_it(on):
    assert Period().holds_on(on)
    assert Period(starts_on=on).holds_on(on + 1000 * DAY)
    assert Period(ends_on=on).holds_on(on - 1000 * DAY)


@given(MOMENTS, st.timedeltas(dt.timedelta(0), 3 * DAY))
def test_an_event_is_over_after_its_end_and_not_before(starts, length):
    ends = starts + length
    assert not is_over(starts, ends, starts)
    assert not is_over(starts, ends, ends)
    assert is_over(starts, ends, ends + dt.timedelta(seconds=1))


@given(MOMENTS)
def test_where_the_end_is_not_known_the_day_decides(starts):
    last = starts.replace(hour=23, minute=59, second=59)
    assert not is_over(starts, None, last)
    assert is_over(starts, None, last + dt.timedelta(seconds=1))


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ((2026, 3, 1), (2026, 6, 30), "dal 1° marzo 2026 al 30 giugno 2026"),
        ((2026, 8, 8), (2026, 8, 8), "l'8 agosto 2026"),
        ((2026, 3, 1), None, "dal 1° marzo 2026; quando finisce non si sa ancora"),
        (None, (2026, 12, 11), "fino all'11 dicembre 2026"),
        (None, None, "le date non si sanno ancora"),
    ],
)
def test_a_period_in_words(starts, ends, words):
    days = (dt.date(*day) if day else None for day in (starts, ends))
    assert period_in_words(Period(*days)) == words


@pytest.mark.parametrize(
    ("starts", "ends", "words", "hours"),
    [
        (
            (12, 17, 0),
            (12, 18, 30),
            "sabato 12 dicembre 2026, dalle 17 alle 18:30",
            "dalle 17 alle 18:30",
        ),
        ((12, 9, 5), None, "sabato 12 dicembre 2026, alle 9:05", "alle 9:05"),
        ((12, 9, 0), (12, 9, 0), "sabato 12 dicembre 2026, alle 9", "alle 9"),
        (
            (12, 1, 0),
            (12, 1, 30),
            "sabato 12 dicembre 2026, dall'una all'1:30",
            "dall'una all'1:30",
        ),
        (
            (12, 17, 0),
            (13, 8, 0),
            "da sabato 12 dicembre 2026 alle 17 a domenica 13 dicembre 2026 alle 8",
            "alle 17, fino al 13 dicembre",
        ),
    ],
)
def test_a_moment_in_words(starts, ends, words, hours):
    first, last = (
        dt.datetime(2026, 12, *given, tzinfo=ROME) if given else None
        for given in (starts, ends)
    )
    assert moment_in_words(first, last) == words
    assert hours_in_words(first, last) == hours
