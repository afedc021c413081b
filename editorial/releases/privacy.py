"""What the list holds of a person who works here: letters sent, receipts confirmed, releases."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from core import privacy
from editorial.models import ListLetter, ListReceipt, ListRelease


def register() -> None:
    """Letters and receipts."""
    privacy.register("elenco dei servizi", export=_held, erase=_erase)


def _held(user: User) -> dict[str, Any]:
    letters = ListLetter.objects.filter(user=user).order_by("pk")
    receipts = ListReceipt.objects.filter(confirmed_by=user).order_by("pk")
    releases = ListRelease.objects.listed().filter(released_by=user)
    return {
        "messaggi": list(letters.values("release__number", "digest", "sent_at")),
        "conferme": list(receipts.values("body_name", "confirmed_at")),
        "elenchi pubblicati": list(releases.values_list("number", flat=True)),
    }


def _erase(user: User) -> int:
    """Letters go; a confirmation stays, the body's own. A release keeps the number of the user's
    row, as pages do, which no longer has a name."""
    confirmed = ListReceipt.objects.filter(confirmed_by=user).update(confirmed_by=None)
    return ListLetter.objects.filter(user=user).delete()[0] + confirmed
