"""What a page's due day depends on, as the database tells it: for lists, in their one query."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import Exists, Model, OuterRef, Subquery

from core.models import Review
from directory.freshness import Facts, Intervals, is_overdue
from directory.models import Amount, Deadline


def review_intervals() -> Intervals:
    """Those of this installation."""
    return Intervals(
        settings.REVIEW_MONTHS,
        settings.REVIEW_MONTHS_DATED,
        settings.REVIEW_MONTHS_PRACTICES,
    )


def review_annotations() -> dict[str, Any]:
    """For `annotate()` of pages: `reviewed_on` and `review_id` of the last check, `is_dated`."""
    last = Review.objects.filter(page=OuterRef("pk")).order_by("-reviewed_on", "-pk")
    return {
        "reviewed_on": Subquery(last.values("reviewed_on")[:1]),
        "review_id": Subquery(last.values("pk")[:1]),
        "is_dated": _has(Amount) | _has(Deadline),
    }


def is_stale(sheet: Any, on: dt.date) -> bool:
    """True where visitors of a sheet with these annotations are told that it is overdue."""
    facts = Facts(
        reviewed_on=sheet.reviewed_on,
        is_dated=sheet.is_dated,
        changes_in_month=sheet.changes_in_month,
    )
    return is_overdue(facts, on, review_intervals())


def _has(model: type[Model]) -> Exists:
    return Exists(model._default_manager.filter(page=OuterRef("pk")))
