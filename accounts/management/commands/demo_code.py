"""`manage.py demo_code EMAIL`: what the app of a demonstration's account shows now."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.demo import read_accounts
from accounts.login.codes import code_at


class Command(BaseCommand):
    """Stands for the phone that a demonstration does not have."""

    help = "Scrive il codice di adesso per un accesso della dimostrazione."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError("Solo la dimostrazione ha accessi con codici noti.")
        accounts = read_accounts(settings.DATA_DIR / "accounts.json")
        wanted = options["email"].lower()
        account = next((a for a in accounts if a.email == wanted), None)
        if account is None:
            raise CommandError(f"{wanted} non è un accesso della dimostrazione.")
        if not account.totp_secret:
            raise CommandError(f"{wanted} entra senza secondo fattore.")
        self.stdout.write(code_at(account.totp_secret, time.time()))
