"""What the night does with changes that were published at once: old ones are let go."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from core.dates import add_months
from editorial.models import UrgentChange

# Nobody takes back a change of last year; what was published stays in the page's history.
MONTHS = 12


def forget_changes() -> str:
    """The night's job; one line."""
    gone = forget(timezone.now())
    return f"orari e telefoni: {gone} cambi di oltre un anno fa tolti dall'elenco"


def forget(at: dt.datetime) -> int:
    """Drop changes older than a year; how many."""
    old = UrgentChange.objects.filter(made_at__lt=add_months(at, -MONTHS))
    return old.delete()[0]
