"""From a row of cells to the records it gives, by a mapping. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass
from functools import reduce
from typing import Any

from exchange.building import plain_data
from exchange.content import read_record
from exchange.kinds import Known
from exchange.mapping import FieldRule, Mapping, RecordRule
from exchange.problems import Problem, WrongValue
from exchange.transforms import SPLITS, TRANSFORMS, squeeze
from exchange.writer.outcome import Origin

Cells = Map[str, str]
ID_LENGTH = 255


@dataclass(frozen=True)
class Found:
    """A record that a row gives, or why it gives none."""

    rule: RecordRule
    origin: Origin
    record: Any = None
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class RowReader:
    """Reads rows of one file."""

    mapping: Mapping
    on: dt.date
    # The columns that the file has; None means all that the mapping reads.
    header: tuple[str, ...] | None = None

    def found(self, cells: Cells, known: Known, place: str) -> Iterator[Found]:
        """The records of a row, in the mapping's order."""
        try:
            ready = self.prepared(cells)
        except WrongValue as wrong:
            rule, origin = self.mapping.records[-1], Origin("", "")
            yield Found(rule, origin, None, (Problem(place, "", str(wrong)),))
            return
        for rule in self.rules_for(ready):
            yield self._found(rule, ready, known, place)

    def completed(
        self, cells: Cells, found: Found, there: Any, known: Known, place: str
    ) -> Found:
        """`found` read again: what the table says nothing of stays as it is `there`."""
        return self._found(found.rule, self.prepared(cells), known, place, there)

    def says_all(self, rule: RecordRule) -> bool:
        """True where the file tells every field of this record."""
        return not self._untold(rule)

    def _untold(self, rule: RecordRule) -> frozenset[str]:
        header = self.mapping.columns if self.header is None else self.header
        return self.mapping.untold(rule, header)

    def prepared(self, cells: Cells) -> dict[str, str]:
        """Cells with broken signs mended and split columns added."""
        ready = {name: self._mended(cell) for name, cell in cells.items()}
        for split in self.mapping.splits:
            parts = SPLITS[split.way](ready.get(split.column, ""))
            ready.update(zip(split.into, parts, strict=True))
        return ready

    def _mended(self, cell: str) -> str:
        for broken, right in self.mapping.replace.items():
            cell = cell.replace(broken, right)
        return cell.strip()

    def rules_for(self, ready: Cells) -> list[RecordRule]:
        """The records that this row is to give."""
        return [
            rule
            for rule in self.mapping.records
            if rule.when is None or ready.get(rule.when[0]) == rule.when[1]
        ]

    def _found(
        self,
        rule: RecordRule,
        ready: Cells,
        known: Known,
        place: str,
        there: Any = None,
    ) -> Found:
        data, problems, notices = _data(rule, ready, place)
        if there is not None:
            _keep(data, self._untold(rule), plain_data(there))
        origin = self.origin(rule, ready)
        if not origin.external_id or not origin.source:
            problems.append(Problem(place, "", "manca l'identificativo o la fonte"))
        record, wrong = read_record(rule.record, data, known, place)
        spared = [p for p in wrong if _spares(rule, p)]
        if spared:
            data = {k: v for k, v in data.items() if not _is_about(k, spared)}
            notices += [_left_out(p.field, p.message) for p in spared]
            record, wrong = read_record(rule.record, data, known, place)
        problems += wrong
        return Found(
            rule, origin, None if problems else record, tuple(problems), tuple(notices)
        )

    def origin(self, rule: RecordRule, ready: Cells) -> Origin:
        """Where the record comes from."""
        mapping = self.mapping
        return Origin(
            source=str(value_of(mapping.source, ready)),
            external_id=_identifier(rule.external_id, ready),
            title=str(value_of(mapping.title, ready) or ""),
            url=str(value_of(mapping.url, ready) or ""),
            licence=str(value_of(mapping.licence, ready) or ""),
            retrieved_on=self.on,
        )


def _data(
    rule: RecordRule, ready: Cells, place: str
) -> tuple[dict[str, Any], list[Problem], list[str]]:
    """The values of all fields, what is wrong with them, and what was left out."""
    data: dict[str, Any] = {}
    problems, notices = [], []
    for name, how in rule.fields.items():
        try:
            _put(data, name, value_of(how, ready))
        except WrongValue as wrong:
            if how.may_be_left_out:
                notices.append(_left_out(how.column or name, str(wrong)))
            else:
                problems.append(Problem(place, how.column or name, str(wrong)))
    return data, problems, notices


def _spares(rule: RecordRule, problem: Problem) -> bool:
    """True where the mapping would rather lose this field than the row."""
    how = rule.fields.get(problem.field.split("[")[0])
    return how is not None and how.may_be_left_out


def _is_about(name: str, problems: list[Problem]) -> bool:
    return any(problem.field.split("[")[0] == name for problem in problems)


def _left_out(name: str, message: str) -> str:
    return f"{name} lasciato fuori: {message}"


def value_of(rule: FieldRule, ready: Cells) -> Any:
    """The value that a rule gives for a row. Raises WrongValue where a repair fails."""
    if rule.template:
        text = _filled(rule.template, ready)
    elif rule.column:
        text = ready.get(rule.column, "")
    else:
        return rule.value
    if text in rule.instead:
        return rule.instead[text]
    return reduce(_repaired, rule.repairs, text)


def _repaired(text: str, name: str) -> str:
    return TRANSFORMS[name](text)


def _filled(template: str, ready: Cells) -> str:
    return re.sub(r"\{([^}]+)\}", lambda m: ready.get(m.group(1), ""), template)


def _identifier(template: str, ready: Cells) -> str:
    """The external id: the cells themselves, so that it stays when a repair gets better."""
    return squeeze(_filled(template, ready))[:ID_LENGTH]


def _put(data: dict[str, Any], name: str, value: Any) -> None:
    """`access.text` lies inside `access`."""
    part, dot, inner = name.partition(".")
    if dot:
        data.setdefault(part, {})[inner] = value
    else:
        data[name] = value


def _keep(data: dict[str, Any], names: Iterable[str], there: Map[str, Any]) -> None:
    """Take the fields `names` from what is there; what is empty there is left out."""
    for name in names:
        part, dot, inner = name.partition(".")
        if not dot:
            data[name] = there.get(name)
        else:
            data.setdefault(part, {})[inner] = there.get(part, {}).get(inner)
