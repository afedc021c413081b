"""`manage.py demo`: the product on this machine, ready to be looked at."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone
from wagtail.models import Site

from accounts.demo import DemoAccount, make_accounts
from config.worker import worker
from core.models import SiteSettings
from directory.demo import review_samples
from editorial.demo import release_sample
from home.demo import make_pages
from home.samples import make_updates
from intranet.demo import make_root, make_samples
from network.demo import make_network

# Written by `demo` when all content is in place: a half-made site is made again.
MARK = "demo_ready"


class Command(BaseCommand):
    """Migrate, load the content once, make the accounts, serve."""

    help = "Prepara la dimostrazione e la avvia."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--reset", action="store_true", help="cancella tutto e ricomincia"
        )
        parser.add_argument("--no-serve", action="store_true", help="prepara e basta")
        parser.add_argument(
            "--bare", action="store_true", help="senza i contenuti di Cremona"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError(
                "La dimostrazione non si avvia con le impostazioni di produzione: "
                "usa config.settings.dev."
            )
        if options["reset"]:
            self._reset()
        self._prepare(bare=options["bare"])
        accounts = make_accounts(settings.DATA_DIR / "accounts.json")
        release_sample(at=timezone.now())
        make_samples(on=timezone.localdate())
        if options["no_serve"]:
            self.stdout.write("Dimostrazione pronta: avviala con make demo.")
            return
        self._tell(accounts)
        self._serve()

    def _reset(self) -> None:
        if connection.vendor != "sqlite":
            raise CommandError(
                "Con DATABASE_URL il database non è della dimostrazione: svuotalo tu."
            )
        connection.close()
        database = Path(settings.DATABASES["default"]["NAME"])
        for suffix in ("", "-wal", "-shm"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)
        for name in (MARK, "accounts.json"):
            (settings.DATA_DIR / name).unlink(missing_ok=True)
        for files in (settings.MEDIA_ROOT, settings.PRIVATE_ROOT):
            shutil.rmtree(files, ignore_errors=True)

    def _prepare(self, *, bare: bool) -> None:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        mark = settings.DATA_DIR / MARK
        signature = _signature()
        if not mark.exists() or mark.read_text(encoding="ascii") != signature:
            call_command("migrate", verbosity=0)
            self._load(bare=bare)
            mark.write_text(signature, encoding="ascii")
        _point_site_here()

    def _load(self, *, bare: bool) -> None:
        self.stdout.write("Preparo le pagine…")
        make_pages()
        make_root()
        SiteSettings.objects.update(is_demonstration=True)
        if not bare:
            self.stdout.write("Carico i contenuti…")
            call_command("load_content")
            make_network(with_samples=True)
            review_samples(on=timezone.localdate())
            make_updates(on=timezone.localdate())

    def _tell(self, accounts: list[DemoAccount]) -> None:
        address = f"http://localhost:{settings.PORT}"
        self.stdout.write(
            f"\nSportello Sociale, dimostrazione\n"
            f"  sito         {address}/\n"
            f"  redazione    {address}/admin/\n\n"
            f"Accessi (anche in {settings.DATA_DIR / 'accounts.json'}):"
        )
        for account in accounts:
            who = account.organisation or "tutto il sito"
            self.stdout.write(
                f"  {account.email:<46} {account.password:<18} {account.role}, {who}"
            )
        self.stdout.write(
            "\nChi entra nella redazione scrive anche un codice. Te lo dice, in un altro terminale:"
            "\n  .venv/bin/python manage.py demo_code amministratore@demo.example"
        )
        self.stdout.write("\nPer fermare: Ctrl+C.\n")

    def _serve(self) -> None:
        with worker():
            call_command("runserver", f"127.0.0.1:{settings.PORT}", use_reloader=False)


def _signature() -> str:
    """Changes with migrations and content, so that a newer version loads what is new."""
    digest = hashlib.sha256()
    for pattern in (
        "*/migrations/*.py",
        "exchange/content/**/*.yaml",
        "home/content/*.yaml",
        "network/content/*.yaml",
    ):
        for place in sorted(Path(settings.BASE_DIR).glob(pattern)):
            digest.update(place.read_bytes())
    return digest.hexdigest()


def _point_site_here() -> None:
    """Links in pages and mails speak of the port that is served now."""
    Site.objects.filter(is_default_site=True).update(
        hostname="localhost", port=settings.PORT
    )
    Site.clear_site_root_paths_cache()
