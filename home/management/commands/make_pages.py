"""`manage.py make_pages`: the pages around the directory, on a new site."""

from typing import Any

from django.core.management.base import BaseCommand

from home.demo import make_pages


class Command(BaseCommand):
    """Makes what is missing and changes nothing else."""

    help = "Crea la pagina iniziale e le pagine intorno ai servizi, se mancano."

    def handle(self, *args: Any, **options: Any) -> None:
        number = make_pages()
        if options["verbosity"]:
            self.stdout.write(f"Pagine create: {number}.")
