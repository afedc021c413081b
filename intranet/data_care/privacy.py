"""Who signed which look. It stays, by number: Art. 5 asks to show that somebody looked."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from core import privacy
from intranet.models import DataReview


def register() -> None:
    """Sign-offs of somebody."""
    privacy.register("verifiche dei dati", export=_signed, erase=lambda user: 0)


def _signed(user: User) -> list[Any]:
    rows = DataReview.objects.filter(by=user).order_by("on", "pk")
    return list(rows.values("organisation__title", "on"))
