"""`manage.py make_intranet`: the restricted part, on a site that has none."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from intranet.demo import NoSite, make_root


class Command(BaseCommand):
    """Makes the restricted root and changes nothing else."""

    help = "Crea la parte riservata, se manca."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            is_new = make_root()
        except NoSite as error:
            raise CommandError(str(error).capitalize()) from error
        if options["verbosity"]:
            says = "creata" if is_new else "c'è già"
            self.stdout.write(f"Parte riservata: {says}.")
