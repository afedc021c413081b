"""What is held of who takes part in training, for "Verifica dei dati"."""

from __future__ import annotations

from django.conf import settings

from intranet.data_care import registry
from intranet.data_care.registry import Held, held_in
from intranet.models import Enrolment

WHY = "Servono per i posti, le presenze e gli attestati della formazione congiunta (Art. 2)."
KEPT = "{} mesi dopo l'incontro; poi restano solo numeri, senza nomi."


def register() -> None:
    """Enrolments of the body's people."""
    registry.register("Iscrizioni e presenze alla formazione", held)


def held(body: int | None) -> Held:
    """Those made for the body."""
    rows = Enrolment.objects.filter(organisation=body)
    kept = KEPT.format(settings.TRAINING_RETENTION_MONTHS)
    return held_in(rows, "enrolled_at", why=WHY, kept_for=kept)
