"""Imports somebody's table: reports what each row would do, or does it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError

from directory.models import OrganisationPage, ServicePage
from exchange.bulk import batches, bulk_writing
from exchange.kinds import Known
from exchange.mapping import Mapping, RecordRule
from exchange.problems import Problem
from exchange.records import OrganisationRecord, ServiceRecord
from exchange.rows import Found, RowReader
from exchange.tables import Row, Table, open_table
from exchange.vocabularies import MODELS
from exchange.writer import Origin, Outcome, Result, Writer

BATCH = 100
# What other records name by its slug, in the order in which it is made.
NAMED = {OrganisationRecord: OrganisationPage, ServiceRecord: ServicePage}
VOCABULARY = {OrganisationRecord: "organisation", ServiceRecord: "service"}
Items = list[tuple[Origin, Any]]
Act = Callable[[Items], list[Result]]
TWICE = "stesso identificativo della riga {}: l'ho già letta"
ALIKE = "possibile doppione: stesso indirizzo della riga {}"


@dataclass(frozen=True)
class RowResult:
    """What became of one row: its line, what it did, and why if it was refused."""

    line: int
    type: str
    result: Result
    notice: str = ""


@dataclass
class Report:
    """Counts of a whole run, by type of record. Rows are not held: a file may be long."""

    counts: Counter[tuple[str, Outcome]] = field(default_factory=Counter)
    notices: int = 0

    def add(self, row: RowResult) -> None:
        """Count a row."""
        self.counts[row.type, row.result.outcome] += 1
        self.notices += bool(row.notice)


class Import:
    """One file with one mapping. `apply` writes; without it nothing is written."""

    def __init__(
        self, path: Path, mapping: Mapping, *, at: dt.datetime, publish: bool = False
    ) -> None:
        self.mapping = mapping
        self.table: Table = open_table(
            path, mapping.must_have, delimiter=mapping.delimiter, sheet=mapping.sheet
        )
        self.writer = Writer(at=at, publish=publish)
        self.reader = RowReader(mapping, at.date(), tuple(self.table.header))
        self.report = Report()
        self._seen: dict[bytes, int] = {}
        self._alike: dict[bytes, int] = {}
        self._slugs: dict[Any, set[str]] = {record: set() for record in NAMED}

    @property
    def unread_columns(self) -> list[str]:
        """Columns of the file that the mapping does not read."""
        return [name for name in self.table.header if name not in self.mapping.columns]

    def assess(self) -> Iterator[RowResult]:
        """What each row would do."""
        self._learn_slugs()
        yield from self._run(self.writer.assess)

    def apply(self) -> Iterator[RowResult]:
        """Write the rows, a transaction for each batch; run again, it goes on where it stopped."""
        self._learn_slugs()
        with bulk_writing() as bulk:
            for record in NAMED:
                self._begin(record)
                # From here on it is not the file that says which exist, but the pages.
                self._slugs[record].clear()
            for result in self._run(self._write):
                if self.writer.written:
                    bulk.done(self.writer.taken())
                yield result

    def _learn_slugs(self) -> None:
        """The bodies and services of the file itself: other rows may name them."""
        if not any(rule.record in NAMED for rule in self.mapping.records):
            return
        codes = self.writer.refs.codes(MODELS)
        for row in self.table.rows():
            for found in self._records(row, codes):
                if found.record is not None and type(found.record) in NAMED:
                    self._slugs[type(found.record)].add(found.record.slug)

    def _begin(self, record: Any) -> None:
        """Make the empty pages of one type, so that the rows can name each other."""
        if not any(rule.record is record for rule in self.mapping.records):
            return
        seen: set[tuple[str, str]] = set()
        for rows in batches(self.table.rows(), BATCH):
            found = [f for row in rows for f in self._records(row, self._known())]
            new = {f.origin.key: f for f in found if isinstance(f.record, record)}
            fresh = [(f.origin, f.record) for k, f in new.items() if k not in seen]
            seen.update(new)
            self.writer.begin(fresh)

    def _write(self, items: Items) -> list[Result]:
        """Write a batch; where one record cannot be stored, the others are written without it."""
        try:
            return self.writer.write(items)
        except (ValidationError, IntegrityError) as error:
            if len(items) > 1:
                return [result for item in items for result in self._write([item])]
            return [Result(Outcome.REJECT, items[0][1].title, _reason(error))]

    def _run(self, act: Act) -> Iterator[RowResult]:
        known = self._known()
        for rows in batches(self.table.rows(), BATCH):
            for result in self._batch(rows, known, act):
                self.report.add(result)
                yield result

    def _batch(self, rows: list[Row], known: Known, act: Act) -> list[RowResult]:
        done: list[RowResult] = []
        ready: list[tuple[int, Found, str]] = []
        for row, found in self._completed(rows, known):
            refusal = self._refusal(row.line, found)
            if refusal is not None:
                done.append(refusal)
            elif not self._is_repeated(row.line, found):
                ready.append((row.line, found, self._notice(row.line, found)))
        results = act([(found.origin, found.record) for _, found, _ in ready])
        for (line, found, notice), result in zip(ready, results, strict=True):
            told = "; ".join(filter(None, (notice, _emptied(found.rule, result))))
            done.append(RowResult(line, found.rule.type, result, told))
        return sorted(done, key=lambda row: row.line)

    def _completed(self, rows: list[Row], known: Known) -> list[tuple[Row, Found]]:
        """The records of the rows; what the table says nothing of is as on their pages."""
        found = [(row, record) for row in rows for record in self._records(row, known)]
        partial = [f for _, f in found if not self.reader.says_all(f.rule)]
        asked = [(f.origin, f.rule.record, f.record) for f in partial]
        standing = self.writer.standing(asked) if asked else {}
        return [
            (
                row,
                self._completed_from(
                    standing.get(record.origin.key), row, record, known
                ),
            )
            for row, record in found
        ]

    def _completed_from(
        self, there: Any, row: Row, found: Found, known: Known
    ) -> Found:
        if there is None or not isinstance(there, found.rule.record):
            return found
        return self.reader.completed(row.cells, found, there, known, _place(row))

    def _records(self, row: Row, known: Known) -> list[Found]:
        place = _place(row)
        if row.wrong:
            rule = self.mapping.records[-1]
            origin = self.reader.origin(rule, {})
            return [Found(rule, origin, None, (Problem(place, "", row.wrong),))]
        return list(self.reader.found(row.cells, known, place))

    def _refusal(self, line: int, found: Found) -> RowResult | None:
        """The row's result if it cannot be written."""
        reason = "; ".join(
            ": ".join(filter(None, (problem.field, problem.message)))
            for problem in found.problems
        )
        if not reason and not found.rule.is_shared:
            first = self._seen.setdefault(_key(*found.origin.key), line)
            reason = TWICE.format(first) if first != line else ""
        if not reason:
            return None
        name = getattr(found.record, "title", "") or found.origin.external_id
        return RowResult(line, found.rule.type, Result(Outcome.REJECT, name, reason))

    def _is_repeated(self, line: int, found: Found) -> bool:
        """A shared record that an earlier row gave already."""
        if not found.rule.is_shared:
            return False
        return self._seen.setdefault(_key(*found.origin.key), line) != line

    def _notice(self, line: int, found: Found) -> str:
        return "; ".join(filter(None, (*found.notices, self._alike_to(line, found))))

    def _alike_to(self, line: int, found: Found) -> str:
        values = [str(getattr(found.record, name)) for name in found.rule.duplicates]
        if not all(values) or not values:
            return ""
        letters = ["".join(filter(str.isalnum, value.casefold())) for value in values]
        first = self._alike.setdefault(_key(found.rule.type, *letters), line)
        return ALIKE.format(first) if first != line else ""

    def _known(self) -> Known:
        """Codes that rows may name: those of the site and those of the file."""
        refs = self.writer.refs
        known = refs.codes(MODELS)
        for record, model in NAMED.items():
            codes = refs.pages(model).keys() | self._slugs[record]
            known[VOCABULARY[record]] = codes
        return known


def _place(row: Row) -> str:
    return f"riga {row.line}"


def _emptied(rule: RecordRule, result: Result) -> str:
    """`svuota telefoni, sito`: the columns whose empty cells take something away."""
    rules = rule.fields
    names = [rules[n].column or n if n in rules else n for n in result.emptied]
    return f"svuota {', '.join(names)}" if names else ""


def _key(*parts: str) -> bytes:
    """Sixteen bytes for a key, however long: a file may have many rows."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).digest()


def _reason(error: Exception) -> str:
    messages = error.messages if isinstance(error, ValidationError) else [str(error)]
    return "; ".join(messages)
