"""The compiled string says what the rows say, whatever the rows."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from directory.opening_hours import Schedule, State, compile_osm, schema_org
from directory.opening_hours.summary import summary_lines
from tests.directory.hours_samples import cases, naive_states

HOUR = timedelta(hours=1)
many = settings(max_examples=300, deadline=None)
some = settings(max_examples=60, deadline=None)


def evaluated(schedule, at):
    """The state of the compiled string alone."""
    state = schedule.state(at)
    return State.CLOSED if state is State.UNKNOWN else state


def wall_clock(schedule, at):
    """The moment as the clock of the desk shows it, where summer time starts too."""
    return schedule.local(at).replace(tzinfo=None)


@many
@given(cases())
def test_the_state_is_the_one_of_a_naive_evaluator(case):
    assume(case.rows)
    schedule = case.schedule
    for at in case.instants:
        expected = naive_states(case, wall_clock(schedule, at))
        assert evaluated(schedule, at) in expected, (at, schedule.expression)


@some
@given(cases())
def test_no_expression_holds_a_fallback_or_a_bare_comment(case):
    *before_comments, _last = compile_osm(case.rows, case.closures, case.patron).split(
        '"'
    )
    outside = before_comments[::2]
    assert "||" not in "".join(outside)
    assert all(part.endswith(("off ", "unknown ")) for part in outside)


@some
@given(cases(), st.data())
def test_an_opening_lasts_until_its_end_and_no_longer(case, data):
    schedule = case.schedule
    at = data.draw(st.sampled_from(case.instants or [datetime(2026, 1, 1)]))
    state, until = evaluated(schedule, at), schedule.until(at)
    if state is State.CLOSED:
        assert until is None
    if until:
        last_minute = until.astimezone(UTC) - timedelta(minutes=1)
        assert evaluated(schedule, last_minute) is state
        assert evaluated(schedule, until) is not state


@some
@given(cases(), st.data())
def test_nothing_opens_before_the_next_opening(case, data):
    schedule = case.schedule
    at = data.draw(st.sampled_from(case.instants or [datetime(2026, 1, 1)]))
    following = schedule.next_opening(at, horizon_days=9)
    if following:
        assert evaluated(schedule, following) is not State.CLOSED
    start = schedule.until(at) or schedule.local(at)
    if evaluated(schedule, start) is State.CLOSED:
        moment, end = start, following or start + timedelta(days=8)
        while moment < end:
            assert evaluated(schedule, moment) is State.CLOSED
            moment += HOUR


@some
@given(cases())
def test_the_week_shows_what_is_evaluated(case):
    schedule = case.schedule
    days = schedule.week(case.day)
    assert [day.date.weekday() for day in days] == list(range(7))
    for day in days:
        for slot in day.slots:
            start = datetime.combine(day.date, slot.opens)
            if wall_clock(schedule, start) == start:
                assert evaluated(schedule, start) is not State.CLOSED
        noon = datetime.combine(day.date, time(12))
        assert not day.closed_reason or evaluated(schedule, noon) is State.CLOSED


@some
@given(cases(), st.booleans(), st.sampled_from(range(24)))
def test_there_is_always_something_to_say(case, verified, hour):
    at = datetime.combine(case.day, time(hour))
    words = case.schedule.sentence(at, case.day if verified else None)
    assert words[0].isupper()
    assert not any(wrong in words for wrong in ("None", "..", "  ", " ,", "()"))
    assert all(line.days and line.hours for line in summary_lines(case.rows))
    assert all(
        entry["@type"] for entry in schema_org(case.rows, case.closures, case.day)
    )


@some
@given(cases())
def test_the_order_of_the_rows_does_not_matter(case):
    backwards = Schedule(case.rows[::-1], case.closures[::-1], case.patron)
    for at in case.instants[:10]:
        assert evaluated(backwards, at) is evaluated(case.schedule, at)
