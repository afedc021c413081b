"""`manage.py search "testo"`: what a visitor would find, in the terminal."""

import json
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from search.management.engine_option import add_engine_option, asker
from search.request import PER_PAGE, SearchRequest
from search.result import SearchResult


class Command(BaseCommand):
    """Published pages alone, in the order of the public page."""

    help = "Cerca come un visitatore e mostra i risultati."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text", metavar="testo")
        parser.add_argument(
            "--limit", type=int, default=PER_PAGE, help="quanti risultati (20)"
        )
        parser.add_argument(
            "--json", action="store_true", help="un elenco JSON e nient'altro"
        )
        add_engine_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        ask = asker(options["engine"])
        limit = max(1, options["limit"])
        result = ask(SearchRequest(options["text"], per_page=limit))
        if options["json"]:
            hits = [
                {
                    "type": hit.kind,
                    "title": hit.title,
                    "summary": hit.summary,
                    "url": hit.url,
                    "score": hit.score,
                }
                for hit in result.hits
            ]
            self.stdout.write(json.dumps(hits, ensure_ascii=False, indent=2))
            return
        show(result, Console(file=cast("IO[str]", self.stdout), highlight=False))


def show(result: SearchResult, console: Console) -> None:
    """Hits as a table, below what the page says of them."""
    for line in remarks(result):
        console.print(line, markup=False)
    if not result.hits:
        return
    table = Table(box=None, pad_edge=False)
    table.add_column("", justify="right")
    table.add_column("Punti", justify="right")
    table.add_column("Tipo")
    table.add_column("Titolo", overflow="fold")
    table.add_column("Indirizzo", overflow="fold")
    for number, hit in enumerate(result.hits, start=1):
        cells = (str(number), str(hit.score), hit.kind, hit.title, hit.url)
        table.add_row(*map(escape, cells))
    console.print(table)


def remarks(result: SearchResult) -> list[str]:
    """What there is to say before the hits."""
    lines = [f"{result.total} risultati" if result.total != 1 else "1 risultato"]
    if result.has_no_words:
        lines = ["Solo parole che non dicono che cosa cerchi: aggiungine una."]
    if result.did_you_mean:
        lines.append(f"Forse cercavi: {result.did_you_mean}")
    if result.missing:
        lines.append(f"Non trovato: {', '.join(result.missing)}")
    if result.is_partial:
        lines.append("Nessuna scheda risponde a tutte le parole: queste a quasi tutte.")
    if result.is_reduced:
        lines.append("Ha risposto il database: l'altro motore non risponde.")
    return lines
