"""The compiled string says what the rows say, whatever the rows."""

from datetime import UTC, datetime, time, timedelta

from hours_samples import PATRON, closure_sets, moments, naive_states, row_sets
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.opening_hours import Schedule, State, compile_osm, schema_org, validate
from directory.opening_hours.summary import summary_lines

patrons = st.sampled_from([None, PATRON])
some_moments = st.lists(moments, min_size=1, max_size=12)
HOUR = timedelta(hours=1)


def evaluated(schedule, at):
    """The state of the compiled string alone."""
    state = schedule.state(at)
    return State.CLOSED if state is State.UNKNOWN else state


@settings(max_examples=300, deadline=None)
@given(row_sets, closure_sets, patrons, some_moments)
def test_the_state_is_the_one_of_a_naive_evaluator(rows, closures, patron, instants):
    schedule = Schedule(rows, closures, patron)
    for at in instants:
        expected = naive_states(rows, closures, patron, wall_clock(schedule, at))
        assert evaluated(schedule, at) in expected, (at, schedule.expression)


@settings(max_examples=100, deadline=None)
@given(row_sets, closure_sets, patrons)
def test_no_expression_holds_a_fallback_or_a_bare_comment(rows, closures, patron):
    outside_quotes = compile_osm(rows, closures, patron).split('"')[::2]
    assert "||" not in "".join(outside_quotes)
    assert all(
        part.endswith(("off ", "unknown ")) for part in outside_quotes[:-1] if part
    )


@settings(max_examples=100, deadline=None)
@given(row_sets, closure_sets, patrons, moments)
def test_an_opening_lasts_until_its_end_and_no_longer(rows, closures, patron, at):
    schedule = Schedule(rows, closures, patron)
    state, until = evaluated(schedule, at), schedule.until(at)
    if state is State.CLOSED:
        assert until is None
    if until:
        last_minute = until.astimezone(UTC) - timedelta(minutes=1)
        assert evaluated(schedule, last_minute) is state
        assert evaluated(schedule, until) is not state


@settings(max_examples=100, deadline=None)
@given(row_sets, closure_sets, patrons, moments)
def test_nothing_opens_before_the_next_opening(rows, closures, patron, at):
    schedule = Schedule(rows, closures, patron)
    at = schedule.until(at) or schedule.local(at)
    following = schedule.next_opening(at, horizon_days=9)
    checked_until = following or at + timedelta(days=9)
    if following:
        assert evaluated(schedule, following) is not State.CLOSED
    if evaluated(schedule, at) is State.CLOSED:
        moment = at
        while moment < checked_until:
            assert evaluated(schedule, moment) is State.CLOSED
            moment += HOUR


@settings(max_examples=100, deadline=None)
@given(row_sets, closure_sets, patrons, moments)
def test_the_week_shows_what_is_evaluated(rows, closures, patron, at):
    schedule = Schedule(rows, closures, patron)
    days = schedule.week(at)
    assert [day.date.weekday() for day in days] == list(range(7))
    for day in days:
        for slot in day.slots:
            start = datetime.combine(day.date, slot.opens)
            if wall_clock(schedule, start) == start:
                assert evaluated(schedule, start) is not State.CLOSED
        if day.closed_reason:
            assert evaluated(schedule, datetime.combine(day.date, time(12))) is (
                State.CLOSED
            )


@settings(max_examples=100, deadline=None)
@given(row_sets, closure_sets, patrons, moments, st.booleans())
def test_there_is_always_something_to_say(rows, closures, patron, at, verified):
    schedule = Schedule(rows, closures, patron)
    words = schedule.sentence(at, at.date() if verified else None)
    assert words[0].isupper()
    assert "None" not in words
    assert ".." not in words
    assert "  " not in words
    assert all(line.days and line.hours for line in summary_lines(rows))
    assert all(entry["@type"] for entry in schema_org(rows, closures, at.date()))


@given(row_sets)
def test_the_order_of_the_rows_does_not_matter(rows):
    assert validate(rows) == []
    at = datetime(2026, 11, 23, 10)
    assert Schedule(rows).sentence(at) == Schedule(rows[::-1]).sentence(at)


def wall_clock(schedule, at):
    """The moment as the clock of the desk shows it, where summer time starts too."""
    return schedule.local(at).replace(tzinfo=None)
