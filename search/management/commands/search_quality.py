"""`manage.py search_quality QUERIES.tsv`: do citizens' queries find their service?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from search.management.engine_option import add_engine_option, asker
from search.quality.measuring import DEPTH, Outcome, Quality, measure
from search.quality.queries import Expected, QueriesError, read_queries
from search.request import SearchRequest


class Command(BaseCommand):
    """Success among the first one and three, MRR, and what was missed."""

    help = "Misura la ricerca con un elenco di ricerche e di servizi attesi (TSV)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("queries", type=Path, metavar="QUERIES.tsv")
        parser.add_argument(
            "--json", action="store_true", help="un oggetto JSON e nient'altro"
        )
        add_engine_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        queries = _queries(options["queries"])
        ask = asker(options["engine"])
        quality = measure(
            queries, lambda text: ask(SearchRequest(text, per_page=DEPTH))
        )
        if options["json"]:
            self.stdout.write(
                json.dumps(figures(quality), ensure_ascii=False, indent=2)
            )
        else:
            show(quality, Console(file=cast("IO[str]", self.stdout), highlight=False))


def _queries(path: Path) -> list[Expected]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        return read_queries(text.splitlines())
    except OSError as error:
        reason = error.strerror or error
        raise CommandError(f"Non riesco a leggere {path}: {reason}") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} non è un testo in UTF-8.") from error
    except QueriesError as error:
        raise CommandError(f"{path}: {error}") from error


def figures(quality: Quality) -> dict[str, Any]:
    """The measure as plain data."""
    return {
        "queries": len(quality.outcomes),
        "scored": len(quality.scored),
        "success@1": round(quality.success(1), 4),
        "success@3": round(quality.success(3), 4),
        "MRR": round(quality.mean_reciprocal_rank, 4),
        "misses": [_told(one) for one in quality.misses],
        "without_service": [
            {"query": one.expected.query, "helped": one.is_helped}
            for one in quality.helped
        ],
    }


def _told(one: Outcome) -> dict[str, Any]:
    return {
        "query": one.expected.query,
        "expected": list(one.expected.expressions),
        "rank": one.rank,
        "found": list(one.first),
    }


def show(quality: Quality, console: Console) -> None:
    """The measure for a reader."""
    console.print(
        f"{len(quality.scored)} ricerche con un servizio atteso\n"
        f"  primo risultato giusto        {quality.success(1):.1%}\n"
        f"  tra i primi tre               {quality.success(3):.1%}\n"
        f"  MRR                           {quality.mean_reciprocal_rank:.3f}"
    )
    for one in quality.helped:
        told = "riceve aiuto" if one.is_helped else "NON riceve aiuto"
        console.print(f"  senza servizio: «{one.expected.query}» {told}", markup=False)
    if quality.misses:
        console.print(_misses(quality.misses))


def _misses(misses: list[Outcome]) -> Table:
    table = Table(title="Mancate", box=None, title_justify="left", pad_edge=False)
    for name in ("Ricerca", "Atteso", "Posto", "Trovato invece"):
        table.add_column(name, overflow="fold")
    for one in misses:
        expected = "; ".join(one.expected.expressions)
        cells = (
            one.expected.query,
            expected,
            str(one.rank or "–"),
            "".join(one.first[:1]),
        )
        table.add_row(*(escape(cell) for cell in cells))
    return table
