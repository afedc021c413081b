"""What the notices hold of a person who works here: of which agreement they were told, and when."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from core import privacy
from editorial.models import AgreementNotice


def register() -> None:
    """The notices that were sent to somebody."""
    privacy.register("avvisi sugli accordi", export=_sent, erase=_erase)


def _sent(user: User) -> list[Any]:
    rows = AgreementNotice.objects.filter(user=user).order_by("sent_on", "pk")
    return list(rows.values("page_id", "ends_on", "days", "sent_on"))


def _erase(user: User) -> int:
    return AgreementNotice.objects.filter(user=user).delete()[0]
