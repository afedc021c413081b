"""Any sheet of a service goes out as a row and comes in as itself, each of its fields alone."""

import datetime as dt
from dataclasses import fields, replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.building import Part, build, digest, emptied_fields, kinds_of, plain_data
from exchange.exporting import _flat
from exchange.mapping import NATIVE, read_mapping
from exchange.records import (
    AccessRecord,
    AmountRecord,
    ContactRecord,
    DeadlineRecord,
    DocumentRecord,
    RuleRecord,
    ServiceRecord,
    SourceRecord,
    StepRecord,
    TermsRecord,
)
from exchange.rows import RowReader
from exchange.rules import check

MAPPING = read_mapping(NATIVE)
RULE = next(rule for rule in MAPPING.records if rule.type == "servizio")
DAY = dt.date(2026, 11, 22)

WORDS = st.text("abc è'«»,;\"\\.-=+@", max_size=30).map(lambda t: " ".join(t.split()))
NAMES = WORDS.map(lambda words: f"N{words}")
CODES = st.sampled_from(["uno", "due", "tre-quattro"])
MAYBE_CODE = CODES | st.just("")
PROSE = st.sampled_from(["Un testo.", "Un **testo**.\n\n- uno\n- due", "[qui](/qui/)"])
SITES = st.sampled_from(["", "https://example.org/a?b=1;c"])
PHONES = st.sampled_from(["", "1522", "0372 123456"])
DAYS = st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))
MONEY = st.decimals(0, 99999, places=2)


def many(of, least=0, most=3, **more):
    return st.lists(of, min_size=least, max_size=most, **more).map(tuple)


def in_order(pair):
    """Two days of which the first is not after the second."""
    first, last = pair
    return pair if None in pair or first <= last else (last, first)


PERIODS = st.tuples(DAYS, DAYS).map(in_order)
STEPS = st.builds(StepRecord, title=NAMES, text=st.just("") | PROSE)
DOCUMENTS = st.builds(
    DocumentRecord, name=NAMES, where=WORDS, url=SITES, condition=WORDS
)
DEADLINES = PERIODS.filter(any).flatmap(
    lambda days: st.builds(
        DeadlineRecord,
        title=NAMES,
        kind=st.sampled_from(["deadline", "call"]),
        opens_on=st.just(days[0]),
        closes_on=st.just(days[1]),
        note=WORDS,
    )
)
AMOUNTS = PERIODS.flatmap(
    lambda days: st.builds(
        AmountRecord,
        label=NAMES,
        value=MONEY,
        unit=st.sampled_from(["euro", "per cento"]),
        note=WORDS,
        valid_from=st.just(days[0]),
        valid_until=st.just(days[1]),
        source=NAMES,
        source_url=SITES,
        checked_on=DAYS,
    )
)
RULES = PERIODS.flatmap(
    lambda days: st.builds(
        RuleRecord,
        title=NAMES,
        text=PROSE,
        valid_from=st.just(days[0]),
        valid_until=st.just(days[1]),
        source=WORDS,
    )
)
SHEETS = st.builds(
    ServiceRecord,
    slug=st.sampled_from(["isee", "bonus"]),
    title=NAMES,
    summary=NAMES,
    status=st.just("active"),
    status_reason=WORDS,
    status_until=DAYS,
    replaced_by=MAYBE_CODE,
    keeper=CODES,
    owner_body=MAYBE_CODE,
    manager_body=MAYBE_CODE,
    management_form=st.sampled_from(["", "direct", "entrusted", "accredited"]),
    needs=many(CODES, 1, unique=True),
    audiences=many(CODES, 1, unique=True),
    category=MAYBE_CODE,
    topics=many(CODES, unique=True),
    life_events=many(CODES, unique=True),
    min_age=st.none() | st.sampled_from([Decimal("0.25"), Decimal("3.00")]),
    max_age=st.none() | st.sampled_from([Decimal("3.00"), Decimal("120.00")]),
    municipalities=many(CODES, unique=True),
    addressed=PROSE,
    description=PROSE,
    steps=many(STEPS, 2),
    on_behalf=PROSE,
    documents=many(DOCUMENTS, 1),
    output=PROSE,
    timing=PROSE,
    max_days=st.none() | st.integers(0, 3650),
    deadlines=many(DEADLINES),
    free=st.none() | st.booleans(),
    cost=PROSE,
    amounts=many(AMOUNTS),
    access=st.builds(
        AccessRecord,
        text=PROSE,
        online_label=WORDS,
        online_url=SITES,
        phone=PHONES,
        phone_label=WORDS,
        at_home=st.booleans(),
    ),
    terms=st.builds(
        TermsRecord,
        text=PROSE,
        label=NAMES,
        url=st.sampled_from(["/condizioni-di-servizio/", "https://example.org"]),
    ),
    contact=st.builds(
        ContactRecord,
        office=NAMES,
        phone=PHONES,
        email=st.sampled_from(["", "a@example.org"]),
    ),
    activation=WORDS,
    rules=many(RULES),
    sources=many(st.builds(SourceRecord, title=NAMES, url=SITES), 1),
    related=many(CODES, unique=True),
    prerequisites=many(CODES, unique=True),
    citizen_words=many(NAMES, 1),
    notice=WORDS,
    crisis=st.booleans(),
    crisis_phone=st.sampled_from(["1522", "112"]),
    discreet=st.booleans(),
    changes_in_month=st.none() | st.integers(1, 12),
    to_check=many(NAMES),
)


def cells_of(record):
    """The row that the export writes of a sheet."""
    named = ((RULE.fields[name].column, cell) for name, cell in _flat(record))
    return {"tipo": "servizio", "fonte": "prova", "id": "7", **dict(named)}


def read(cells):
    (found,) = RowReader(MAPPING, DAY).found(cells, {}, "riga 2")
    return found


@settings(max_examples=60)
@given(SHEETS)
def test_a_sheet_comes_back_from_its_row(record):
    found = read(cells_of(record))
    assert found.problems == ()
    assert found.record == record


@settings(max_examples=60)
@given(SHEETS)
def test_plain_data_says_all_of_a_sheet(record):
    built, problems = build(ServiceRecord, plain_data(record), {}, "qui")
    assert problems == []
    assert built == record
    assert digest(built) == digest(record)


@settings(max_examples=60)
@given(SHEETS)
def test_what_a_right_sheet_says_contradicts_nothing(record):
    assert check(record, "qui") == []


@settings(max_examples=60)
@given(SHEETS, SHEETS)
def test_each_field_alone_makes_another_sheet(one, other):
    """What two sheets differ by is seen, field by field, wherever it stands."""
    for field in fields(ServiceRecord):
        mixed = replace(one, **{field.name: getattr(other, field.name)})
        is_other = mixed != one and field.name != "slug"
        assert (digest(mixed) != digest(one)) is is_other, field.name


@settings(max_examples=60)
@given(SHEETS)
def test_whatever_is_emptied_is_named_alone(record):
    for name, kind in kinds_of(ServiceRecord).items():
        if isinstance(kind, Part):
            continue
        without = replace(record, **{name: kind.empty()})
        lost = without != record and kind.empty() in ("", (), None)
        assert list(emptied_fields(record, without)) == [name] * lost, name


MANDATORY = sorted(
    name
    for name, kind in kinds_of(ServiceRecord).items()
    if getattr(kind, "mandatory", False)
)


@settings(max_examples=30)
@given(SHEETS, st.sets(st.sampled_from(MANDATORY), min_size=1))
def test_every_cell_that_must_be_filled_is_asked_for(record, emptied):
    cells = cells_of(record)
    for name in emptied:
        cells[RULE.fields[name].column] = ""
    problems = read(cells).problems
    assert {problem.field for problem in problems} == emptied


@pytest.mark.parametrize("name", ["access.text", "terms.label", "contact.office"])
def test_a_mandatory_cell_inside_a_part_is_asked_for_by_its_full_name(name):
    empty = dict.fromkeys((rule.column for rule in RULE.fields.values()), "")
    named = {
        problem.field
        for problem in read(
            empty | {"tipo": "servizio", "fonte": "prova", "id": "7"}
        ).problems
    }
    assert name in named
