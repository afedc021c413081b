"""What private files are of a body, for "Verifica dei dati"."""

from __future__ import annotations

from django.conf import settings

from intranet.data_care import registry
from intranet.data_care.registry import Held, held_in
from intranet.models import PrivateFile

WHY = (
    "Servono al lavoro comune: moduli, materiali, verbali. Dentro possono esserci nomi."
)
KEPT = "Finché servono a qualcosa; poi {} giorni, e si cancellano dopo un avviso di {} giorni."


def register() -> None:
    """Files of a body."""
    registry.register("File riservati", held)


def held(body: int | None) -> Held:
    """How many, and since when."""
    rows = PrivateFile.objects.filter(organisation=body)
    kept = KEPT.format(settings.PRIVATE_KEPT_DAYS, settings.PRIVATE_NOTICE_DAYS)
    return held_in(rows, "added_at", why=WHY, kept_for=kept)
