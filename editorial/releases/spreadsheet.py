"""A list as a spreadsheet: services, what each desk does for them, how the file came to be.

All cells are text: nothing that an editor wrote is ever a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from accounts.mail import absolute
from editorial.models import ListRelease
from editorial.releases.rows import Body, Desk, Line

LONGEST_CELL = 32_000
CUT = "… (continua nel foglio Sportelli)"
HEAD_FONT = Font(bold=True)
HEAD_FILL = PatternFill("solid", fgColor="DDE7EE")
WRAPPED = Alignment(wrap_text=True, vertical="top")
# Column and width, in characters.
SERVICES = (
    ("N.", 6), ("Servizio", 38), ("Categoria", 26), ("Stato", 16),
    ("Perché e fino a quando", 30), ("Ente responsabile", 30), ("Ente gestore", 30),
    ("Forma di gestione", 20), ("Scheda tenuta da", 30), ("In breve", 50),
    ("Come si accede", 50), ("Sportelli", 40), ("Quanto costa", 40),
    ("Verificato il", 14), ("Scheda", 46), ("Codice", 38),
)  # fmt: skip
DESKS = (
    ("N.", 6), ("Servizio", 38), ("Sportello", 38), ("Tipo", 24), ("Ente", 30),
    ("Che cosa fa", 28), ("Indirizzo", 38), ("Telefoni", 38), ("E-mail", 30),
    ("Orario", 44), ("Da sapere", 40), ("Codice del servizio", 38),
    ("Codice dello sportello", 38),
)  # fmt: skip


def xlsx_of(release: ListRelease) -> bytes:
    """The file, made of what the list says."""
    lines = release.lines
    book = Workbook(write_only=True)
    _sheet(book, "Servizi", SERVICES, (_service(n, x) for n, x in enumerate(lines, 1)))
    desks = (
        _desk(number, line, desk)
        for number, line in enumerate(lines, 1)
        for desk in line.desks
    )
    _sheet(book, "Sportelli", DESKS, desks)
    _sheet(book, "Che cos'è", (("Voce", 30), ("Valore", 90)), _about(release))
    book.properties.title = str(release)
    book.properties.created = release.released_at.replace(tzinfo=None)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(
    book: Any,
    name: str,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[str]],
) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "C2" if len(columns) > 2 else "A2"
    for place, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    head = [_cell(sheet, label) for label, _ in columns]
    for cell in head:
        cell.font, cell.fill = HEAD_FONT, HEAD_FILL
    sheet.append(head)
    number = 1
    for number, row in enumerate(rows, 2):  # noqa: B007 - the last one is asked below
        sheet.append([_cell(sheet, text) for text in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{number}"


def _cell(sheet: Any, text: str) -> Any:
    clean = ILLEGAL_CHARACTERS_RE.sub(" ", text)
    if len(clean) > LONGEST_CELL:
        clean = clean[:LONGEST_CELL] + CUT
    cell = WriteOnlyCell(sheet, clean)
    # A text that begins with "=" would be taken for a formula.
    cell.data_type = "s"
    cell.alignment = WRAPPED
    return cell


def _service(number: int, line: Line) -> tuple[str, ...]:
    until = f"fino al {_day(line.status_until)}" if line.status_until else ""
    return (
        str(number),
        line.title,
        line.category,
        line.status_label,
        ", ".join(filter(None, [line.status_reason, until])),
        _name(line.owner),
        _name(line.manager) or _name(line.owner),
        line.management,
        _name(line.keeper),
        line.summary,
        "\n".join(line.access),
        "\n".join(desk.name for desk in line.desks),
        line.cost,
        _day(line.verified_on),
        absolute(line.url) if line.url.startswith("/") else line.url,
        line.key,
    )


def _desk(number: int, line: Line, desk: Desk) -> tuple[str, ...]:
    return (
        str(number),
        line.title,
        desk.name,
        desk.kind,
        _name(desk.body),
        desk.level,
        desk.address,
        "\n".join(desk.phones),
        desk.email,
        "\n".join(desk.hours),
        "\n".join(desk.notes),
        line.key,
        desk.key,
    )


def _about(release: ListRelease) -> Iterable[tuple[str, str]]:
    yield "Titolo", release.title
    yield "Numero", str(release.number)
    yield "Pubblicato il", f"{release.released_on:%d/%m/%Y}"
    yield "Servizi", str(release.service_count)
    yield "Nota", release.note
    yield "Dove si trova", absolute(release.get_absolute_url())
    yield "Impronta SHA-256 del contenuto", release.digest


def _name(body: Body | None) -> str:
    return body.name if body else ""


def _day(iso: str) -> str:
    return "/".join(reversed(iso.split("-"))) if iso else ""
