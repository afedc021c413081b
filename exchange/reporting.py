"""Tells a person what an import does: a table at the end, a line for each row that matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
from rich.table import Table

from exchange.importing import Report, RowResult
from exchange.writer import Outcome

QUIET = frozenset({Outcome.SAME})


def line_of(row: RowResult) -> str:
    """`riga 12: crea sportello «Consultorio di Assemini»`, with the reason if there is one."""
    result = row.result
    text = f"riga {row.line}: {result.outcome.label} {row.type} «{result.title}»"
    extra = "; ".join(filter(None, (result.reason, row.notice)))
    return f"{text}: {extra}" if extra else text


def is_told(row: RowResult, *, all_rows: bool) -> bool:
    """Rows refused, left alone or doubtful are always told; the others where asked."""
    matters = row.result.outcome in {Outcome.REJECT, Outcome.KEPT} or row.notice
    return bool(matters) or (all_rows and row.result.outcome not in QUIET)


def with_progress(
    rows: Iterable[RowResult], total: int, console: Console
) -> Iterator[RowResult]:
    """The same rows, with a bar on a terminal. A row may give two results: lines move it."""
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task, last = bar.add_task("", total=total), 0
        for row in rows:
            bar.update(task, advance=int(row.line != last))
            last = row.line
            yield row


def summary(report: Report, console: Console) -> None:
    """Counts by type and outcome: a table on a terminal, a line for each type elsewhere."""
    types = sorted({type_ for type_, _ in report.counts})
    if console.is_terminal:
        console.print(_table(report, types))
        return
    for type_ in types:
        numbers = ", ".join(
            f"{outcome.label} {report.counts[type_, outcome]}"
            for outcome in Outcome
            if report.counts[type_, outcome]
        )
        console.print(f"{type_}: {numbers}", highlight=False, soft_wrap=True)


def _table(report: Report, types: list[str]) -> Table:
    table = Table("", *(outcome.label for outcome in Outcome))
    for type_ in types:
        table.add_row(type_, *(str(report.counts[type_, o] or "") for o in Outcome))
    return table
