"""How many is too many."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intranet.limits.caps import FEW, HOUR, Limits, limits, stop

ROME = ZoneInfo("Europe/Rome")
NOW = dt.datetime(2026, 6, 10, 15, 0, tzinfo=ROME)


def test_of_a_long_list_a_third_a_day_at_most():
    assert limits(40, 500, 90) == Limits(hour=30, day=30)
    assert limits(40, 500, 61).day == 20


def test_of_a_short_one_as_many_as_of_sixty():
    assert limits(40, 500, 5) == Limits(hour=20, day=20)


def test_never_more_than_the_settings_say():
    assert limits(20, 60, 2000) == Limits(hour=20, day=60)


def test_the_hour_opens_again_when_enough_are_an_hour_old():
    seen = [NOW - dt.timedelta(minutes=m) for m in (50, 40, 10)]
    found = stop(seen, Limits(hour=2, day=9), NOW)
    assert found.which == "hour"
    assert found.opens_at == NOW - dt.timedelta(minutes=40) + HOUR


def test_after_an_hour_to_the_second_it_is_open():
    seen, limit = [NOW - HOUR], Limits(hour=1, day=9)
    assert stop(seen, limit, NOW) is None
    assert stop(seen, limit, NOW - dt.timedelta(microseconds=1)).opens_at == NOW


def test_the_day_opens_again_at_midnight():
    seen = [NOW - dt.timedelta(hours=5)] * 3
    found = stop(seen, Limits(hour=9, day=3), NOW)
    assert (found.which, found.opens_at) == (
        "day",
        dt.datetime(2026, 6, 11, tzinfo=ROME),
    )


def test_yesterdays_count_for_the_hour_alone():
    now = dt.datetime(2026, 6, 10, 0, 10, tzinfo=ROME)
    seen = [now - dt.timedelta(minutes=20)]
    assert stop(seen, Limits(hour=2, day=1), now) is None
    assert stop(seen, Limits(hour=1, day=1), now).which == "hour"


@pytest.mark.parametrize("day", [dt.date(2027, 3, 28), dt.date(2026, 10, 25)])
def test_a_clock_put_forward_or_back_makes_no_hour_shorter_or_longer(day):
    before = dt.datetime.combine(day, dt.time(1, 59), ROME).astimezone(dt.UTC)
    after = (before + dt.timedelta(minutes=2)).astimezone(ROME)
    found = stop([before.astimezone(ROME)], Limits(hour=1, day=9), after)
    assert found.which == "hour"
    assert found.opens_at.astimezone(dt.UTC) == before + HOUR
    assert stop([before.astimezone(ROME)], Limits(hour=1, day=9), before + HOUR) is None


numbers = st.integers(1, 5000)


@given(st.integers(1, 40), numbers, numbers)
def test_never_above_forty_an_hour_and_a_third_a_day(hour, day, visible):
    found = limits(hour, day, visible)
    assert 1 <= found.hour <= min(40, found.day)
    if visible > FEW:
        assert found.day <= visible / 3


steps = st.lists(st.integers(0, 3 * 3600), min_size=1, max_size=80)


@given(steps, st.integers(1, 10), st.integers(1, 20))
def test_however_fast_one_asks_no_hour_and_no_day_gives_more(waits, hour, day):
    limit, now, seen = Limits(min(hour, day), day), NOW, []
    for wait in waits:
        now += dt.timedelta(seconds=wait)
        if (found := stop(seen, limit, now)) is None:
            seen.append(now)
        else:
            assert found.opens_at > now
            before = found.opens_at - dt.timedelta(microseconds=1)
            assert stop(seen, limit, before) is not None
    for one in seen:
        assert sum(one - HOUR < other <= one for other in seen) <= limit.hour
        assert sum(other.date() == one.date() for other in seen) <= limit.day
