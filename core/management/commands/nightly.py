"""`manage.py nightly`: every job that an app registered for the night."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.night import AlreadyRunning, run_all


class Command(BaseCommand):
    """One job that fails does not keep the others from running; the command then fails."""

    help = "Esegue i lavori della notte. Si può ripetere senza danni."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--force",
            action="store_true",
            help="anche se un'altra esecuzione risulta in corso (se è stata interrotta)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            failed = run_all(say=self.stdout.write, force=options["force"])
        except AlreadyRunning as error:
            self.stdout.write(f"Non comincio: {error}.")
            return
        if failed:
            raise CommandError(f"Non riusciti: {', '.join(failed)} (vedi il registro).")
