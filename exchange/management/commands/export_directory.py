"""`manage.py export_directory FILE`: the directory as a table."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from exchange.exporting import Export, export
from exchange.problems import WrongInput
from exchange.records import RECORDS


class Command(BaseCommand):
    """What it writes, `import_directory` reads again."""

    help = "Scrive enti, servizi e sportelli in un file CSV o XLSX."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--only", action="append", choices=list(RECORDS), help="solo questo tipo"
        )
        parser.add_argument(
            "--drafts", action="store_true", help="anche le pagine non pubblicate"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        types = tuple(options["only"] or RECORDS)
        try:
            number = export(options["file"], Export(types, options["drafts"]))
        except (WrongInput, OSError) as wrong:
            raise CommandError(f"Non ho scritto niente.\n{wrong}") from wrong
        if options["verbosity"]:
            self.stdout.write(f"Scritte {number} righe in {options['file']}.")
