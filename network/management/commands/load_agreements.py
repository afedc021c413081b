"""`manage.py load_agreements`: the agreements and the network's bodies of the content files."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from network.demo import NoSection, make_network


class Command(BaseCommand):
    """Makes what is missing and changes nothing else."""

    help = "Crea gli accordi e gli organi della rete, se mancano."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            number = make_network()
        except NoSection as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"Pagine create: {number}.")
