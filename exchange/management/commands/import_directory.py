"""`manage.py import_directory FILE --mapping MAPPING.yaml`: somebody's table of bodies,
services and desks."""

import sys
from pathlib import Path
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.console import Console

from exchange.importing import Import
from exchange.mapping import NATIVE, read_mapping
from exchange.problems import WrongInput
from exchange.reporting import is_told, line_of, summary, with_progress


class Command(BaseCommand):
    """Without `--apply` it reports and writes nothing. Run again, it goes on where it stopped."""

    help = "Importa enti, servizi e sportelli da un file CSV o XLSX."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--mapping",
            type=Path,
            default=NATIVE,
            help="quali colonne diventano quali campi (di serie: il formato di "
            "export_directory)",
        )
        parser.add_argument(
            "--apply", action="store_true", help="scrive; senza, riferisce soltanto"
        )
        parser.add_argument(
            "--publish", action="store_true", help="pubblica, invece di lasciare bozze"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._run(options)
        except WrongInput as wrong:
            raise CommandError(f"Non ho scritto niente.\n{wrong}") from wrong
        except KeyboardInterrupt:
            message = "Interrotto. Rilancia lo stesso comando: riprende da dove era."
            raise CommandError(message) from None

    def _run(self, options: dict[str, Any]) -> None:
        mapping = read_mapping(options["mapping"])
        job = Import(
            options["file"], mapping, at=timezone.now(), publish=options["publish"]
        )
        for notice in job.table.notices:
            self.stderr.write(f"Attenzione: il file {notice}.")
        if job.unread_columns:
            self.stdout.write(f"Colonne non lette: {', '.join(job.unread_columns)}.")
        rows = job.apply() if options["apply"] else job.assess()
        console = Console(file=sys.stderr)
        for row in with_progress(rows, job.table.count, console):
            if is_told(row, all_rows=not options["apply"]):
                self.stdout.write(line_of(row))
        summary(job.report, Console(file=cast(IO[str], self.stdout)))
        if not options["apply"]:
            self.stdout.write(
                "È una prova: non ho scritto niente. Per scrivere: --apply."
            )
