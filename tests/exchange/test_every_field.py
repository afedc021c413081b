"""Every field of every record reaches its place on the page, and comes back, alone.

One record is written; then each of its fields is changed in turn, and the page must say the
new value and, apart from it, what it said before.
"""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from functools import reduce

import pytest
from django.db import transaction
from wagtail.models import Locale, Page

from directory.models import OrganisationPage
from exchange.building import Part, kinds_of
from exchange.loading import load as load_content
from exchange.records import (
    AccessibilityRecord,
    AmountRecord,
    ClosureRecord,
    DeadlineRecord,
    DeskRecord,
    DeskServiceRecord,
    DocumentRecord,
    HoursRecord,
    OrganisationRecord,
    PhoneRecord,
    RuleRecord,
    ServiceRecord,
    SourceRecord,
    StepRecord,
)
from exchange.samples import Samples
from exchange.writer import Origin, Outcome, Writer
from exchange.writer.layouts import LAYOUTS
from exchange.writer.references import References
from tests.exchange.conftest import AT

pytestmark = pytest.mark.django_db

FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
NINE, NOON = dt.time(9), dt.time(12)
MONDAY = HoursRecord(weekday=0, opens=NINE, closes=NOON)

SHEET = {
    "title": "Un altro titolo",
    "summary": "Un'altra frase.",
    "status": "closed",
    "status_reason": "Mancano i fondi.",
    "status_until": LAST,
    "replaced_by": "bonus",
    "keeper": "ente-b",
    "owner_body": "ente-b",
    "manager_body": "ente-b",
    "management_form": "agreement",
    "needs": ("soldi", "casa"),
    "audiences": ("tutti", "anziani"),
    "category": "casa",
    "topics": ("casa", "lavoro"),
    "life_events": ("nascita",),
    "min_age": Decimal("18.00"),
    "max_age": Decimal("65.50"),
    "municipalities": ("crema",),
    "addressed": "A **te**.",
    "description": "Altro.",
    "steps": (StepRecord("Uno", "Vai."), StepRecord("Due", "")),
    "on_behalf": "- delega\n- tutore",
    "documents": (DocumentRecord("ISEE", "CAF", "https://example.org", "se serve"),),
    "output": "Una carta.",
    "timing": "Domani.",
    "max_days": 30,
    "deadlines": (DeadlineRecord("Bando", "call", FIRST, LAST, "nota"),),
    "free": False,
    "cost": "Dieci euro.",
    "amounts": (
        AmountRecord(
            *("Retta", Decimal("10.50"), "euro al mese", "nota", FIRST, LAST),
            *("Delibera", "https://example.org/a", FIRST),
        ),
    ),
    "access.text": "In Comune.",
    "access.online_label": "Vai",
    "access.online_url": "https://example.org/online",
    "access.phone": "1522",
    "access.phone_label": "Gratuito",
    "access.at_home": True,
    "terms.text": "Il regolamento.",
    "terms.label": "Regolamento",
    "terms.url": "https://example.org/regole",
    "contact.office": "Anagrafe",
    "contact.phone": "0372 123456",
    "contact.email": "ufficio@example.org",
    "activation": "Il medico.",
    "rules": (RuleRecord("Prima", "Vale **A**.", None, LAST, "Legge 2"),),
    "sources": (SourceRecord("Legge 2", "https://example.org/legge"),),
    "related": (),
    "prerequisites": ("bonus",),
    "citizen_words": ("una", "due parole"),
    "notice": "Cambia tutto.",
    "crisis": True,
    "crisis_phone": "112",
    "discreet": True,
    "changes_in_month": 7,
    "to_check": ("le date", "l'importo"),
}
DESK = {
    "organisation": "ente-b",
    "title": "Sportello B",
    "kind": "patronato",
    "summary": "Ti ascolta.",
    "street": "Via Po 2",
    "postal_code": "00100",
    "municipality": "Crema",
    "province": "MI",
    "is_confidential": True,
    "is_discreet": True,
    "latitude": Decimal("45.133250"),
    "longitude": Decimal("-10.000001"),
    "phones": (PhoneRecord("0372 123456", "Centralino", "9-12", "arabo"),),
    "email": "b@example.org",
    "website": "https://example.org",
    "hours": (
        replace(MONDAY, weekday=6, week_of_month=-1, by_appointment=True),
        replace(MONDAY, valid_from=FIRST, valid_until=LAST, repeats_yearly=True),
        replace(MONDAY, on_public_holidays=True, note="solo la mattina"),
    ),
    "closures": (ClosureRecord(FIRST, LAST, "ferie"),),
    "by_appointment": True,
    "hours_note": "Suona due volte.",
    "hours_are_sample": True,
    "response_time": "due giorni",
    "languages": ("it", "ar"),
    "directions": "Dal **ponte**.",
    "accessibility": (
        AccessibilityRecord("ascensore", False, "rotto"),
        AccessibilityRecord("senza-gradini", None, ""),
    ),
    "services": (
        DeskServiceRecord(
            "bonus", "accompaniment", "martedì", "5 euro", "la foto", "n"
        ),
        DeskServiceRecord("isee", "orientation", "", "", "", ""),
    ),
}
BODY = {
    "title": "Ente nuovo",
    "legal_name": "Ente Nuovo per Cremona",
    "kind": "sindacato",
    "summary": "Tutela.",
    "description": "Fa **altro**.",
    "street": "Via Po 2",
    "postal_code": "00100",
    "municipality": "Crema",
    "province": "MI",
    "phones": (PhoneRecord("1522", "Aiuto"), PhoneRecord("112")),
    "email": "a@example.org",
    "pec": "a@pec.example.org",
    "website": "https://example.org",
    "tax_code": "00297960197",
    "ipa_code": "c_d150",
    "parent_body": "ente-b",
    "privacy_notice_url": "https://example.org/privacy",
    "dpo_contact": "dpo@example.org",
}
# What must change together, or the model refuses the page.
TOGETHER = {
    "status": ("status_reason",),
    "crisis": ("crisis_phone",),
    "latitude": ("longitude",),
    "longitude": ("latitude",),
    "municipality": ("province",),
    "province": ("municipality",),
}
# A protected place keeps none of these.
PLACE = {"street": "", "postal_code": "", "municipality": "", "directions": ""}
# A town is one with its province; what follows from the needs is filled again.
KEPT_FULL = (
    *("slug", "province", "municipality"),
    *("category", "topics", "life_events"),
)
VALUES = {ServiceRecord: SHEET, DeskRecord: DESK, OrganisationRecord: BODY}
SLUGS = {ServiceRecord: "isee", DeskRecord: "sportello-a", OrganisationRecord: "ente-a"}


def leaves(record, prefix=""):
    """Names of all fields of a record, those inside a part with its name before."""
    for name, kind in kinds_of(record).items():
        if isinstance(kind, Part):
            yield from leaves(kind.record, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"


def value(record, name):
    return reduce(getattr, name.split("."), record)


def changed(record, name, new):
    """The record with one field changed, wherever it stands."""
    head, _, tail = name.partition(".")
    inner = replace(getattr(record, head), **{tail: new}) if tail else new
    return replace(record, **{head: inner})


@pytest.fixture
def site(folder, services_index):
    """Two bodies, two sheets, a desk, and a second term in each vocabulary."""
    more = {
        "category": {"code": "casa", "name": "Casa"},
        "topic": {"code": "casa", "name": "Casa"},
        "life_event": {"code": "nascita", "name": "Nascita"},
        "need": {"code": "casa", "name": "Casa"},
        "audience": {"code": "anziani", "name": "Anziani"},
        "municipality": {"code": "crema", "name": "Crema", "province": "CR"},
        "language": {"code": "ar", "name": "Arabo"},
        "accessibility": {"code": "ascensore", "name": "Ascensore"},
    }
    for name, term in more.items():
        folder.terms[name].append(term)
    folder.terms["municipality"].append(
        {"code": "crema-mi", "name": "Crema", "province": "MI"}
    )
    body = {**folder.organisations[0], "slug": "ente-b", "title": "Ente B"}
    folder.organisations.append(body)
    folder.services["terzo"] = {**folder.services["bonus"], "slug": "terzo"}
    load_content(at=AT, sample=Samples.LOAD, folder=folder.write())


def writer():
    return Writer(at=AT, publish=True)


def record_on_page(record):
    """What the page says now, as its own record."""
    layout = LAYOUTS[record]
    page = layout.page.objects.get(slug=SLUGS[record])
    parent = OrganisationPage.objects.filter(path=page.path[: -Page.steplen]).first()
    refs = References(Locale.get_default())
    return layout.record_of(page, parent.slug if parent else "", refs)


def origin_of(record):
    row = LAYOUTS[record].page.objects.get(slug=SLUGS[record]).provenance
    return Origin(row.source, row.external_id, row.title, row.url, row.licence)


@pytest.mark.parametrize("record", VALUES)
def test_no_field_is_left_untested(record):
    assert set(VALUES[record]) == set(leaves(record)) - {"slug"}


@contextmanager
def undone():
    """What is written inside is forgotten at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def wanted_with(before, name, new):
    """The record with this field changed, and what must change with it."""
    wanted = before
    for field in (name, *TOGETHER.get(name, ())):
        wanted = changed(wanted, field, new[field])
    return replace(wanted, **PLACE) if name == "is_confidential" else wanted


@pytest.mark.parametrize("record", VALUES)
def test_a_field_changes_on_its_page_and_nothing_else_does(site, record):
    before = record_on_page(record)
    for name, new in VALUES[record].items():
        wanted = wanted_with(before, name, VALUES[record])
        assert value(wanted, name) == new != value(before, name), name
        with undone():
            (result,) = writer().write([(origin_of(record), wanted)])
            assert result.outcome is Outcome.CHANGE, name
            assert record_on_page(record) == wanted, name
            (again,) = writer().assess([(origin_of(record), wanted)])
            assert again.outcome is Outcome.SAME, name


@pytest.mark.parametrize("record", VALUES)
def test_every_field_that_may_be_empty_is_emptied_and_named(site, record):
    full = record_on_page(record)
    for name, kind in kinds_of(record).items():
        if isinstance(kind, Part) or kind.mandatory or name in KEPT_FULL:
            continue
        empty = kind.empty()
        if getattr(full, name) in (empty, ""):
            continue
        wanted = changed(full, name, empty)
        with undone():
            (result,) = writer().write([(origin_of(record), wanted)])
            assert record_on_page(record) == wanted, name
            named = () if empty is False else (name,)
            assert result.emptied == named, name


def test_the_order_of_terms_alone_is_no_change(site):
    sheet = record_on_page(ServiceRecord)
    many = replace(sheet, audiences=("tutti", "anziani"), topics=("lavoro", "casa"))
    turned = replace(many, audiences=("anziani", "tutti"), topics=("casa", "lavoro"))
    writer().write([(origin_of(ServiceRecord), many)])
    (result,) = writer().assess([(origin_of(ServiceRecord), turned)])
    assert result.outcome is Outcome.SAME


def test_the_order_of_related_sheets_is_a_change(site):
    sheet = record_on_page(ServiceRecord)
    two = replace(sheet, prerequisites=("bonus", "terzo"))
    turned = replace(sheet, prerequisites=("terzo", "bonus"))
    writer().write([(origin_of(ServiceRecord), two)])
    (result,) = writer().write([(origin_of(ServiceRecord), turned)])
    assert result.outcome is Outcome.CHANGE
    assert record_on_page(ServiceRecord).prerequisites == ("terzo", "bonus")
