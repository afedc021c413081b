"""Every sheet of the product's own content is complete and right."""

import re
from pathlib import Path

import pytest
import yaml

from exchange.building import build, plain_data
from exchange.content import CONTENT, LOADER, read_content
from exchange.records import ServiceRecord
from exchange.rules import check

SHEETS = sorted((CONTENT / "services").rglob("*.yaml"))
# Words that keep people out, in what they read.
COLD = ("utente", "istanza", "presa in carico", "handicap", "senza fissa dimora")
MANDATORY_SECTIONS = (
    "addressed", "description", "on_behalf", "output", "timing", "cost",
)  # fmt: skip


@pytest.fixture(scope="module")
def content():
    return read_content()


def sheet(path: Path) -> dict:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_sheet_is_complete_by_itself(path):
    record, problems = build(ServiceRecord, sheet(path), {}, path.name)
    assert problems == []
    assert check(record, path.name) == []
    assert record.slug == path.stem
    for name in MANDATORY_SECTIONS:
        assert len(getattr(record, name)) > 10, name
    assert len(record.citizen_words) >= 6


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_sheet_speaks_to_a_person(path):
    record, _ = build(ServiceRecord, sheet(path), {}, path.name)
    data = plain_data(record)
    data.pop("citizen_words", None)
    data.pop("to_check", None)
    text = str(data).casefold()
    allowed = {"senza fissa dimora"} if path.stem == "residenza-senza-dimora" else set()
    found = {word for word in COLD if re.search(rf"\b{word}\b", text)}
    assert found - allowed == set()


def test_there_are_at_least_a_hundred_services(content):
    assert len(content.services) >= 100


def test_every_service_has_a_desk(content):
    offered = {row.service for desk in content.desks for row in desk.services}
    assert {s.slug for s in content.services} - offered == set()


def test_every_need_and_audience_is_used(content):
    for name, field in (("need", "needs"), ("audience", "audiences")):
        used = {code for s in content.services for code in getattr(s, field)}
        assert {term.code for term in content.terms[name]} - used == set()


def test_vocabularies_are_whole(content):
    sizes = {name: len(terms) for name, terms in content.terms.items()}
    assert sizes["municipality"] == 113
    assert sizes["category"] == 15
    assert sizes["life_event"] == 19
    assert sizes["need"] == 18
    assert sizes["audience"] == 17


def test_needs_say_which_category_follows(content):
    for term in content.terms["need"]:
        assert term.category, term.code
        assert term.topics, term.code
        assert term.description, term.code


def test_local_desks_have_no_invented_phone(content):
    """Only national lines have a number, and a protected place sends to 1522."""
    for desk in content.desks:
        if desk.kind != "linea-telefonica":
            assert {p.number for p in desk.phones} <= {"1522"}, desk.slug


def test_protected_places_and_samples_are_marked(content):
    protected = [desk for desk in content.desks if desk.is_confidential]
    assert [desk.slug for desk in protected] == ["centro-antiviolenza-cremona"]
    for desk in content.desks:
        if desk.hours and desk.kind != "linea-telefonica":
            assert desk.hours_are_sample, desk.slug


def test_bodies_of_the_documents_have_their_facts(content):
    facts = {o.slug: (o.street, o.tax_code) for o in content.organisations}
    assert facts["comune-di-cremona"] == ("Piazza del Comune 8", "00297960197")
    assert facts["cgil-cremona"] == ("Via Mantova 25", "80003380195")
    assert facts["spi-cgil-cremona"] == ("Via Mantova 25", "93027560197")


def test_amounts_say_where_they_come_from_and_until_when(content):
    for service in content.services:
        for amount in service.amounts:
            assert amount.checked_on, (service.slug, amount.label)
            assert amount.valid_from or amount.valid_until, (service.slug, amount.label)
