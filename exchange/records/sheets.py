"""Sheets of services, with their child rows. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from exchange.building import Part, Rows, of
from exchange.kinds import (
    Choice,
    Email,
    LongText,
    Phone,
    Slug,
    Term,
    Text,
    Url,
    UrlOrPath,
)
from exchange.records.bodies import LONG
from exchange.value_kinds import Day, Flag, Lines, Number, Terms, Whole

AGE = Number(most=Decimal(120))


@dataclass(frozen=True)
class StepRecord:
    """One step of *Come fare*."""

    title: str = of(Text(160, mandatory=True))
    text: str = of(LongText(LONG))


@dataclass(frozen=True)
class DocumentRecord:
    """One thing to bring."""

    name: str = of(Text(mandatory=True))
    where: str = of(Text(400))
    url: str = of(Url(500))
    condition: str = of(Text())


@dataclass(frozen=True)
class DeadlineRecord:
    """A dated deadline or call."""

    title: str = of(Text(mandatory=True))
    kind: str = of(Choice(10, mandatory=True, options=("deadline", "call")))
    opens_on: dt.date | None = of(Day())
    closes_on: dt.date | None = of(Day())
    note: str = of(Text())


@dataclass(frozen=True)
class AmountRecord:
    """A dated amount with its source."""

    label: str = of(Text(mandatory=True))
    value: Decimal | None = of(Number(mandatory=True))
    unit: str = of(Text(60, mandatory=True))
    note: str = of(Text())
    valid_from: dt.date | None = of(Day())
    valid_until: dt.date | None = of(Day())
    source: str = of(Text(mandatory=True))
    source_url: str = of(Url(500))
    checked_on: dt.date | None = of(Day())


@dataclass(frozen=True)
class RuleRecord:
    """One dated version of a rule."""

    title: str = of(Text(mandatory=True))
    text: str = of(LongText(LONG, mandatory=True))
    valid_from: dt.date | None = of(Day())
    valid_until: dt.date | None = of(Day())
    source: str = of(Text())


@dataclass(frozen=True)
class SourceRecord:
    """A law or act."""

    title: str = of(Text(mandatory=True))
    url: str = of(Url(500))


@dataclass(frozen=True)
class AccessRecord:
    """*Accedi al servizio*."""

    text: str = of(LongText(LONG, mandatory=True))
    online_label: str = of(Text(80))
    online_url: str = of(Url(500))
    phone: str = of(Phone(40))
    phone_label: str = of(Text(120))
    at_home: bool = of(Flag())


@dataclass(frozen=True)
class TermsRecord:
    """*Condizioni di servizio*."""

    text: str = of(LongText(LONG, mandatory=True))
    label: str = of(Text(mandatory=True))
    url: str = of(UrlOrPath(500, mandatory=True))


@dataclass(frozen=True)
class ContactRecord:
    """*Contatti*: an office, never a person."""

    office: str = of(Text(mandatory=True))
    phone: str = of(Phone(40))
    email: str = of(Email())


@dataclass(frozen=True)
class ServiceRecord:
    """The sheet of a service."""

    label: ClassVar[str] = "servizio"

    slug: str = of(Slug(80, mandatory=True))
    title: str = of(Text(80, mandatory=True))
    summary: str = of(Text(mandatory=True))
    status: str = of(
        Choice(10, mandatory=True, options=("active", "suspended", "closed"))
    )
    status_reason: str = of(Text())
    status_until: dt.date | None = of(Day())
    replaced_by: str = of(Term(80, vocabulary="service"))
    keeper: str = of(Term(80, mandatory=True, vocabulary="organisation"))
    owner_body: str = of(Term(80, vocabulary="organisation"))
    manager_body: str = of(Term(80, vocabulary="organisation"))
    management_form: str = of(
        Choice(12, options=("direct", "entrusted", "accredited", "agreement"))
    )
    needs: tuple[str, ...] = of(Terms("need", mandatory=True, most=3))
    audiences: tuple[str, ...] = of(Terms("audience", mandatory=True, most=4))
    category: str = of(Term(80, vocabulary="category"))
    topics: tuple[str, ...] = of(Terms("topic"))
    life_events: tuple[str, ...] = of(Terms("life_event"))
    min_age: Decimal | None = of(AGE)
    max_age: Decimal | None = of(AGE)
    municipalities: tuple[str, ...] = of(Terms("municipality"))
    addressed: str = of(LongText(LONG, mandatory=True))
    description: str = of(LongText(LONG, mandatory=True))
    steps: tuple[StepRecord, ...] = of(Rows(StepRecord, True, least=2, most=6))
    on_behalf: str = of(LongText(LONG, mandatory=True))
    documents: tuple[DocumentRecord, ...] = of(Rows(DocumentRecord, True, least=1))
    output: str = of(LongText(LONG, mandatory=True))
    timing: str = of(LongText(LONG, mandatory=True))
    max_days: int | None = of(Whole(0, most=Decimal(3650)))
    deadlines: tuple[DeadlineRecord, ...] = of(Rows(DeadlineRecord))
    free: bool | None = of(Flag(nullable=True))
    cost: str = of(LongText(LONG, mandatory=True))
    amounts: tuple[AmountRecord, ...] = of(Rows(AmountRecord))
    access: AccessRecord = of(Part(AccessRecord))
    terms: TermsRecord = of(Part(TermsRecord))
    contact: ContactRecord = of(Part(ContactRecord))
    activation: str = of(Text())
    rules: tuple[RuleRecord, ...] = of(Rows(RuleRecord))
    sources: tuple[SourceRecord, ...] = of(Rows(SourceRecord, True, least=1, most=4))
    related: tuple[str, ...] = of(Terms("service", ordered=True))
    prerequisites: tuple[str, ...] = of(Terms("service", ordered=True))
    citizen_words: tuple[str, ...] = of(Lines(mandatory=True))
    notice: str = of(Text())
    crisis: bool = of(Flag())
    crisis_phone: str = of(Phone(40))
    discreet: bool = of(Flag())
    changes_in_month: int | None = of(Whole(0, least=Decimal(1), most=Decimal(12)))
    to_check: tuple[str, ...] = of(Lines())
