"""What is recorded, and how long each kind is kept. What is not here is not recorded."""

from __future__ import annotations

from django.db import models


class Chain(models.TextChoices):
    """Entries of one retention period, sealed one after the other."""

    EVENTS = "events", "eventi"
    READINGS = "readings", "letture di dati riservati"


class Kind(models.TextChoices):
    """Kinds of entries. Searches and the reading of pages are none of them."""

    LOGIN = "login", "Accesso"
    FAILED_LOGIN = "failed_login", "Accesso non riuscito"
    RIGHTS = "rights", "Cambio di diritti"
    PUBLICATION = "publication", "Pubblicazione"
    EXPORT = "export", "Esportazione"
    CONSULTATION = "consultation", "Consultazione di questo registro"
    READING = "reading", "Lettura di dati riservati di persone"


def chain_of(kind: Kind) -> Chain:
    """The chain that says how long an entry of this kind is kept."""
    return Chain.READINGS if kind == Kind.READING else Chain.EVENTS
