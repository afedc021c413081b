"""What is held of a body's referents, and of who asked for contacts, for "Verifica dei dati"."""

from __future__ import annotations

from django.conf import settings

from accounts.models import Membership
from intranet.data_care import registry
from intranet.data_care.registry import Held, held_in
from intranet.models import Referent, Reveal

WHY = "Sono le persone che gli enti dell'accordo possono chiamare (Art. 2)."
KEPT = "Finché l'incarico è valido, poi {} giorni."
WHY_SEEN = "Servono al limite contro l'estrazione massiva (Art. 5): chi ha chiesto quali recapiti."
KEPT_SEEN = "{} giorni."


def register() -> None:
    """Referents, and who saw them."""
    registry.register("Referenti", referents)
    registry.register("Recapiti chiesti dalle persone dell'ente", seen)


def referents(body: int | None) -> Held:
    """Those of the body; the coordination has none."""
    rows = Referent.objects.filter(organisation=body)
    kept = KEPT.format(settings.INTRANET_REFERENT_DAYS)
    return held_in(rows, "valid_from", why=WHY, kept_for=kept)


def seen(body: int | None) -> Held:
    """What people with a profile in the body asked for."""
    people = Membership.objects.filter(organisation=body).values("user")
    rows = Reveal.objects.filter(user__in=people)
    kept = KEPT_SEEN.format(settings.INTRANET_REVEAL_DAYS)
    return held_in(rows, "on", why=WHY_SEEN, kept_for=kept)
