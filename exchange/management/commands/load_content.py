"""`manage.py load_content`: the content that comes with the product."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from exchange.content import CONTENT
from exchange.loading import Loaded, load
from exchange.problems import WrongInput
from exchange.samples import Samples


class Command(BaseCommand):
    """Loading twice changes nothing; what a person has edited is left alone."""

    help = "Carica vocabolari, enti, servizi e sportelli dai file di exchange/content."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dir", type=Path, default=CONTENT, help="cartella dei file YAML"
        )
        parser.add_argument(
            "--without-samples",
            action="store_true",
            help="lascia fuori gli orari di esempio: al loro posto si legge "
            "«Non lo sappiamo ancora»",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load(
                at=timezone.now(),
                sample=_samples(options["without_samples"]),
                folder=options["dir"],
            )
        except WrongInput as wrong:
            raise CommandError(
                f"Non ho scritto niente: ci sono {len(wrong.problems)} cose da correggere.\n"
                f"{wrong}"
            ) from wrong
        if options["verbosity"]:
            self._tell(loaded)

    def _tell(self, loaded: Loaded) -> None:
        counts = ", ".join(
            f"{outcome.label} {number}" for outcome, number in loaded.outcomes.items()
        )
        self.stdout.write(f"Contenuti: {counts}; termini nuovi {loaded.terms}.")
        if loaded.left_out:
            self.stdout.write(
                f"Orari di esempio lasciati fuori: {loaded.left_out} sportelli."
            )
        for result in loaded.kept:
            self.stdout.write(f"  {result.title}: {result.reason}")


def _samples(leave_out: bool) -> Samples:
    """A demonstration shows samples; a real site does without them, and says so aloud."""
    if leave_out:
        return Samples.LEAVE_OUT
    return Samples.LOAD if settings.DEMO_ALLOWED else Samples.REFUSE
