"""What somebody is in the restricted part follows from their profiles and the agreements in force.

Asked of every mixture of both, without a database: a rule that is left out shows at once.
"""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.permissions import Standing
from accounts.roles import ROLES, RoleCode
from intranet.entry import access as entry
from intranet.entry.access import Access, AgreementInForce, access_of
from intranet.files.choices import can_share_in, can_share_somewhere
from intranet.files.permissions import can_keep, can_read, is_shared_with
from intranet.finding.pages import find_pages
from intranet.limits.actions import is_of_own_body
from intranet.models import PrivateFile, Referent
from intranet.referents.permissions import bodies_to_keep, can_set_away
from intranet.referents.permissions import can_keep as can_keep_referent

TODAY = dt.date(2026, 6, 10)
USER = SimpleNamespace(pk=7)
BODIES = st.integers(1, 4)
EVERYWHERE = {RoleCode.COORDINATOR, RoleCode.ADMINISTRATOR}
DESK = {RoleCode.OPERATOR, RoleCode.REFERENT, RoleCode.MANAGER}
SPEAKS = {RoleCode.REFERENT, RoleCode.MANAGER}

of_a_body = [code for code, role in ROLES.items() if role.of_organisation]
profiles = st.one_of(
    st.tuples(st.sampled_from(of_a_body), BODIES),
    st.tuples(st.sampled_from(of_a_body), BODIES),
    st.tuples(st.sampled_from(sorted(EVERYWHERE)), st.none()),
)
standings = st.frozensets(profiles, max_size=3).map(lambda held: Standing(7, held))
agreements = st.lists(st.frozensets(BODIES, max_size=3), max_size=3).map(
    lambda found: [AgreementInForce(n, f"N. {n}", p) for n, p in enumerate(found)]
)


def entered(who, bound):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entry, "agreements_in_force", lambda on: bound)
        return access_of(USER, TODAY, who)


accesses = st.builds(entered, standings, agreements)


def bodies_of(who, roles):
    return {body for role, body in who.held if role in roles and body}


@given(standings, agreements)
def test_who_enters_and_for_which_bodies(who, bound):
    found = entered(who, bound)
    every = any(role in EVERYWHERE for role, _ in who.held)
    theirs = [a for a in bound if every or a.parties & bodies_of(who, DESK)]
    tables = set().union(*(a.parties for a in theirs))
    assert found.keeps_all is every
    assert list(found.agreements) == (theirs if every or bodies_of(who, DESK) else [])
    assert found.bodies == bodies_of(who, DESK) & tables
    assert found.enters is (every or bool(found.bodies))
    assert found.spoken_for == bodies_of(who, SPEAKS) & tables
    assert found.parties == tables
    assert found.counterparts == tables - found.bodies
    for body in range(1, 5):
        shared = [a for a in theirs if body in a.parties]
        assert list(found.shared_with(body)) == shared


@given(accesses, st.none() | BODIES)
def test_in_whose_name_somebody_keeps_and_shares(access, body):
    of_body = Referent(organisation_id=body)
    assert bodies_to_keep(access) == access.spoken_for
    assert can_keep_referent(access, of_body) is (body in access.spoken_for)
    assert is_of_own_body(access, of_body) is (body in access.bodies)
    assert can_share_in(access, body) is (access.keeps_all or body in access.spoken_for)
    assert can_share_somewhere(access) is (access.keeps_all or bool(access.spoken_for))


@given(accesses, BODIES, st.sampled_from([None, 7, 8]))
def test_everybody_sets_themself_away_and_keepers_their_own(access, body, user):
    one = Referent(organisation_id=body, user_id=user)
    assert can_set_away(access, one) is (user == 7 or body in access.spoken_for)


@given(accesses, st.none() | BODIES, st.sampled_from([None, 7, 8]), st.booleans())
def test_who_keeps_a_file_and_who_reads_it(access, body, added_by, is_shared):
    file = PrivateFile(organisation_id=body, added_by_id=added_by, is_shared=is_shared)
    keeps = access.keeps_all or (
        body in access.spoken_for or (added_by == 7 and body in access.bodies)
    )
    assert can_keep(access, file) is keeps
    shared = is_shared and (body is None or body in access.parties)
    assert is_shared_with(access, file) is shared
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("intranet.files.permissions._rules", {})
        assert can_read(access, file) is (access.enters and (keeps or shared))
        patch.setattr("intranet.files.permissions._rules", {lambda *_: True: None})
        assert can_read(access, file) is access.enters


def test_whoever_does_not_enter_finds_nothing_and_nothing_is_read():
    assert find_pages(Access(USER, TODAY, Standing(7)), ["casa"], 5) == []
