"""`manage.py audit seal|verify|prune`: the seals of the audit log."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.audit import triggers
from accounts.audit.sealing import let_go, seal
from accounts.audit.verifying import Verdict, verify


class Command(BaseCommand):
    """`verify` ends with an error where anything was changed, so that a monitor may run it."""

    help = (
        "Il registro di sicurezza: seal sigilla le voci nuove, verify dice se qualcuno lo ha "
        "cambiato, prune cancella ciò che è scaduto."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=("seal", "verify", "prune"))

    def handle(self, *args: Any, **options: Any) -> None:
        {"seal": self._seal, "verify": self._verify, "prune": self._prune}[
            options["action"]
        ]()

    def _seal(self) -> None:
        done = seal(at=timezone.now())
        self.stdout.write(f"{done.entries} voci sigillate, {done.segments} segmenti.")

    def _prune(self) -> None:
        at = timezone.now()
        seal(at=at)
        done = let_go(at=at)
        self.stdout.write(
            f"{done.entries} voci scadute cancellate, {done.segments} segmenti."
        )

    def _verify(self) -> None:
        faults = [self._fault(verdict) for verdict in verify()]
        if not triggers.work():
            faults.append(
                "Il database lascia cambiare il registro: mancano i trigger. "
                "Esegui migrate."
            )
        if any(faults):
            raise CommandError("\n".join(filter(None, faults)))

    def _fault(self, verdict: Verdict) -> str:
        name = verdict.chain.label
        if verdict.fault:
            return f"{name}: {verdict.fault}."
        self.stdout.write(
            f"{name}: integra. {verdict.segments} segmenti, {verdict.unsealed} voci da "
            f"sigillare. Ultima impronta: {verdict.digest or 'nessuna'}"
        )
        return ""
