"""Reads tables row by row, CSV and XLSX, however long; says what is wrong with a whole file."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from core.cells import unguarded
from exchange.problems import Problem, WrongInput

ENCODINGS = ("utf-8-sig", "cp1252")
DELIMITERS = ",;\t|"
CHUNK = 1 << 16
NOT_UTF8 = (
    "non è in UTF-8: l'ho letto come Windows-1252. "
    "Controlla nel rapporto che le lettere accentate siano giuste"
)


@dataclass(frozen=True)
class Row:
    """One row: the line it begins at, and its cells by column. `wrong` says why it is none."""

    line: int
    cells: dict[str, str] = field(default_factory=dict)
    wrong: str = ""


@dataclass
class Table:
    """A file found readable from end to end; `rows()` may be asked more than once."""

    path: Path
    header: list[str]
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    count: int = 0
    notices: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[Row]:
        """The rows below the header, one by one; empty ones are passed over."""
        for line, values in islice(self._lines(), 1, None):
            if any(values):
                yield self._row(line, values)

    def _row(self, line: int, values: list[str]) -> Row:
        wanted = len(self.header)
        if self.path.suffix.lower() == ".xlsx":
            # A spreadsheet does not write empty cells at the end of a row.
            values = values + [""] * (wanted - len(values))
        if len(values) < wanted or any(values[wanted:]):
            number = len(values)
            return Row(line, wrong=f"ha {number} celle, l'intestazione ne ha {wanted}")
        named = zip(self.header, values, strict=False)
        return Row(line, {name: unguarded(value) for name, value in named})

    def _lines(self) -> Iterator[tuple[int, list[str]]]:
        if self.path.suffix.lower() == ".xlsx":
            return _xlsx_lines(self.path, self.sheet)
        return _csv_lines(self.path, self.encoding, self.delimiter)


def open_table(
    path: Path, wanted: Iterable[str], *, delimiter: str = "", sheet: str = ""
) -> Table:
    """Look at a whole file. Raises WrongInput unless it is a table with the columns `wanted`."""
    if not path.is_file():
        raise _wrong(path, "il file non c'è")
    columns = set(wanted)
    is_xlsx = path.suffix.lower() == ".xlsx"
    table = Table(path, [], sheet=sheet)
    if not is_xlsx:
        _sniff(table, columns, delimiter)
    _read_header(table)
    if missing := sorted(columns - set(table.header)):
        found = ", ".join(table.header) or "nessuna"
        message = f"mancano le colonne {', '.join(missing)} (ci sono: {found})"
        raise _wrong(path, message)
    return table


def _wrong(path: Path, message: str) -> WrongInput:
    return WrongInput([Problem(path.name, "", message)])


def _sniff(table: Table, columns: set[str], delimiter: str) -> None:
    """Find encoding and delimiter."""
    table.encoding = _encoding(table.path)
    if table.encoding != ENCODINGS[0]:
        table.notices.append(NOT_UTF8)
    with table.path.open(encoding=table.encoding, newline="") as stream:
        first = stream.readline()
    table.delimiter = delimiter or max(
        DELIMITERS, key=lambda d: len(columns & set(_split(first, d)))
    )


def _split(line: str, delimiter: str) -> list[str]:
    return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]


def _encoding(path: Path) -> str:
    with path.open("rb") as stream:
        start = stream.read(4096)
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise _wrong(path, "è un file di Excel: salvalo con il nome .xlsx o come CSV")
    if b"\0" in start:
        raise _wrong(path, "non è un file di testo: salvalo come CSV in UTF-8")
    for encoding in ENCODINGS:
        try:
            with path.open(encoding=encoding) as text:
                while text.read(CHUNK):
                    pass
        except UnicodeDecodeError:
            continue
        return encoding
    raise _wrong(path, "non riconosco la codifica: salvalo come CSV in UTF-8")


def _read_header(table: Table) -> None:
    """Read to the end once: a file broken in the middle is refused before anything is written."""
    try:
        for line, values in table._lines():
            if line == 1 or not table.header:
                table.header = [value.strip() for value in values]
            elif any(values):
                table.count += 1
    except csv.Error as error:
        raise _wrong(table.path, f"non è un CSV ben fatto: {error}") from error
    while table.header and not table.header[-1]:
        table.header.pop()
    twice = {name for name in table.header if table.header.count(name) > 1}
    if twice:
        raise _wrong(table.path, f"colonne ripetute: {', '.join(sorted(twice))}")


def _csv_lines(
    path: Path, encoding: str, delimiter: str
) -> Iterator[tuple[int, list[str]]]:
    with path.open(encoding=encoding, newline="") as stream:
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
        line = 1
        try:
            for values in reader:
                yield line, [value.strip() for value in values]
                line = reader.line_num + 1
        except csv.Error as error:
            raise csv.Error(f"riga {reader.line_num}: {error}") from error


def _xlsx_lines(path: Path, sheet: str) -> Iterator[tuple[int, list[str]]]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError) as error:
        raise _wrong(path, f"non è un file .xlsx leggibile: {error}") from error
    try:
        if sheet and sheet not in book.sheetnames:
            raise _wrong(path, f"manca il foglio «{sheet}»")
        rows = book[sheet] if sheet else book.worksheets[0]
        for line, values in enumerate(rows.iter_rows(values_only=True), 1):
            yield line, [_cell(value) for value in values]
    finally:
        book.close()


def _cell(value: Any) -> str:
    """A spreadsheet's value as a CSV would hold it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "sì" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value).strip()
