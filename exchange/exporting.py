"""Writes the directory as a table: the inverse of the import with the product's own mapping."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from wagtail.models import Locale, Page

from core.cells import guarded
from directory.clusters import attach_children
from directory.models import OrganisationPage, Provenance
from exchange.building import Part, Rows, kinds_of, plain_data
from exchange.bulk import batches
from exchange.mapping import NATIVE, FieldRule, Mapping, RecordRule, read_mapping
from exchange.problems import Problem, WrongInput
from exchange.writer.layouts import LAYOUTS, Layout
from exchange.writer.planning import OWN_SOURCE
from exchange.writer.references import References

BATCH = 200
LONGEST_XLSX_CELL = 32_767
Write = Callable[[Sequence[str]], None]


@dataclass(frozen=True)
class Export:
    """What to write: the types of record, and whether drafts come too."""

    types: tuple[str, ...]
    drafts: bool = False

    def header(self, mapping: Mapping) -> list[str]:
        """Columns of the table, each once, in the mapping's order."""
        names = ["tipo", *(rule.column for rule in _origin_rules(mapping)), "id"]
        for rule in self._rules(mapping):
            names += [field.column for field in rule.fields.values()]
        return list(dict.fromkeys(names))

    def rows(self, mapping: Mapping) -> Iterator[dict[str, str]]:
        """Each page as cells by column; a fixed number of queries for each batch."""
        refs = References(Locale.get_default())
        for rule in self._rules(mapping):
            layout = LAYOUTS[rule.record]
            for pages in batches(self._pages(layout), BATCH):
                yield from _cells(pages, layout, rule, mapping, refs)

    def _rules(self, mapping: Mapping) -> list[RecordRule]:
        return [rule for rule in mapping.records if rule.type in self.types]

    def _pages(self, layout: Layout) -> Iterator[Any]:
        pages = layout.page.objects.all()
        found = pages if self.drafts else pages.published()
        return found.order_by("path").iterator(chunk_size=BATCH)


def export(path: Path, what: Export) -> int:
    """Write the table to `path` (.csv or .xlsx), whole or not at all; how many rows."""
    mapping = read_mapping(NATIVE)
    header = what.header(mapping)
    number = 0
    with _writer(path) as write:
        write(header)
        for cells in what.rows(mapping):
            write([guarded(cells.get(name, "")) for name in header])
            number += 1
    return number


def _origin_rules(mapping: Mapping) -> list[FieldRule]:
    return [mapping.source, mapping.title, mapping.url, mapping.licence]


def _cells(
    pages: list[Any],
    layout: Layout,
    rule: RecordRule,
    mapping: Mapping,
    refs: References,
) -> Iterator[dict[str, str]]:
    attach_children(pages, layout.children)
    bodies = _bodies(pages)
    rows = Provenance.objects.filter(page__in=[page.pk for page in pages])
    origins = {row.page_id: row for row in rows}
    for page in pages:
        body = bodies.get(page.path[: -Page.steplen], "")
        record = layout.record_of(page, body, refs)
        cells = {"tipo": rule.type, **_origin(page, origins.get(page.pk), mapping)}
        for name, cell in _flat(record):
            if name in rule.fields:
                cells[rule.fields[name].column] = cell
        yield cells


def _bodies(pages: Iterable[Any]) -> dict[str, str]:
    paths = {page.path[: -Page.steplen] for page in pages}
    rows = OrganisationPage.objects.filter(path__in=paths)
    return dict(rows.values_list("path", "slug"))


def _origin(page: Any, row: Provenance | None, mapping: Mapping) -> dict[str, str]:
    """Source, id and licence; a page written here by hand is known by its own key."""
    values = (
        (row.source, row.title, row.url, row.licence, row.external_id)
        if row
        else (OWN_SOURCE, "", "", "", str(page.translation_key))
    )
    names = [*(rule.column for rule in _origin_rules(mapping)), "id"]
    return dict(zip(names, values, strict=True))


def _flat(record: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Each field as a cell; the fields of a part with its name before."""
    for name, kind in kinds_of(type(record)).items():
        value = getattr(record, name)
        if isinstance(kind, Part):
            yield from _flat(value, f"{prefix}{name}.")
        elif isinstance(kind, Rows):
            yield f"{prefix}{name}", _json([plain_data(row) for row in value])
        else:
            yield f"{prefix}{name}", kind.cell(value)


def _json(rows: list[Any]) -> str:

    return json.dumps(rows, ensure_ascii=False) if rows else ""


@contextmanager
def _writer(path: Path) -> Iterator[Write]:
    """Writes beside the file and moves it in place at the end."""
    opened = {".csv": _csv, ".xlsx": _xlsx}.get(path.suffix.lower())
    if opened is None:
        message = "scrivi un nome che finisce in .csv o .xlsx"
        raise WrongInput([Problem(path.name, "", message)])
    if not path.parent.is_dir():
        raise WrongInput([Problem(str(path.parent), "", "la cartella non c'è")])
    part = path.with_name(f".{path.name}.part")
    try:
        with opened(part) as write:
            yield write
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _csv(path: Path) -> Iterator[Write]:
    # The mark at the beginning tells spreadsheets that this is UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        yield csv.writer(stream).writerow


@contextmanager
def _xlsx(path: Path) -> Iterator[Write]:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Elenco")

    def write(cells: Sequence[str]) -> None:
        clean = [ILLEGAL_CHARACTERS_RE.sub(" ", cell) for cell in cells]
        if any(len(cell) > LONGEST_XLSX_CELL for cell in clean):
            message = "un testo è troppo lungo per un foglio di calcolo: usa .csv"
            raise WrongInput([Problem(path.name, "", message)])
        sheet.append(clean)

    try:
        yield write
    except BaseException:
        sheet.close()
        raise
    book.save(path)
