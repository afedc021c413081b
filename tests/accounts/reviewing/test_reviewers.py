"""Who reviews whose profile, as a table."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actions import NotNow, suspend, withdraw_membership
from accounts.models import Outcome
from accounts.permissions import can_enter_people, can_see_people, standing
from accounts.reviewing.actions import review
from accounts.reviewing.calendar import Reason
from accounts.reviewing.reviewers import (
    can_review,
    told_about,
)
from tests.accounts.reviewing.conftest import ON
from tests.factories import make_member

# Who reviews, and the people whose profile they may decide on.
TABLE = {
    "anna": {"bruno", "carla"},
    "bruno": {"anna", "carla"},
    "carla": set(),
    "coordinator": {"anna", "bruno", "stranger"},
    "administrator": {
        "anna",
        "bruno",
        "carla",
        "coordinator",
        "stranger",
        "foreign writer",
    },
    "stranger": {"foreign writer"},
    "foreign writer": set(),
}


@pytest.fixture
def everybody(people, other_body):
    return people | {
        "stranger": make_member(other_body, "manager", "altra@example.org"),
        "foreign writer": make_member(other_body, "editor", "scrive@example.org"),
    }


@pytest.mark.parametrize("name", TABLE)
def test_the_table(everybody, name):
    who = standing(everybody[name], dt.date.today())
    found = {
        other
        for other, user in everybody.items()
        if can_review(who, user.memberships.get())
    }
    assert found == TABLE[name]


def test_who_may_open_which_list(everybody, body, other_body):
    today = dt.date.today()
    opened = {
        name: [
            can_see_people(standing(user, today), key)
            for key in (body.pk, other_body.pk, None)
        ]
        for name, user in everybody.items()
    }
    assert opened == {
        "anna": [True, False, False],
        "bruno": [True, False, False],
        "carla": [False, False, False],
        "coordinator": [True, True, False],
        "administrator": [True, True, True],
        "stranger": [False, True, False],
        "foreign writer": [False, False, False],
    }


@pytest.mark.parametrize("name", TABLE)
def test_the_action_asks_again(everybody, name):
    """Whatever a page lets through: a profile that is not theirs to review stays."""
    for other, user in everybody.items():
        if other in TABLE[name]:
            continue
        membership = user.memberships.get()
        with pytest.raises(PermissionDenied):
            review(
                by=everybody[name],
                decisions={membership.pk: Outcome.WITHDRAWN},
                on=ON,
            )
        membership.refresh_from_db()
        assert membership.withdrawn_at is None


def test_one_that_is_not_theirs_undoes_the_whole(everybody):
    who = everybody["anna"]
    keys = [everybody[name].memberships.get().pk for name in ("carla", "stranger")]
    with pytest.raises(PermissionDenied):
        review(by=who, decisions=dict.fromkeys(keys, Outcome.CONFIRMED), on=ON)
    assert everybody["carla"].memberships.get().reviewed_on is None


def test_a_profile_that_is_over_reviews_nobody(everybody):
    suspend(membership=everybody["anna"].memberships.get(), because=Reason.DORMANT)
    who = standing(everybody["anna"], dt.date.today())
    assert not can_enter_people(who)
    assert not can_review(who, everybody["carla"].memberships.get())


def test_two_managers_are_enough_to_be_told(everybody, body):
    assert {u.email for u in told_about(body.pk, ON)} == {
        "anna@example.org",
        "bruno@example.org",
    }


def test_where_one_is_alone_others_are_told_too(everybody, other_body):
    assert {u.email for u in told_about(other_body.pk, dt.date.today())} == {
        "altra@example.org",
        "coordina@example.org",
        "capo@example.org",
    }


def test_of_no_body_the_administrator_is_told(everybody):
    assert [u.email for u in told_about(None, ON)] == ["capo@example.org"]


def test_a_withdrawn_profile_is_nobody_s_to_review(everybody):
    bruno = everybody["bruno"].memberships.get()
    withdraw_membership(membership=bruno)
    for name in ("anna", "coordinator", "administrator"):
        assert not can_review(standing(everybody[name], dt.date.today()), bruno)


def test_a_manager_withdrawn_a_moment_ago_withdraws_nobody(everybody):
    """Two who withdraw one another at once: the second finds that it may no more."""
    today = dt.date.today()
    anna, bruno = everybody["anna"], everybody["bruno"]
    out = {bruno.memberships.get().pk: Outcome.WITHDRAWN}
    review(by=anna, decisions=out, on=today)
    with pytest.raises(PermissionDenied):
        review(
            by=bruno,
            decisions={anna.memberships.get().pk: Outcome.WITHDRAWN},
            on=today,
        )


def test_a_body_keeps_a_manager_whatever_the_page_let_through(everybody):
    both = [everybody[name].memberships.get().pk for name in ("anna", "bruno")]
    decisions = dict.fromkeys(both, Outcome.WITHDRAWN)
    with pytest.raises(NotNow, match="senza responsabili"):
        review(by=everybody["coordinator"], decisions=decisions, on=dt.date.today())
    assert everybody["anna"].memberships.get().withdrawn_at is None
