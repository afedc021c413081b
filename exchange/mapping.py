"""A mapping: which column of somebody's table becomes which field, and how it is mended. Pure."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from exchange.building import Part, kinds_of
from exchange.problems import Problem, WrongInput, WrongValue
from exchange.records import RECORDS
from exchange.transforms import SPLITS, TRANSFORMS

NATIVE = Path(__file__).parent / "mappings" / "native.yaml"


@dataclass(frozen=True)
class FieldRule:
    """How one field gets its value: a column, a fixed value or a template; then repairs."""

    column: str = ""
    value: Any = None
    template: str = ""
    repairs: tuple[str, ...] = ()
    # Exact values of the column to write otherwise, before any repair.
    instead: Map[str, str] = field(default_factory=dict)
    # A value that is wrong is left out, and the report says so; else the row is refused.
    may_be_left_out: bool = False


@dataclass(frozen=True)
class Split:
    """A column taken apart into new columns."""

    column: str
    way: str
    into: tuple[str, ...]


@dataclass(frozen=True)
class RecordRule:
    """One record that a row gives. A shared one comes in many rows and counts once."""

    type: str
    external_id: str
    fields: Map[str, FieldRule]
    when: tuple[str, str] | None = None
    is_shared: bool = False
    # Fields which, alike in two rows, make the second a possible duplicate.
    duplicates: tuple[str, ...] = ()

    @property
    def record(self) -> Any:
        """The record's type."""
        return RECORDS[self.type]


@dataclass(frozen=True)
class Mapping:
    """A whole mapping file."""

    source: FieldRule
    records: tuple[RecordRule, ...]
    title: FieldRule = field(default_factory=FieldRule)
    url: FieldRule = field(default_factory=FieldRule)
    licence: FieldRule = field(default_factory=FieldRule)
    delimiter: str = ""
    sheet: str = ""
    required: tuple[str, ...] | None = None
    replace: Map[str, str] = field(default_factory=dict)
    splits: tuple[Split, ...] = ()

    @property
    def columns(self) -> set[str]:
        """Columns of the file that the mapping reads."""
        made = {name for split in self.splits for name in split.into}
        read = {split.column for split in self.splits}
        for rule in self._rules():
            read |= {rule.column, *_names(rule.template)}
        for record in self.records:
            read |= set(_names(record.external_id))
            read |= {record.when[0]} if record.when else set()
        return read - made - {""}

    @property
    def must_have(self) -> set[str]:
        """Columns without which the file is the wrong one."""
        return self.columns if self.required is None else set(self.required)

    def untold(self, record: RecordRule, header: Collection[str]) -> frozenset[str]:
        """Fields of which a table with this header says nothing.

        The mapping does not name them, or the table has none of the columns they come from.
        """
        silent = set(field_names(record.record)) - record.fields.keys()
        for name, rule in record.fields.items():
            columns = self._sources(rule)
            if columns and columns.isdisjoint(header):
                silent.add(name)
        return frozenset(silent)

    def _sources(self, rule: FieldRule) -> set[str]:
        """Columns of the file that a field comes from; none for a fixed value."""
        made = {name: split.column for split in self.splits for name in split.into}
        names = {rule.column, *_names(rule.template)} - {""}
        return {made.get(name, name) for name in names}

    def _rules(self) -> list[FieldRule]:
        rules = [rule for record in self.records for rule in record.fields.values()]
        return [*rules, self.source, self.title, self.url, self.licence]


def _names(template: str) -> list[str]:
    """`{a}/{b}` → a, b."""
    return [part.split("}")[0] for part in template.split("{")[1:]]


def read_mapping(path: Path) -> Mapping:
    """The mapping in a YAML file. Raises WrongInput with all that is wrong with it."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise WrongInput([Problem(path.name, "", f"non si legge: {error}")]) from error
    try:
        return _mapping(data)
    except WrongValue as wrong:
        raise WrongInput([Problem(path.name, "", str(wrong))]) from None


def _mapping(data: Any) -> Mapping:
    known = {
        "source", "title", "url", "licence", "delimiter", "sheet", "required",
        "replace", "split", "records",
    }  # fmt: skip
    _only(data, known, "mappa")
    if not data.get("source") or not data.get("records"):
        raise WrongValue("servono source e records")
    required = data.get("required")
    return Mapping(
        source=_field(data["source"]),
        records=tuple(_record(entry) for entry in data["records"]),
        title=_field(data.get("title", "")),
        url=_field(data.get("url", "")),
        licence=_field(data.get("licence", "")),
        delimiter=data.get("delimiter", ""),
        sheet=data.get("sheet", ""),
        required=None if required is None else tuple(required),
        replace=data.get("replace", {}),
        splits=tuple(_split(entry) for entry in data.get("split", ())),
    )


def _only(data: Any, known: set[str], what: str) -> None:
    if not isinstance(data, dict):
        raise WrongValue(f"{what}: qui vanno campi e valori")
    if unknown := sorted(set(data) - known):
        raise WrongValue(f"{what}: non conosco {', '.join(unknown)}")


def _split(data: Any) -> Split:
    _only(data, {"column", "with", "into"}, "split")
    if data["with"] not in SPLITS:
        raise WrongValue(f"split: non conosco «{data['with']}»: {', '.join(SPLITS)}")
    return Split(data["column"], data["with"], tuple(data["into"]))


def _record(data: Any) -> RecordRule:
    known = {"type", "external_id", "fields", "when", "shared", "duplicates"}
    _only(data, known, "records")
    kind = data.get("type")
    if kind not in RECORDS:
        raise WrongValue(f"records: type è uno tra {', '.join(RECORDS)}")
    names = field_names(RECORDS[kind])
    fields = {name: _column_or_field(rule) for name, rule in data["fields"].items()}
    if unknown := sorted(set(fields) - set(names)):
        raise WrongValue(f"{kind}: campi sconosciuti: {', '.join(unknown)}")
    when = data.get("when")
    return RecordRule(
        type=kind,
        external_id=data["external_id"],
        fields=fields,
        when=(when["column"], str(when["is"])) if when else None,
        is_shared=bool(data.get("shared")),
        duplicates=tuple(data.get("duplicates", ())),
    )


def _column_or_field(data: Any) -> FieldRule:
    return FieldRule(column=data) if isinstance(data, str) else _field(data)


def _field(data: Any) -> FieldRule:
    """A rule written out, or a fixed value."""
    if not isinstance(data, dict):
        return FieldRule(value=data)
    known = {"column", "value", "template", "with", "instead", "may_be_left_out"}
    _only(data, known, "campo")
    repairs = tuple(data.get("with", ()))
    if unknown := sorted(set(repairs) - set(TRANSFORMS)):
        raise WrongValue(f"campo: non conosco le correzioni {', '.join(unknown)}")
    return FieldRule(
        column=data.get("column", ""),
        value=data.get("value"),
        template=data.get("template", ""),
        repairs=repairs,
        instead=data.get("instead", {}),
        may_be_left_out=bool(data.get("may_be_left_out")),
    )


def field_names(record: Any) -> list[str]:
    """Names of a record's fields, those of a part with its name before: `access.text`."""
    names = []
    for name, kind in kinds_of(record).items():
        if isinstance(kind, Part):
            names += [f"{name}.{inner}" for inner in field_names(kind.record)]
        else:
            names.append(name)
    return names
