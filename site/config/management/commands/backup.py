"""`manage.py backup [--to FOLDER]`: database, uploaded files and manifest in one file."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from config.backup.faults import BackupFault
from config.backup.keeping import told
from config.backup.making import make_backup

WITHOUT_KEY = (
    "La copia non è cifrata e contiene dati personali: indica BACKUP_KEY, oppure cifrala prima "
    "che lasci questa macchina."
)


class Command(BaseCommand):
    """While the site is in use."""

    help = "Fa una copia di sicurezza del sito: database, file caricati, manifesto."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to", type=Path, metavar="CARTELLA", help="invece di BACKUP_DIR"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["to"] or settings.BACKUP_DIR
        if not folder:
            raise CommandError("Scrivi dove: --to CARTELLA, oppure BACKUP_DIR.")
        try:
            place = make_backup(folder, at=timezone.now(), key=settings.BACKUP_KEY)
        except (BackupFault, OSError) as error:
            raise CommandError(f"Copia non riuscita: {error}") from error
        self.stdout.write(f"{folder}: {told(place)}")
        if not settings.BACKUP_KEY:
            self.stderr.write(self.style.WARNING(WITHOUT_KEY))
