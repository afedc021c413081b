"""What holds of every agreement, whatever its dates."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from network.states import (
    NOTICE_DAYS,
    Change,
    State,
    Terms,
    gap_between,
    last_day,
    notice_on,
    state_on,
)

days = st.dates(dt.date(2015, 1, 1), dt.date(2045, 12, 31))
maybe = st.none() | days
changes = st.lists(st.builds(Change, maybe, maybe, maybe), max_size=3).map(tuple)
agreements = st.builds(
    Terms,
    signed_on=maybe,
    starts_on=maybe,
    ends_on=maybe,
    is_applied=st.booleans(),
    applied_from=maybe,
    terminated_on=maybe,
    changes=changes,
)
DAY = dt.timedelta(days=1)


@given(agreements, days)
def test_nothing_holds_before_it_is_agreed_or_after_its_last_day(terms, on):
    if not state_on(terms, on).holds:
        return
    assert terms.is_agreed
    last = last_day(terms, on)
    assert last is None or on <= last
    assert terms.begins_on is None or terms.begins_on <= on


@given(agreements, days)
def test_a_notice_is_due_exactly_while_the_end_is_near(terms, on):
    is_near = state_on(terms, on) is State.EXPIRING
    assert (notice_on(terms, on) is not None) == is_near
    if is_near:
        left = (last_day(terms, on) - on).days
        assert notice_on(terms, on) == (60 if left <= 60 else 180)
        assert 0 <= left <= NOTICE_DAYS[0]


@given(agreements, days)
def test_what_has_ended_stays_ended_unless_something_is_agreed_anew(terms, on):
    ended = (State.EXPIRED, State.TERMINATED)
    if state_on(terms, on) in ended and not terms.changes:
        assert state_on(terms, on + DAY) in ended


@given(agreements, days, days)
def test_what_is_not_approved_by_all_changes_nothing(terms, on, new_end):
    proposed = Change(None, on, new_end)
    more = Terms(**{**vars(terms), "changes": (*terms.changes, proposed)})
    assert state_on(more, on) is state_on(terms, on)


@given(agreements, agreements, days)
def test_no_day_of_a_gap_belongs_to_either_agreement(before, after, on):
    gap = gap_between(before, after, on)
    if gap is None:
        return
    assert gap.since == last_day(before, on) + DAY
    if gap.until is not None:
        assert gap.since <= gap.until < after.begins_on
