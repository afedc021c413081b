"""`manage.py nightly`: every job that an app registered for the night."""

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core import nightly

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """One job that fails does not keep the others from running; the command then fails."""

    help = "Esegue i lavori della notte. Si può ripetere senza danni."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = [
            name for name, job in nightly.jobs().items() if not self._run(name, job)
        ]
        if failed:
            raise CommandError(f"Non riusciti: {', '.join(failed)} (vedi il registro).")

    def _run(self, name: str, job: nightly.Job) -> bool:
        try:
            self.stdout.write(job())
        except Exception:  # Whatever it is, the next job must run.
            log.exception("nightly job %s", name)
            return False
        return True
