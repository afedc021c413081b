"""When a page is due: days in, days out; and the database reckons the same."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import add_months
from directory.freshness import (
    Facts,
    Intervals,
    due_on,
    is_overdue,
    last_month,
    latest_due,
    next_month,
)
from directory.models import OrganisationPage
from editorial.freshness.querysets import due_day, needing_review, reviewable
from network.models import PracticePage
from tests.factories import Amount, Deadline, DeskFactory, ServiceFactory

from .conftest import TODAY, checked, published

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31))
MONTHS = st.integers(1, 24)
TERMS = Intervals(6, 3)
DAY = dt.date(2026, 1, 31)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (Facts(DAY), dt.date(2026, 7, 31)),
        (Facts(DAY, is_dated=True), dt.date(2026, 4, 30)),
        (Facts(DAY, is_desk=True), dt.date(2026, 5, 1)),
        (Facts(DAY, is_yearly=True), dt.date(2027, 1, 31)),
        (Facts(DAY, changes_in_month=3), dt.date(2026, 3, 1)),
        (Facts(DAY, changes_in_month=1), dt.date(2026, 7, 31)),
        (Facts(DAY, changes_in_month=12), dt.date(2026, 7, 31)),
        (Facts(dt.date(2026, 1, 1), changes_in_month=1), dt.date(2026, 7, 1)),
        (Facts(None, since=DAY), DAY),
        (Facts(None), dt.date.min),
    ],
)
def test_the_due_day(facts, expected):
    assert due_on(facts, TERMS) == expected


def test_visitors_are_told_from_the_day_after():
    due = dt.date(2026, 7, 31)
    assert not is_overdue(Facts(DAY), due, TERMS)
    assert is_overdue(Facts(DAY), due + dt.timedelta(1), TERMS)
    assert is_overdue(Facts(None, since=due), due, TERMS)


@given(on=DAYS, months=MONTHS)
def test_the_latest_day_that_is_due_is_exact(on, months):
    latest = latest_due(on, months)
    assert add_months(latest, months) <= on
    assert add_months(latest + dt.timedelta(1), months) > on


@given(day=DAYS, months=MONTHS)
def test_months_are_added_and_taken_back(day, months):
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + dt.timedelta(1)).day == 1
    assert add_months(day, 0) == day


@given(day=DAYS, month=st.integers(1, 12))
def test_a_yearly_month_comes_once_in_a_year(day, month):
    following, last = next_month(month, day), last_month(month, day)
    assert last <= day < following
    assert (following.month, following.day) == (month, 1) == (last.month, last.day)
    assert following.year - last.year == 1


def facts_in_every_combination():
    ages = (
        *(0, 1, 89, 90, 91, 92, 93, 181, 182, 183, 184, 185),
        *(364, 365, 366, 400),
    )
    for age in (*ages, None):
        for kind in (
            *("plain", "amount", "deadline", "desk", "may", "june"),
            "practice",
        ):
            yield age, kind


def practice(body, title, **facts):
    texts = {"summary": "In breve.", "description": "<p>Aiuta.</p>"}
    page = PracticePage(title=title, **texts, **facts)
    OrganisationPage.objects.get(pk=body.pk).add_child(instance=page)
    return page


def make(body, age, kind):
    if kind == "desk":
        page = published(DeskFactory(parent=body))
    elif kind == "practice":
        page = published(practice(body, f"Prassi {age}"))
    else:
        month = {"may": 5, "june": 6}.get(kind)
        page = published(ServiceFactory(parent=body, changes_in_month=month))
    if kind == "amount":
        Amount.objects.create(page=page, label="x", value=1, source="y")
    if kind == "deadline":
        Deadline.objects.create(page=page, title="x", closes_on=TODAY)
    if age is not None:
        checked(page, TODAY - dt.timedelta(900))
        checked(page, TODAY - dt.timedelta(age))
    return page


def test_the_database_finds_what_the_rule_says(body):
    """In turn on several days, the last of a month among them."""
    for age, kind in facts_in_every_combination():
        make(body, age, kind)
    body.refresh_from_db()
    type(body).objects.update(first_published_at=None)
    pages = list(reviewable())
    assert len(pages) == 17 * 7 + 1
    for days in (0, 11, 41, 70):
        on = TODAY + dt.timedelta(days)
        expected = {page.pk for page in pages if due_day(page) <= on}
        found = set(needing_review(on).values_list("pk", flat=True))
        assert found == expected
        assert 0 < len(found) < len(pages)


def test_what_nobody_sees_or_asks_for_is_not_due(body, sheet):
    ServiceFactory(parent=body, live=False)
    over = practice(body, "Finita", state="conclusa")
    practice(body, "Finita da sola", ends_on=dt.date(2099, 12, 31))
    closed = ServiceFactory(parent=body, status="closed", status_reason="Finito.")
    due = set(needing_review(dt.date(2100, 1, 1)).values_list("pk", flat=True))
    assert due == {sheet.pk, body.pk}
    last = set(needing_review(dt.date(2099, 12, 31)).values_list("title", flat=True))
    assert "Finita da sola" in last
    assert over.live
    assert closed.live


@pytest.mark.parametrize("months", [1, 12])
def test_the_intervals_are_those_of_the_installation(sheet, settings, months):
    settings.REVIEW_MONTHS = months
    checked(sheet, add_months(TODAY, -months))
    assert needing_review(TODAY).filter(pk=sheet.pk).exists()
    assert not needing_review(TODAY - dt.timedelta(1)).filter(pk=sheet.pk).exists()
