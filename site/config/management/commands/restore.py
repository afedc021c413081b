"""`manage.py restore FILE`: a backup in the place of what is here."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.backup.faults import BackupFault
from config.backup.restoring import restore


class Command(BaseCommand):
    """With the site stopped. Nothing is changed until the whole file was checked."""

    help = "Rimette al suo posto una copia di sicurezza. Il sito deve essere fermo."
    # What is here may be empty or broken.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--replace", action="store_true", help="anche se qui c'è già un sito"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = restore(
                options["file"], key=settings.BACKUP_KEY, replace=options["replace"]
            )
        except (BackupFault, OSError) as fault:
            raise CommandError(f"{fault}\nNulla è cambiato.") from fault
        manifest = done.manifest
        self.stdout.write(
            f"Rimessa la copia del {manifest.made_at}: {sum(manifest.counts.values())} righe, "
            f"{len(manifest.files)} file, {done.erased} persone cancellate di nuovo."
        )
        if settings.SEARCH_URL:
            self.stdout.write("Ora: search_index rebuild --engine elasticsearch.")
        for told in done.faults:
            self.stderr.write(self.style.WARNING(f"Da cancellare a mano: {told}"))
