"""What reminders hold of a person who works here: of which page, when, how far past its day."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from core import privacy
from editorial.models import Reminder


def register() -> None:
    """The reminders that were sent to somebody."""
    privacy.register("promemoria", export=_sent, erase=_erase)


def _sent(user: User) -> list[Any]:
    rows = Reminder.objects.filter(user=user).order_by("sent_on", "pk")
    return list(rows.values("page_id", "due_on", "stage", "sent_on"))


def _erase(user: User) -> int:
    return Reminder.objects.filter(user=user).delete()[0]
