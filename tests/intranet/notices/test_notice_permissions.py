"""Who may do what with notices, person by person and day by day."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from intranet.models import StaffNotice
from intranet.notices import permissions as may
from tests.intranet.at_the_table import (
    ON,
    OTHER_PACT,
    OURS,
    PEOPLE,
    THEIRS,
    THIRD,
    Rows,
    someone,
)

DAY = dt.timedelta(days=1)


def notice_of(author=OURS, **more):
    facts = {"for_all": True, "starts_on": ON, "expires_on": ON, **more}
    return StaffNotice(author_body_id=author, **facts)


CONFIRMS = {"confirm ours"}
OWN = {"write", "write ours", "keep", "receipts"} | CONFIRMS
RIGHTS = {
    "editor": set(),
    "operator": {"receipts"} | CONFIRMS,
    "referent": OWN,
    "manager": OWN,
    "their operator": {"confirm theirs"},
    "their manager": {"write", "write theirs", "confirm theirs"},
    "third manager": {"write"},
    "manager without pact": OWN,
    "manager elsewhere": {"receipts"} | CONFIRMS,
    "coordinator": {"write", "write for all", "keep", "receipts"},
    "administrator": {"write", "write for all", "keep", "receipts"},
}


def rights_of(access):
    notice = notice_of()
    found = {
        "write": may.can_write(access),
        "write for all": may.can_write_for(access, None),
        "write ours": may.can_write_for(access, OURS),
        "write theirs": may.can_write_for(access, THEIRS),
        "keep": may.can_keep(access, notice),
        "receipts": may.can_see_receipts(access, notice),
        "confirm ours": may.can_confirm_for(access, notice, OURS),
        "confirm theirs": may.can_confirm_for(access, notice, THEIRS),
    }
    return {name for name, is_allowed in found.items() if is_allowed}


@pytest.mark.parametrize("who", PEOPLE)
def test_each_person_has_these_rights_and_no_others(who):
    # The third body is bound to ours too: a notice for all is also for it.
    found = rights_of(PEOPLE[who])
    assert found == RIGHTS[who]
    is_third = who == "third manager"
    assert may.can_confirm_for(PEOPLE[who], notice_of(), THIRD) is is_third


def test_for_all_means_the_table_of_the_author_alone():
    coordinator = PEOPLE["coordinator"]
    assert may.addressees(coordinator, notice_of(OURS)) == {OURS, THEIRS, THIRD}
    assert may.addressees(coordinator, notice_of(THEIRS)) == {OURS, THEIRS}
    assert may.addressees(coordinator, notice_of(None)) == {OURS, THEIRS, THIRD}
    left = someone(("coordinator", None), agreements=[OTHER_PACT])
    assert may.addressees(left, notice_of(OURS)) == {OURS, THIRD}


def named(author, *bodies):
    """A notice in force for these bodies by name."""
    return SimpleNamespace(
        author_body_id=author,
        for_all=False,
        bodies=Rows(SimpleNamespace(pk=body) for body in bodies),
        is_in_force=lambda on: on == ON,
    )


def test_by_name_it_is_for_those_whom_an_agreement_still_binds():
    notice = named(OURS, THEIRS, THIRD)
    assert may.addressees(PEOPLE["coordinator"], notice) == {THEIRS, THIRD}
    left = someone(("coordinator", None), agreements=[OTHER_PACT])
    assert may.addressees(left, notice) == {THIRD}


def test_only_desks_of_the_bodies_it_is_for_confirm_it():
    notice = named(OURS, THEIRS)
    assert may.can_confirm_for(PEOPLE["their operator"], notice, THEIRS)
    assert not may.can_confirm_for(PEOPLE["operator"], notice, OURS)
    assert not may.can_confirm_for(PEOPLE["operator"], notice, THEIRS)


@pytest.mark.parametrize(
    ("starts_on", "expires_on", "is_allowed"),
    [
        (ON, ON, True),
        (ON - DAY, ON - DAY, False),
        (ON + DAY, ON + DAY, False),
    ],
)
def test_it_is_confirmed_on_its_days_both_ends_included(
    starts_on, expires_on, is_allowed
):
    notice = notice_of(starts_on=starts_on, expires_on=expires_on)
    found = may.can_confirm_for(PEOPLE["operator"], notice, OURS)
    assert found is is_allowed
