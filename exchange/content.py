"""Reads the product's own content from its YAML files, and says all that is wrong with it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import yaml

from exchange.building import build, of
from exchange.kinds import Known, Slug, Term, Text, Url
from exchange.problems import Problem, WrongInput
from exchange.records import DeskRecord, OrganisationRecord, ServiceRecord
from exchange.rules import check
from exchange.value_kinds import Number, Terms

CONTENT = Path(__file__).parent / "content"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
R = TypeVar("R")


@dataclass(frozen=True)
class TermRecord:
    """One term of a vocabulary."""

    code: str = of(Slug(80, mandatory=True))
    name: str = of(Text(160, mandatory=True))
    uri: str = of(Url(200))
    description: str = of(Text(200))
    icon: str = of(Text(30))
    category: str = of(Term(80, vocabulary="category"))
    topics: tuple[str, ...] = of(Terms("topic"))
    life_events: tuple[str, ...] = of(Terms("life_event"))
    istat_code: str = of(Text(6))
    province: str = of(Text(2))
    latitude: Decimal | None = of(Number(6, Decimal(-90), Decimal(90)))
    longitude: Decimal | None = of(Number(6, Decimal(-180), Decimal(180)))


# File of each vocabulary. Those that others refer to come first.
VOCABULARIES = {
    "category": "categories",
    "topic": "topics",
    "life_event": "life-events",
    "need": "needs",
    "audience": "audiences",
    "municipality": "municipalities",
    "language": "languages",
    "accessibility": "accessibility",
}


@dataclass
class Content:
    """All records, each with the name of the file it stands in."""

    terms: dict[str, list[TermRecord]] = field(default_factory=dict)
    organisations: list[OrganisationRecord] = field(default_factory=list)
    services: list[ServiceRecord] = field(default_factory=list)
    desks: list[DeskRecord] = field(default_factory=list)


def read_content(folder: Path = CONTENT) -> Content:
    """Everything below `folder`. Raises WrongInput with every problem of every file."""
    return _Reading(folder).content()


class _Reading:
    """One pass: codes first, so that references can be checked whatever their order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.known: dict[str, set[str]] = {}

    def content(self) -> Content:
        content = Content()
        for name, file in VOCABULARIES.items():
            rows = self._rows(self.folder / "vocabularies" / f"{file}.yaml")
            content.terms[name] = self._built(TermRecord, rows)
            self.known[name] = {term.code for term in content.terms[name]}
        self.known["place"] = self.known["municipality"]
        bodies = self._rows(self.folder / "organisations.yaml")
        desks = self._rows(self.folder / "desks.yaml")
        sheets = list(self._sheets())
        self.known["organisation"] = _slugs(bodies)
        self.known["service"] = _slugs(sheets)
        content.organisations = self._built(OrganisationRecord, bodies)
        content.services = self._built(ServiceRecord, sheets)
        content.desks = self._built(DeskRecord, desks)
        self._twice("slug", bodies)
        self._twice("slug", sheets)
        self._twice("slug", desks)
        if self.problems:
            raise WrongInput(self.problems)
        return content

    def _load(self, path: Path) -> Any:
        try:
            with path.open(encoding="utf-8") as stream:
                return yaml.load(stream, Loader=LOADER)  # noqa: S506 (a safe loader)
        except FileNotFoundError:
            self._wrong(path, "il file manca")
        except UnicodeDecodeError:
            self._wrong(path, "il file non è in UTF-8: salvalo di nuovo in UTF-8")
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = f" alla riga {mark.line + 1}" if mark else ""
            problem = getattr(error, "problem", None) or error
            self._wrong(path, f"il file non è YAML valido{line}: {problem}")
        return None

    def _wrong(self, path: Path, message: str) -> None:
        self.problems.append(Problem(self._name(path), "", message))

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def _rows(self, path: Path) -> list[tuple[str, Any]]:
        """A file that is a list: each entry with its place."""
        found = self._load(path)
        if isinstance(found, list):
            return [(_place(self._name(path), row), row) for row in found]
        if found is not None:
            self._wrong(path, "qui va un elenco")
        return []

    def _sheets(self) -> Iterable[tuple[str, Any]]:
        """Each file below `services/`; its name is the slug."""
        for path in sorted((self.folder / "services").rglob("*.yaml")):
            data = self._load(path)
            if isinstance(data, Mapping) and data.get("slug") != path.stem:
                message = f"deve essere come il nome del file: {path.stem}"
                self.problems.append(Problem(self._name(path), "slug", message))
            if data is not None:
                yield self._name(path), data

    def _built(self, record: type[R], rows: Iterable[tuple[str, Any]]) -> list[R]:
        found = []
        for place, data in rows:
            built, problems = read_record(record, data, self.known, place)
            self.problems += problems
            if built is not None:
                found.append(built)
        return found

    def _twice(self, name: str, rows: Iterable[tuple[str, Any]]) -> None:
        seen: dict[Any, str] = {}
        for place, data in rows:
            value = data.get(name) if isinstance(data, Mapping) else None
            if value in seen:
                message = f"«{value}» c'è già in {seen[value]}"
                self.problems.append(Problem(place, name, message))
            elif value:
                seen[value] = place


def read_record(
    record: type[R], data: Any, known: Known, place: str
) -> tuple[R | None, list[Problem]]:
    """A record checked field by field and as a whole."""
    built, problems = build(record, data, known, place)
    if built is not None and record is not TermRecord:
        problems = check(built, place)
    return (None if problems else built), problems


def _slugs(rows: Iterable[tuple[str, Any]]) -> set[str]:
    found = (data.get("slug") for _, data in rows if isinstance(data, Mapping))
    return {slug for slug in found if isinstance(slug, str)}


def _place(name: str, row: Any) -> str:
    label = row.get("slug") or row.get("code") if isinstance(row, Mapping) else None
    return f"{name} ({label})" if label else name
