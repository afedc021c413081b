"""What is held of who is invited to meetings, for "Verifica dei dati"."""

from __future__ import annotations

from intranet.data_care import registry
from intranet.data_care.registry import Held, held_in
from intranet.models import MeetingPerson

WHY = "Servono per gli inviti, le presenze e il verbale degli incontri (Art. 2)."
KEPT = "Quanto il verbale, che documenta l'accordo."


def register() -> None:
    """Who was invited for the body."""
    registry.register("Invitati e presenti alle riunioni", held)


def held(body: int | None) -> Held:
    """People invited for the body; the coordination invites nobody for itself."""
    rows = MeetingPerson.objects.filter(body__organisation=body, body__isnull=False)
    return held_in(rows, "body__meeting__starts_at", why=WHY, kept_for=KEPT)
