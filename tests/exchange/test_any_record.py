"""Any record goes out as a row and comes in as itself, whole or with columns missing."""

import datetime as dt
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.building import build, digest, emptied_fields, plain_data
from exchange.exporting import _flat
from exchange.mapping import NATIVE, read_mapping
from exchange.records import (
    AccessibilityRecord,
    ClosureRecord,
    DeskRecord,
    DeskServiceRecord,
    HoursRecord,
    OrganisationRecord,
    PhoneRecord,
)
from exchange.rows import RowReader

NATIVE_MAPPING = read_mapping(NATIVE)
RULES = {rule.type: rule for rule in NATIVE_MAPPING.records}
DAY = dt.date(2026, 11, 22)
WORDS = st.text("abc è'«»,;\"\\.-=+@", max_size=30).map(lambda t: " ".join(t.split()))
NAMES = WORDS.map(lambda words: f"N{words}")
CODES = st.sampled_from(["uno", "due", "tre-quattro"])
EMAILS = st.sampled_from(["", "a@example.org"])
SITES = st.sampled_from(["", "https://example.org/a?b=1;c", "http://example.org"])
CLOCKS = st.times().map(lambda t: t.replace(second=0, microsecond=0))
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))
PHONES = st.builds(
    PhoneRecord,
    number=st.sampled_from(["1522", "0372123456"]),
    label=WORDS,
    hours=WORDS,
    language=WORDS,
)
HOURS = st.tuples(CLOCKS, CLOCKS).filter(lambda pair: pair[0] != pair[1])
ROWS = HOURS.flatmap(
    lambda pair: st.builds(
        HoursRecord,
        weekday=st.integers(0, 6),
        opens=st.just(pair[0]),
        closes=st.just(pair[1]),
        week_of_month=st.sampled_from([None, 1, -1]),
        by_appointment=st.booleans(),
        on_public_holidays=st.booleans(),
        repeats_yearly=st.just(False),
        valid_from=st.just(None),
        valid_until=st.none() | DAYS,
        note=WORDS,
    )
)
CLOSURES = st.lists(DAYS, min_size=2, max_size=2).map(
    lambda days: ClosureRecord(min(days), max(days), "ferie")
)


def few(of, **more):
    return st.lists(of, max_size=3, **more).map(tuple)


DESKS = st.builds(
    DeskRecord,
    organisation=CODES,
    slug=CODES,
    title=NAMES,
    kind=st.sampled_from(["caf", "patronato", "linea-telefonica"]),
    summary=WORDS,
    street=WORDS,
    postal_code=st.sampled_from(["", "00100", "26100"]),
    municipality=CODES | st.just(""),
    province=st.sampled_from(["", "CR"]),
    is_confidential=st.just(False),
    is_discreet=st.booleans(),
    latitude=st.just(Decimal("45.133250")),
    longitude=st.just(Decimal("-0.000001")),
    phones=few(PHONES),
    email=EMAILS,
    website=SITES,
    hours=few(ROWS),
    closures=few(CLOSURES),
    by_appointment=st.sampled_from([None, True, False]),
    hours_note=WORDS,
    hours_are_sample=st.booleans(),
    response_time=WORDS,
    languages=few(CODES, unique=True),
    directions=st.sampled_from(["", "Vicino al **fiume**.\n\n- uno\n- due"]),
    accessibility=few(
        st.builds(
            AccessibilityRecord,
            feature=CODES,
            is_present=st.sampled_from([None, True, False]),
            note=WORDS,
        ),
        unique_by=lambda row: row.feature,
    ),
    services=few(
        st.builds(
            DeskServiceRecord,
            service=CODES,
            level=st.sampled_from(["information", "orientation"]),
            hours=WORDS,
            cost=WORDS,
            bring=WORDS,
            note=WORDS,
        ),
        unique_by=lambda row: row.service,
    ),
)
BODIES = st.builds(
    OrganisationRecord,
    slug=CODES,
    title=NAMES,
    legal_name=NAMES,
    kind=st.sampled_from(["comune", "patronato"]),
    summary=NAMES,
    description=st.sampled_from(["", "Un **ente**."]),
    street=WORDS,
    postal_code=st.just("26100"),
    municipality=CODES,
    province=st.just("CR"),
    phones=few(PHONES),
    email=EMAILS,
    pec=EMAILS,
    website=SITES,
    tax_code=st.sampled_from(["", "00297960197"]),
    ipa_code=WORDS.map(lambda text: text[:20].strip()),
    parent_body=CODES | st.just(""),
    privacy_notice_url=SITES,
    dpo_contact=WORDS,
)


def cells_of(record, columns=None):
    """The row that the export writes of a record, or some of its columns."""
    rule = RULES[record.label]
    cells = {"tipo": record.label, "fonte": "prova", "id": "7"}
    for name, cell in _flat(record):
        column = rule.fields[name].column
        if columns is None or column in columns:
            cells[column] = cell
    return cells


def read(record, **more):
    reader = RowReader(NATIVE_MAPPING, DAY)
    (found,) = reader.found(cells_of(record, **more), {}, "riga 2")
    return found


@given(DESKS)
def test_a_desk_comes_back_from_its_row(record):
    found = read(record)
    assert found.problems == ()
    assert found.record == record


@given(BODIES)
def test_a_body_comes_back_from_its_row(record):
    found = read(record)
    assert found.problems == ()
    assert found.record == record


@given(DESKS)
def test_plain_data_says_all_of_a_record(record):
    built, problems = build(DeskRecord, plain_data(record), {}, "qui")
    assert problems == []
    assert built == record
    assert digest(built) == digest(record)


@given(DESKS, DESKS)
def test_the_digest_tells_records_apart_but_for_their_address(one, other):
    same = {**plain_data(one), "slug": ""} == {**plain_data(other), "slug": ""}
    assert (digest(one) == digest(other)) is same


COLUMNS = sorted({rule.column for rule in RULES["sportello"].fields.values()})


@settings(max_examples=60)
@given(DESKS, DESKS, st.sets(st.sampled_from(COLUMNS)))
def test_columns_that_are_there_win_and_all_others_stay(written, there, columns):
    header = ("tipo", "fonte", "id", *columns)
    reader = RowReader(NATIVE_MAPPING, DAY, header)
    cells = cells_of(written, columns)
    (found,) = reader.found(cells, {}, "riga 2")
    done = reader.completed(cells, found, there, {}, "riga 2")
    assert done.problems == ()
    for name, rule in RULES["sportello"].fields.items():
        source = written if rule.column in columns else there
        assert getattr(done.record, name) == getattr(source, name), name
    assert reader.says_all(found.rule) is (columns == set(COLUMNS))


@given(DESKS, DESKS)
def test_what_is_emptied_is_named_and_nothing_else(before, after):
    named = set(emptied_fields(before, after))
    for name in before.__dataclass_fields__:
        had, has = getattr(before, name), getattr(after, name)
        assert (name in named) is (had not in ("", (), None) and has in ("", (), None))


@given(DESKS)
def test_a_record_empties_nothing_of_itself(record):
    assert list(emptied_fields(record, record)) == []
