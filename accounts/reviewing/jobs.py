"""The jobs of the night around profiles; each says one line."""

from __future__ import annotations

from django.utils import timezone

from accounts.reviewing import night, notices
from core import nightly


def register() -> None:
    """Mails go last: they tell what the two before them did."""
    nightly.register("dormant accounts", dormant)
    nightly.register("access review", review)
    nightly.register("access notices", tell)


def dormant() -> str:
    """Suspend what nobody uses."""
    count = night.suspend_dormant(timezone.localdate())
    return f"accessi non usati: {count} sospesi"


def review() -> str:
    """Suspend what nobody confirmed, end what nobody gave back."""
    today = timezone.localdate()
    ended, suspended = night.end_suspended(today), night.suspend_unreviewed(today)
    return f"verifica degli accessi: {suspended} sospesi, {ended} chiusi"


def tell() -> str:
    """Send what was not told yet."""
    count = notices.tell_all(timezone.localdate())
    return f"avvisi di verifica: {count} profili detti ai responsabili"
