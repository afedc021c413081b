"""When a review is due, and what happens until then: days alone."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.reviewing import calendar
from accounts.reviewing.calendar import Stage
from core.dates import add_months

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1))
DUE = dt.date(2027, 5, 28)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (dt.date(2026, 11, 28), 6, dt.date(2027, 5, 28)),
        (dt.date(2026, 8, 31), 6, dt.date(2027, 2, 28)),
        (dt.date(2027, 8, 31), 6, dt.date(2028, 2, 29)),
        (dt.date(2026, 12, 31), 12, dt.date(2027, 12, 31)),
        (dt.date(2026, 1, 31), -2, dt.date(2025, 11, 30)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_one(day, months, expected):
    assert add_months(day, months) == expected


@given(DAYS, st.integers(1, 24))
def test_the_due_day_is_so_many_months_on(day, months):
    due = calendar.due_on(since=day, months=months)
    assert (due.year - day.year) * 12 + due.month - day.month == months
    assert due.day <= day.day


@pytest.mark.parametrize(
    ("days_before", "stage"),
    [
        (31, None),
        (30, Stage.MONTH),
        (8, Stage.MONTH),
        (7, Stage.WEEK),
        (1, Stage.WEEK),
        (0, Stage.DUE),
        (-400, Stage.DUE),
    ],
)
def test_the_nearest_reminder_counts_whatever_night_was_left_out(days_before, stage):
    assert calendar.stage_on(DUE, DUE - dt.timedelta(days=days_before)) == stage


@given(DAYS, DAYS)
def test_grace_runs_from_the_later_of_due_day_and_mail(due, told):
    last = calendar.last_day(due, told)
    assert last >= due + calendar.GRACE
    assert last >= told + calendar.GRACE
    assert last in (due + calendar.GRACE, told + calendar.GRACE)


def test_whoever_was_never_told_is_not_suspended():
    assert calendar.last_day(DUE, None) is None


def test_dormant_from_the_day_that_is_so_many_days_later():
    since = DUE - dt.timedelta(days=90)
    assert calendar.is_dormant(since=since, on=DUE, days=90)
    assert not calendar.is_dormant(since=since, on=DUE - dt.timedelta(days=1), days=90)


def test_what_a_night_suspended_can_be_given_back_for_ninety_days():
    assert calendar.ends_on(DUE) - DUE == dt.timedelta(days=90)
