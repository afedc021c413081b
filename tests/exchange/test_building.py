"""Records out of data, and back."""

import copy
import dataclasses

import pytest

from exchange.building import build, digest, plain_data
from exchange.content import read_record
from exchange.records import DeskRecord, OrganisationRecord, PhoneRecord, ServiceRecord
from tests.exchange.conftest import DESK, ORGANISATION, SERVICE

CASES = [
    (ServiceRecord, SERVICE),
    (OrganisationRecord, ORGANISATION),
    (DeskRecord, DESK),
]


def wrong(record, data):
    """Fields and messages of what is wrong."""
    return {p.field: p.message for p in read_record(record, data, {}, "qui")[1]}


@pytest.mark.parametrize(("record", "data"), CASES)
def test_a_complete_record_has_no_problem(record, data):
    built, problems = read_record(record, data, {}, "qui")
    assert problems == []
    assert build(record, plain_data(built), {}, "qui") == (built, [])


def test_unknown_fields_are_named():
    data = {**SERVICE, "colore": "blu", "access": {**SERVICE["access"], "fax": "1"}}
    assert set(wrong(ServiceRecord, data)) == {"colore", "access.fax"}


def test_what_is_missing_is_named():
    data = copy.deepcopy(SERVICE)
    del data["on_behalf"], data["citizen_words"]
    data["summary"] = ""
    data["access"]["text"] = None
    assert set(wrong(ServiceRecord, data)) == {
        "on_behalf", "citizen_words", "summary", "access.text",
    }  # fmt: skip


def test_problems_of_rows_say_which_row():
    data = copy.deepcopy(SERVICE)
    data["steps"][1]["title"] = ""
    data["documents"] = []
    data["sources"] = [{"title": "x"}] * 5
    found = wrong(ServiceRecord, data)
    assert set(found) == {"steps[2].title", "documents", "sources"}
    assert "da 1 a 4" in found["sources"]


@pytest.mark.parametrize("data", ["testo", None, ["lista"]])
def test_a_record_is_made_of_fields(data):
    record, problems = build(ServiceRecord, data, {}, "qui")
    assert record is None
    assert len(problems) == 1


def test_rows_must_be_a_list():
    assert wrong(ServiceRecord, {**SERVICE, "steps": {"title": "x"}})


def test_a_phone_may_be_just_its_number():
    data = {**DESK, "phones": "1522; 112"}
    record, _ = build(DeskRecord, data, {}, "qui")
    assert record.phones == (PhoneRecord("1522"), PhoneRecord("112"))


def test_digest_is_of_the_content_not_of_the_address():
    record, _ = build(ServiceRecord, SERVICE, {}, "qui")
    assert digest(record) == digest(dataclasses.replace(record, slug="altro"))
    assert digest(record) != digest(dataclasses.replace(record, summary="Altro."))
    assert len(digest(record)) == 64


RULES = [
    (ServiceRecord, SERVICE, {"status": "closed"}, "status_reason"),
    (ServiceRecord, SERVICE, {"replaced_by": "isee"}, "replaced_by"),
    (ServiceRecord, SERVICE, {"crisis": True}, "crisis_phone"),
    (ServiceRecord, SERVICE, {"min_age": 18, "max_age": 3}, "max_age"),
    (ServiceRecord, SERVICE, {"related": ["isee"]}, "related"),
    (ServiceRecord, SERVICE, {"deadlines": [{"title": "x", "kind": "call"}]}, "deadlines[1]"),
    (
        ServiceRecord,
        SERVICE,
        {"deadlines": [{"title": "x", "kind": "call", "opens_on": "2026-02-01",
                        "closes_on": "2026-01-01"}]},
        "deadlines[1]",
    ),
    (
        ServiceRecord,
        SERVICE,
        {"rules": [{"title": "x", "text": "y", "valid_from": "2026-02-01",
                    "valid_until": "2026-01-01"}]},
        "rules[1].valid_until",
    ),
    (OrganisationRecord, ORGANISATION, {"postal_code": "2610"}, "postal_code"),
    (OrganisationRecord, ORGANISATION, {"province": "Cr"}, "province"),
    (OrganisationRecord, ORGANISATION, {"tax_code": "00297960198"}, "tax_code"),
    (DeskRecord, DESK, {"is_confidential": True}, "municipality"),
    (DeskRecord, DESK, {"latitude": "45.1"}, "latitude"),
    (DeskRecord, DESK, {"services": DESK["services"] * 2}, "services"),
    (DeskRecord, DESK, {"accessibility": DESK["accessibility"] * 2}, "accessibility"),
    (DeskRecord, DESK, {"hours": [{**DESK["hours"][0], "closes": "09:00"}]}, "hours[1]"),
    (
        DeskRecord,
        DESK,
        {"hours": [{**DESK["hours"][0], "repeats_yearly": True}]},
        "hours[1]",
    ),
    (
        DeskRecord,
        DESK,
        {"hours": [{**DESK["hours"][0], "valid_from": "2026-05-01", "valid_until": "2026-04-01"}]},
        "hours[1]",
    ),
    (
        DeskRecord,
        DESK,
        {"closures": [{"starts_on": "2026-05-02", "ends_on": "2026-05-01"}]},
        "closures[1]",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("record", "data", "change", "field"), RULES)
def test_rules_between_fields(record, data, change, field):
    assert field in wrong(record, {**copy.deepcopy(data), **change})
