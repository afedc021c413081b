"""Builds a record from what a file says, and takes it apart again. Pure.

A record is a frozen dataclass whose fields carry their `Kind` in `metadata["kind"]`.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from exchange.kinds import Kind, Known
from exchange.problems import Problem, WrongValue
from exchange.value_kinds import decoded

R = TypeVar("R")
_kinds: dict[Any, dict[str, Any]] = {}
UNKNOWN = "campo sconosciuto: correggi il nome o toglilo"
NOTHING = ("", (), None)
MANDATORY = "è obbligatorio: scrivilo"


def of(kind: Kind | Part | Rows) -> Any:
    """A dataclass field of this kind."""
    return field(default_factory=kind.empty, metadata={"kind": kind})


@dataclass(frozen=True)
class Part:
    """A group of fields inside a record."""

    record: type
    mandatory: bool = False

    def empty(self) -> Any:
        return self.record()


@dataclass(frozen=True)
class Rows:
    """A list of small records; in a table, a cell with JSON."""

    record: type
    mandatory: bool = False
    least: int = 0
    most: int = 400
    # The field that a plain text stands for: a phone is first of all its number.
    plain: str = ""

    def empty(self) -> tuple[Any, ...]:
        return ()


def kinds_of(record: Any) -> dict[str, Any]:
    """The kinds of a record's fields by name."""
    kinds: dict[str, Any] | None = _kinds.get(record)
    if kinds is None:
        kinds = {f.name: f.metadata["kind"] for f in dataclasses.fields(record)}
        _kinds[record] = kinds
    return kinds


def build(
    record: type[R], data: Any, known: Known, place: str, prefix: str = ""
) -> tuple[R | None, list[Problem]]:
    """The record that `data` describes, or None with what is wrong with it."""
    if not isinstance(data, Mapping):
        message = "qui vanno campi e valori"
        return None, [Problem(place, prefix.rstrip("."), message)]
    kinds = kinds_of(record)
    problems = [
        Problem(place, f"{prefix}{name}", UNKNOWN) for name in data if name not in kinds
    ]
    values = {}
    for name, kind in kinds.items():
        value, found = _read(kind, data.get(name), known, place, f"{prefix}{name}")
        values[name] = value
        problems += found
    return (None if problems else record(**values)), problems


def _read(
    kind: Any, value: Any, known: Known, place: str, name: str
) -> tuple[Any, list[Problem]]:
    """A field's value; one that is absent or empty is its kind's nothing."""
    if isinstance(kind, Part):
        return build(kind.record, value or {}, known, place, f"{name}.")
    if value is None or value in ("", [], ()):
        return kind.empty(), (
            [Problem(place, name, MANDATORY)] if kind.mandatory else []
        )
    try:
        if isinstance(kind, Rows):
            return _read_rows(kind, value, known, place, name)
        read = kind.read(value, known)
    except WrongValue as wrong:
        return kind.empty(), [Problem(place, name, str(wrong))]
    if kind.mandatory and read in ("", ()):
        return read, [Problem(place, name, MANDATORY)]
    return read, []


def _read_rows(
    kind: Rows, value: Any, known: Known, place: str, name: str
) -> tuple[Any, list[Problem]]:
    rows: list[Any] = []
    problems: list[Problem] = []
    for number, data in enumerate(_row_list(kind, value), 1):
        row, found = build(kind.record, data, known, place, f"{name}[{number}].")
        rows.append(row)
        problems += found
    if not kind.least <= len(rows) <= kind.most:
        message = f"sono {len(rows)}: da {kind.least} a {kind.most}"
        problems.append(Problem(place, name, message))
    return tuple(rows), problems


def _row_list(kind: Rows, value: Any) -> list[Any]:
    if kind.plain and isinstance(value, str) and not value.startswith("["):
        return [{kind.plain: part.strip()} for part in value.split(";") if part.strip()]
    found = decoded(value)
    if not isinstance(found, (list, tuple)):
        raise WrongValue("qui va un elenco")
    return list(found)


def plain_data(record: Any) -> dict[str, Any]:
    """The record as JSON data, without what is empty."""
    found = {}
    for name, kind in kinds_of(type(record)).items():
        value = getattr(record, name)
        if isinstance(kind, Part):
            value = plain_data(value)
        elif isinstance(kind, Rows):
            value = [plain_data(row) for row in value]
        elif isinstance(value, tuple):
            value = list(value)
        elif isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            value = str(value)
        elif value is not None and not isinstance(value, (bool, str)):
            value = kind.cell(value)
        if value not in ("", [], {}, None):
            found[name] = value
    return found


def digest(record: Any) -> str:
    """SHA-256 of the record's content. Its address is no content: a slug names, it does not say."""
    data = plain_data(record)
    data.pop("slug", None)
    text = json.dumps([type(record).__name__, data], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def emptied_fields(before: Any, after: Any, prefix: str = "") -> Iterator[str]:
    """Fields that hold something in `before` and nothing in `after`."""
    for name, kind in kinds_of(type(before)).items():
        old, new = getattr(before, name), getattr(after, name)
        if isinstance(kind, Part):
            yield from emptied_fields(old, new, f"{prefix}{name}.")
        elif new in NOTHING and old not in NOTHING:
            yield f"{prefix}{name}"
