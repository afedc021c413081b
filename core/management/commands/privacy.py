"""`manage.py privacy export|erase USER`: rights of those whose data are held (GDPR 15, 17)."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from core import erasures, privacy


class Command(BaseCommand):
    """Erasing is rehearsed unless `--apply` is given."""

    help = (
        "I dati di una persona che lavora qui: export li scrive in JSON, erase dice che cosa "
        "cancellerebbe e con --apply lo cancella."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=("export", "erase"))
        parser.add_argument("user", metavar="UTENTE", help="e-mail o numero")
        parser.add_argument("--apply", action="store_true", help="cancella davvero")

    def handle(self, *args: Any, **options: Any) -> None:
        user = _user(options["user"])
        if options["action"] == "export":
            self._export(user)
            return
        try:
            self._erase(user, is_real=options["apply"])
        except privacy.CannotErase as reason:
            raise CommandError(str(reason)) from reason

    def _export(self, user: Any) -> None:
        text = json.dumps(
            privacy.export(user), ensure_ascii=False, indent=2, cls=DjangoJSONEncoder
        )
        self.stdout.write(text)

    def _erase(self, user: Any, *, is_real: bool) -> None:
        done = privacy.erase(user) if is_real else privacy.rehearse(user)
        for name, number in done.items():
            self.stdout.write(f"{name}: {number}")
        if not is_real:
            self.stdout.write(
                "Prova: nulla è stato cancellato. Con --apply si cancella."
            )
            return
        try:
            erasures.note(user=user.pk, at=timezone.now())
        except OSError as error:
            raise CommandError(
                f"I dati sono cancellati, ma non posso scriverlo accanto alle copie: {error}. "
                "Rimedia e ripeti, o una copia vecchia li riporta."
            ) from error
        self.stdout.write(f"Cancellato: utente {user.pk}.")


def _user(text: str) -> Any:
    found = get_user_model()._default_manager.filter(
        **(
            {"pk": text}
            if text.isascii() and text.isdecimal()
            else {"email__iexact": text}
        )
    )
    user = found.first()
    if user is None:
        raise CommandError(f"Non c'è un utente «{text}»: scrivi l'e-mail o il numero.")
    return user
