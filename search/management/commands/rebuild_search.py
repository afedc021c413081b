"""`manage.py rebuild_search`: write the public search's index anew."""

from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from search.index import rebuild


class Command(BaseCommand):
    """Shows a bar on a terminal; elsewhere it says one line at the end."""

    help = (
        "Ricostruisce l'indice della ricerca pubblica. Le ricerche intanto continuano."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(stderr=True)
        columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        quiet = not console.is_terminal or options["verbosity"] == 0
        with Progress(*columns, console=console, disable=quiet) as bar:
            task = bar.add_task("indice")
            number = rebuild(
                lambda done, total: bar.update(task, completed=done, total=total)
            )
        if options["verbosity"]:
            self.stdout.write(f"Indice della ricerca: {number} pagine.")
