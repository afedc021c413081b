"""Who may do what with meetings, person by person and at the very moment."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from intranet.meetings import permissions as may
from intranet.models import Minutes
from tests.intranet.at_the_table import (
    AT,
    MINUTE,
    ON,
    OURS,
    PEOPLE,
    THEIRS,
    THIRD,
    Rows,
    someone,
)

DAY = dt.timedelta(days=1)


def meeting_of(convener=OURS, *, invited=(OURS, THEIRS), came=(), **more):
    """Convened for tomorrow, the agenda open until today, unless said otherwise."""
    facts = {
        "state": "convened",
        "agreement_id": 10,
        "starts_at": AT + DAY,
        "agenda_closes_on": ON,
        **more,
    }
    meeting = SimpleNamespace(
        convener_id=convener, is_convened=facts["state"] == "convened", **facts
    )
    meeting.bodies = Rows(
        SimpleNamespace(
            organisation_id=body,
            meeting=meeting,
            was_present=body in came,
            approved_at=None,
        )
        for body in invited
    )
    return meeting


def keys(rows):
    return {row.organisation_id for row in rows}


ORGANISES = {"organise", "read draft", "write"}
SPEAKS = {"convene", "propose", "change ours", "choose ours"}
RIGHTS = {
    "editor": set(),
    "operator": {"finish ours"},
    "referent": ORGANISES | SPEAKS | {"change theirs", "finish ours", "finish theirs"},
    "manager": ORGANISES | SPEAKS | {"change theirs", "finish ours", "finish theirs"},
    "their operator": {"finish theirs"},
    "their manager": {"convene", "propose", "change theirs", "choose theirs"}
    | {"finish theirs"},
    "third manager": {"convene"},
    # Once the agreement is over, whoever convened organises no more.
    "manager without pact": {"convene", "propose", "change ours", "choose ours"}
    | {"finish ours"},
    "manager elsewhere": {"finish ours"},
    "coordinator": ORGANISES
    | SPEAKS
    | {"change theirs", "choose theirs", "finish ours", "finish theirs"},
    "administrator": ORGANISES
    | SPEAKS
    | {"change theirs", "choose theirs", "finish ours", "finish theirs"},
}


def rights_of(access):
    meeting, begun = meeting_of(), meeting_of(starts_at=AT)
    ours, theirs = meeting.bodies

    def item(body):
        return SimpleNamespace(meeting=meeting, organisation_id=body)

    def task(body):
        return SimpleNamespace(meeting=meeting, organisation_id=body, person_id=99)

    found = {
        "convene": may.can_convene(access),
        "organise": may.can_organise(access, meeting),
        "propose": may.can_propose(access, meeting, AT),
        "change ours": may.can_change_item(access, item(OURS), AT),
        "change theirs": may.can_change_item(access, item(THEIRS), AT),
        "choose ours": may.can_choose_people(access, ours, AT),
        "choose theirs": may.can_choose_people(access, theirs, AT),
        "read draft": may.can_read_minutes(access, meeting, Minutes(state="draft")),
        "write": may.can_write_minutes(access, begun, None, AT),
        "finish ours": may.can_finish(access, task(OURS)),
        "finish theirs": may.can_finish(access, task(THEIRS)),
    }
    return {name for name, is_allowed in found.items() if is_allowed}


@pytest.mark.parametrize("who", PEOPLE)
def test_each_person_has_these_rights_and_no_others(who):
    assert rights_of(PEOPLE[who]) == RIGHTS[who]


def test_one_convenes_for_agreements_of_the_bodies_one_speaks_for():
    def convened_by(access):
        return [one.pk for one in may.agreements_to_convene(access)]

    assert convened_by(PEOPLE["manager"]) == [10, 20]
    assert convened_by(PEOPLE["their manager"]) == [10]
    mixed = someone(("operator", THEIRS), ("manager", THIRD))
    assert convened_by(mixed) == [20], "an operator of the first, bound by both"
    assert convened_by(PEOPLE["coordinator"]) == [10, 20]
    assert not may.can_convene(someone(("coordinator", None), agreements=()))


@pytest.mark.parametrize(
    ("facts", "is_open"),
    [
        ({}, True),
        ({"agenda_closes_on": ON - DAY}, False),
        ({"starts_at": AT}, False),
        ({"starts_at": AT + MINUTE}, True),
        ({"state": "draft"}, False),
        ({"state": "cancelled"}, False),
    ],
)
def test_the_agenda_is_open_to_the_invited_until_its_day_and_the_beginning(
    facts, is_open
):
    meeting = meeting_of(**facts)
    assert may.agenda_is_open(meeting, AT, ON) is is_open
    assert may.can_propose(PEOPLE["their manager"], meeting, AT) is is_open


@pytest.mark.parametrize(
    ("facts", "is_open"),
    [
        ({"agenda_closes_on": ON - DAY}, True),
        ({"state": "draft"}, True),
        ({"starts_at": AT}, False),
        ({"state": "cancelled"}, False),
    ],
)
def test_whoever_organises_adds_points_until_it_begins(facts, is_open):
    for who in ("manager", "coordinator"):
        assert may.can_propose(PEOPLE[who], meeting_of(**facts), AT) is is_open


def test_a_point_is_changed_while_one_could_propose_it():
    for facts in ({"agenda_closes_on": ON - DAY}, {"starts_at": AT}):
        own = SimpleNamespace(meeting=meeting_of(**facts), organisation_id=THEIRS)
        assert not may.can_change_item(PEOPLE["their manager"], own, AT)


def test_who_is_not_invited_proposes_nothing():
    meeting = meeting_of(invited=(OURS,))
    assert not may.can_propose(PEOPLE["their manager"], meeting, AT)


@pytest.mark.parametrize(
    ("facts", "is_open"),
    [
        ({}, True),
        ({"state": "draft"}, True),
        ({"state": "cancelled"}, False),
        ({"starts_at": AT}, False),
        ({"starts_at": AT + MINUTE}, True),
    ],
)
def test_people_are_chosen_until_it_begins(facts, is_open):
    ours = meeting_of(**facts).bodies[0]
    for who in ("manager", "coordinator"):
        assert may.can_choose_people(PEOPLE[who], ours, AT) is is_open


@pytest.mark.parametrize(
    ("facts", "minutes", "is_allowed"),
    [
        ({"starts_at": AT}, None, True),
        ({"starts_at": AT}, "draft", True),
        ({"starts_at": AT}, "sent", True),
        ({"starts_at": AT}, "approved", False),
        ({"starts_at": AT + MINUTE}, None, False),
        ({"starts_at": AT, "state": "draft"}, None, False),
        ({"starts_at": AT, "state": "cancelled"}, None, False),
    ],
)
def test_minutes_are_written_from_the_beginning_until_they_are_approved(
    facts, minutes, is_allowed
):
    known = Minutes(state=minutes) if minutes else None
    found = may.can_write_minutes(PEOPLE["manager"], meeting_of(**facts), known, AT)
    assert found is is_allowed


@pytest.mark.parametrize("state", ["sent", "approved"])
def test_minutes_that_are_out_are_read_and_none_are_not(state):
    meeting, reader = meeting_of(), PEOPLE["their operator"]
    assert may.can_read_minutes(reader, meeting, Minutes(state=state))
    assert not may.can_read_minutes(PEOPLE["coordinator"], meeting, None)


def test_only_present_bodies_whose_word_is_awaited_approve_and_for_themselves():
    meeting = meeting_of(came=(OURS, THEIRS))
    sent = Minutes(state="sent")
    assert keys(may.to_approve(PEOPLE["manager"], meeting, sent)) == {OURS}
    assert keys(may.to_approve(PEOPLE["their manager"], meeting, sent)) == {THEIRS}
    for who in ("operator", "third manager", "coordinator"):
        assert may.to_approve(PEOPLE[who], meeting, sent) == []
    for state in ("draft", "approved"):
        assert may.to_approve(PEOPLE["manager"], meeting, Minutes(state=state)) == []
    assert may.to_approve(PEOPLE["manager"], meeting, None) == []
    meeting.bodies[0].approved_at = AT
    assert may.to_approve(PEOPLE["manager"], meeting, sent) == []
    absent = meeting_of(came=(THEIRS,))
    assert may.to_approve(PEOPLE["manager"], absent, sent) == []


def test_a_task_is_finished_by_the_person_named():
    task = SimpleNamespace(meeting=meeting_of(), organisation_id=THEIRS, person_id=7)
    assert may.can_finish(someone(("operator", OURS), pk=7), task)
    assert not may.can_finish(someone(("operator", OURS), pk=8), task)


@pytest.mark.parametrize(
    ("who", "facts", "is_allowed"),
    [
        ("coordinator", {}, True),
        ("manager", {}, False),
        ("coordinator", {"came": (OURS,)}, False),
        ("coordinator", {"starts_at": AT + MINUTE}, False),
        ("coordinator", {"state": "cancelled"}, False),
        ("coordinator", {"agreement_id": None}, False),
    ],
)
def test_what_was_held_by_two_is_attested_by_the_coordinator(
    monkeypatch, who, facts, is_allowed
):
    monkeypatch.setattr(may, "can_record_evidence", lambda user, agreement: True)
    told = {"came": (OURS, THEIRS), "starts_at": AT, "agreement": object()} | facts
    assert may.can_attest(PEOPLE[who], meeting_of(**told), AT) is is_allowed


def test_nothing_is_attested_without_the_right_on_the_agreement(monkeypatch):
    monkeypatch.setattr(may, "can_record_evidence", lambda user, agreement: False)
    held = meeting_of(came=(OURS, THEIRS), starts_at=AT, agreement=object())
    assert not may.can_attest(PEOPLE["coordinator"], held, AT)
