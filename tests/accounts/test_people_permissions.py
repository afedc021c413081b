"""Who may give, see and take away what: the table itself, written out."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import Membership
from accounts.permissions import (
    NOBODY,
    Standing,
    can_enter_people,
    can_give,
    can_keep,
    can_keep_system_administrators,
    can_see_all_bodies,
    can_see_people,
    can_trust,
    roles_to_give,
    standing,
    why_not_end,
)
from accounts.roles import OF_A_BODY, ROLES, RoleCode
from tests.factories import make_member

TODAY = dt.date(2026, 11, 28)
OWN, OTHER = 10, 20
R = RoleCode


def holding(*profiles):
    return Standing(1, frozenset(profiles))


# Who, where they hold it: what they may give in OWN, in OTHER, in no body.
ALL_OF_A_BODY = set(OF_A_BODY)
GIVES = [
    (R.EDITOR, OWN, set(), set(), set()),
    (R.MANAGER, OWN, ALL_OF_A_BODY, set(), set()),
    (R.MANAGER, OTHER, set(), ALL_OF_A_BODY, set()),
    (R.OPERATOR, OWN, set(), set(), set()),
    (R.REFERENT, OWN, set(), set(), set()),
    (R.COORDINATOR, None, set(), set(), set()),
    (R.ADMINISTRATOR, None, ALL_OF_A_BODY, ALL_OF_A_BODY, {R.COORDINATOR, R.ADMINISTRATOR}),
]  # fmt: skip


@pytest.mark.parametrize(("role", "body", "own", "other", "nowhere"), GIVES)
def test_who_gives_which_role_where(role, body, own, other, nowhere):
    who = holding((role, body))
    for place, expected in ((OWN, own), (OTHER, other), (None, nowhere)):
        given = {code for code in RoleCode if can_give(who, code, place)}
        assert given == expected, place
        assert {r.code for r in roles_to_give(who, place)} == expected


def test_nobody_gives_anything():
    assert not any(can_give(NOBODY, code, OWN) for code in RoleCode)
    assert not can_enter_people(NOBODY)


@pytest.mark.parametrize(
    "giver", [r for r in ROLES.values() if r.gives and not r.has_all]
)
def test_no_role_gives_rights_that_it_lacks(giver):
    """Or somebody could invite themselves to more."""
    for given in (ROLES[code] for code in giver.gives):
        assert set(given.pages) <= set(giver.pages)
        assert set(given.pages_if_trusted) <= set(giver.pages_if_trusted)
        assert set(given.files) <= set(giver.files)
        assert set(given.permissions) <= set(giver.permissions)
        assert set(given.gives) <= set(giver.gives)
        assert given.keeps_terms <= giver.keeps_terms
        assert not given.has_all
        assert given.of_organisation


SEES = [
    # role, held in: the people of OWN, OTHER, the whole site; every body; trust; the list
    (R.EDITOR, OWN, False, False, False, False, False, False),
    (R.MANAGER, OWN, True, False, False, False, False, False),
    (R.OPERATOR, OWN, False, False, False, False, False, False),
    (R.REFERENT, OWN, False, False, False, False, False, False),
    (R.COORDINATOR, None, True, True, False, True, True, False),
    (R.ADMINISTRATOR, None, True, True, True, True, True, True),
]


@pytest.mark.parametrize(
    ("role", "body", "own", "other", "site", "everybody", "trust", "administrators"), SEES
)  # fmt: skip
def test_who_sees_what(role, body, own, other, site, everybody, trust, administrators):
    who = holding((role, body))
    seen = [can_see_people(who, place) for place in (OWN, OTHER, None)]
    assert seen == [own, other, site]
    assert can_enter_people(who) is (own or other or site)
    assert can_see_all_bodies(who) is everybody
    assert can_trust(who) is trust
    assert can_keep_system_administrators(who) is administrators


def test_two_profiles_give_what_each_gives():
    who = holding((R.EDITOR, OWN), (R.MANAGER, OTHER))
    assert not can_give(who, R.EDITOR, OWN)
    assert can_give(who, R.EDITOR, OTHER)


def test_only_profiles_in_force_count(body):
    one = dt.timedelta(1)
    was = {"valid_from": TODAY - 9 * one, "valid_until": TODAY - one}
    ended = make_member(body, "manager", "a@example.org", **was)
    later = make_member(body, "manager", "b@example.org", valid_from=TODAY + one)
    assert standing(ended, TODAY).held == frozenset()
    assert standing(later, TODAY).held == frozenset()
    day_before = standing(ended, TODAY - one)
    assert day_before.held == {(R.MANAGER, body.pk)}
    assert standing(AnonymousUser(), TODAY) == NOBODY


def test_a_profile_withdrawn_is_nobody_s_to_keep(body):
    made = make_member(body, "editor", "a@example.org").memberships.get()
    who = holding((R.MANAGER, body.pk))
    assert can_keep(who, made)
    assert not can_keep(holding((R.MANAGER, body.pk + 1)), made)
    made.withdrawn_at = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    assert not can_keep(who, made)


def test_the_coordinator_s_own_profile_is_the_administrator_s_to_keep(body):
    """Even where it names the body that the person works for."""
    row = Membership(role=R.COORDINATOR, organisation=body)
    assert not can_keep(holding((R.MANAGER, body.pk)), row)
    assert can_keep(holding((R.ADMINISTRATOR, None)), row)


def test_a_body_keeps_somebody_who_answers_for_it(body, other_body):
    only = make_member(body, "manager", "a@example.org").memberships.get()
    make_member(other_body, "manager", "altrove@example.org")
    make_member(body, "editor", "b@example.org")
    day = dt.date.today()
    manager, boss = holding((R.MANAGER, body.pk)), holding((R.ADMINISTRATOR, None))
    assert "senza un responsabile" in why_not_end(manager, only, day)
    assert why_not_end(boss, only, day) == ""
    until = day + dt.timedelta(30)
    make_member(body, "manager", "c@example.org", valid_until=until)
    assert why_not_end(manager, only, day) == ""
    # The second one ends first: after that day nobody would be left.
    assert why_not_end(manager, only, until + dt.timedelta(1))


def test_a_second_profile_of_the_same_person_does_not_count_as_another(body):
    only = make_member(body, "manager", "a@example.org")
    only.memberships.create(role="editor", organisation=body, valid_from=TODAY)
    row = only.memberships.get(role="manager")
    assert why_not_end(holding((R.MANAGER, body.pk)), row, dt.date.today())
    editor = only.memberships.get(role="editor")
    assert why_not_end(holding((R.MANAGER, body.pk)), editor, dt.date.today()) == ""


def test_not_even_the_administrator_removes_the_last_administrator(home):
    row = make_member(None, "administrator", "a@example.org").memberships.get()
    boss = holding((R.ADMINISTRATOR, None))
    assert "ultimo amministratore" in why_not_end(boss, row, dt.date.today())
    make_member(None, "administrator", "b@example.org")
    assert why_not_end(boss, row, dt.date.today()) == ""
