"""What must hold between the fields of one record. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any

from directory.opening_hours.rows import MIDNIGHT
from directory.tax_code import problem as tax_code_problem
from exchange.problems import Problem
from exchange.records import DeskRecord, OrganisationRecord, ServiceRecord

Found = Iterator[tuple[str, str]]
PLACE = ("street", "postal_code", "municipality", "latitude", "longitude", "directions")


def check(record: Any, place: str) -> list[Problem]:
    """Problems of a record whose fields are right one by one."""
    rules = RULES[type(record)]
    return [
        Problem(place, name, message)
        for rule in rules
        for name, message in rule(record)
    ]


def _status_has_a_reason(record: ServiceRecord) -> Found:
    if record.status != "active" and not record.status_reason:
        yield "status_reason", "scrivi perché il servizio non è attivo"
    if record.replaced_by and record.replaced_by == record.slug:
        yield "replaced_by", "un servizio non sostituisce sé stesso"


def _crisis_has_a_phone(record: ServiceRecord) -> Found:
    if record.crisis and not record.crisis_phone:
        yield "crisis_phone", "una scheda di aiuto urgente deve avere il telefono"


def _ages_in_order(record: ServiceRecord) -> Found:
    low, high = record.min_age, record.max_age
    if low is not None and high is not None and high < low:
        yield "max_age", "è più bassa dell'età minima"


def _deadlines_dated(record: ServiceRecord) -> Found:
    for number, row in enumerate(record.deadlines, 1):
        if not row.opens_on and not row.closes_on:
            yield f"deadlines[{number}]", "scrivi almeno una data"
        if _ends_before(row.opens_on, row.closes_on):
            yield f"deadlines[{number}]", "la chiusura viene prima dell'apertura"


def _periods_in_order(record: ServiceRecord) -> Found:
    for name in ("amounts", "rules"):
        for number, row in enumerate(getattr(record, name), 1):
            if _ends_before(row.valid_from, row.valid_until):
                yield f"{name}[{number}].valid_until", "viene prima di valid_from"


def _relations_elsewhere(record: ServiceRecord) -> Found:
    for name in ("related", "prerequisites"):
        if record.slug in getattr(record, name):
            yield name, "una scheda non rimanda a sé stessa"


def _address(record: OrganisationRecord | DeskRecord) -> Found:
    if record.postal_code and not re.fullmatch(r"\d{5}", record.postal_code):
        yield (
            "postal_code",
            f"«{record.postal_code}»: il CAP ha cinque cifre, tra virgolette",
        )
    if record.province and not re.fullmatch(r"[A-Z]{2}", record.province):
        yield "province", f"«{record.province}»: scrivi la sigla, per esempio CR"


def _tax_code(record: OrganisationRecord) -> Found:
    if record.tax_code and (message := tax_code_problem(record.tax_code)):
        yield "tax_code", f"«{record.tax_code}»: {message}"


def _confidential(record: DeskRecord) -> Found:
    if record.is_confidential:
        for name in PLACE:
            if getattr(record, name):
                yield name, "di un luogo protetto non si conserva l'indirizzo: svuotalo"


def _both_coordinates(record: DeskRecord) -> Found:
    if (record.latitude is None) != (record.longitude is None):
        yield "latitude", "scrivi sia la latitudine sia la longitudine"


def _once(record: DeskRecord) -> Found:
    services = [row.service for row in record.services]
    features = [row.feature for row in record.accessibility]
    for name, codes in (("services", services), ("accessibility", features)):
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            yield name, f"«{code}» è scritto due volte"


def _hours(record: DeskRecord) -> Found:
    for number, row in enumerate(record.hours, 1):
        if row.opens == row.closes != MIDNIGHT:  # 00:00–00:00 is the whole day
            yield f"hours[{number}]", "l'orario finisce quando comincia"
        if row.repeats_yearly and not (row.valid_from and row.valid_until):
            yield f"hours[{number}]", "una stagione ha un inizio e una fine"
        elif not row.repeats_yearly and _ends_before(row.valid_from, row.valid_until):
            yield f"hours[{number}]", "la fine viene prima dell'inizio"
    for number, closure in enumerate(record.closures, 1):
        if (
            closure.starts_on
            and closure.ends_on
            and closure.ends_on < closure.starts_on
        ):
            yield f"closures[{number}]", "la fine viene prima dell'inizio"


def _ends_before(begins: dt.date | None, ends: dt.date | None) -> bool:
    return begins is not None and ends is not None and ends < begins


RULES: dict[type, tuple[Callable[[Any], Found], ...]] = {
    ServiceRecord: (
        _status_has_a_reason,
        _crisis_has_a_phone,
        _ages_in_order,
        _deadlines_dated,
        _periods_in_order,
        _relations_elsewhere,
    ),
    OrganisationRecord: (_address, _tax_code),
    DeskRecord: (_address, _confidential, _both_coordinates, _once, _hours),
}
