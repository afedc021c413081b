"""Desks: where, when, what they do. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from exchange.building import Rows, of
from exchange.kinds import Choice, Email, LongText, Slug, Term, Text, Url
from exchange.records.bodies import LONG, PhoneRecord
from exchange.value_kinds import Clock, Day, Flag, Number, Terms, Whole

DESK_KINDS = (
    "sportello-sociale", "segretariato-sociale", "servizio-sociale", "patronato", "caf",
    "pua", "casa-della-comunita", "servizio-sanitario", "centro-per-impiego",
    "consultorio", "linea-telefonica", "ufficio-pubblico", "altro",
)  # fmt: skip
LEVELS = ("information", "orientation", "accompaniment")


@dataclass(frozen=True)
class HoursRecord:
    """One stretch of opening hours; 0 is Monday."""

    weekday: int | None = of(Whole(0, most=Decimal(6), mandatory=True))
    opens: dt.time | None = of(Clock(mandatory=True))
    closes: dt.time | None = of(Clock(mandatory=True))
    week_of_month: int | None = of(Whole(0, least=Decimal(-1), most=Decimal(4)))
    by_appointment: bool = of(Flag())
    valid_from: dt.date | None = of(Day())
    valid_until: dt.date | None = of(Day())
    repeats_yearly: bool = of(Flag())
    on_public_holidays: bool = of(Flag())
    note: str = of(Text(120))


@dataclass(frozen=True)
class ClosureRecord:
    """An extraordinary closure, first and last day included."""

    starts_on: dt.date | None = of(Day(mandatory=True))
    ends_on: dt.date | None = of(Day(mandatory=True))
    reason: str = of(Text(120))


@dataclass(frozen=True)
class AccessibilityRecord:
    """A fact about barriers: yes, no or (left out) not known."""

    feature: str = of(Term(80, mandatory=True, vocabulary="accessibility"))
    is_present: bool | None = of(Flag(nullable=True))
    note: str = of(Text())


@dataclass(frozen=True)
class DeskServiceRecord:
    """What a desk does for a service."""

    service: str = of(Term(80, mandatory=True, vocabulary="service"))
    level: str = of(Choice(14, mandatory=True, options=LEVELS))
    hours: str = of(Text())
    cost: str = of(Text())
    bring: str = of(Text())
    note: str = of(Text())


@dataclass(frozen=True)
class DeskRecord:
    """A desk or a phone line of a body."""

    label: ClassVar[str] = "sportello"

    organisation: str = of(Term(80, mandatory=True, vocabulary="organisation"))
    slug: str = of(Slug(80))
    title: str = of(Text(160, mandatory=True))
    kind: str = of(Choice(24, mandatory=True, options=DESK_KINDS))
    summary: str = of(Text())
    street: str = of(Text(160))
    postal_code: str = of(Text(5))
    municipality: str = of(Term(160, vocabulary="place"))
    province: str = of(Text(2))
    is_confidential: bool = of(Flag())
    is_discreet: bool = of(Flag())
    latitude: Decimal | None = of(Number(6, Decimal(-90), Decimal(90)))
    longitude: Decimal | None = of(Number(6, Decimal(-180), Decimal(180)))
    phones: tuple[PhoneRecord, ...] = of(Rows(PhoneRecord, plain="number"))
    email: str = of(Email())
    website: str = of(Url(500))
    hours: tuple[HoursRecord, ...] = of(Rows(HoursRecord))
    closures: tuple[ClosureRecord, ...] = of(Rows(ClosureRecord))
    by_appointment: bool | None = of(Flag(nullable=True))
    hours_note: str = of(Text())
    hours_are_sample: bool = of(Flag())
    response_time: str = of(Text(120))
    languages: tuple[str, ...] = of(Terms("language"))
    directions: str = of(LongText(LONG))
    accessibility: tuple[AccessibilityRecord, ...] = of(Rows(AccessibilityRecord))
    services: tuple[DeskServiceRecord, ...] = of(Rows(DeskServiceRecord))
