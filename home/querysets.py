"""Which notices, campaigns and events: in force, to come, over."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.db.models import Q
from django.utils import timezone
from wagtail.models import PageManager

from core.querysets import PublishedQuerySet


class LastingQuerySet(PublishedQuerySet):
    """Pages that hold from a day to another (`home.validity.Period`)."""

    def in_force(self, on: dt.date) -> Self:
        """Begun and not over."""
        return self.not_past(on).exclude(starts_on__gt=on)

    def not_past(self, on: dt.date) -> Self:
        """In force, or still to come; an end that is not known is never past."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))

    def past(self, on: dt.date) -> Self:
        """Over."""
        return self.filter(ends_on__lt=on)


def over_q(at: dt.datetime) -> Q:
    """Events that have ended (`home.validity.is_over`)."""
    today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    return Q(ends_at__lt=at) | Q(ends_at__isnull=True, starts_at__lt=today)


class EventQuerySet(PublishedQuerySet):
    """Events, by moment."""

    def to_come(self, at: dt.datetime) -> Self:
        """Not over yet, the nearest first."""
        return self.filter(~over_q(at)).order_by("starts_at", "pk")

    def past(self, at: dt.datetime) -> Self:
        """Over, the last first."""
        return self.filter(over_q(at)).order_by("-starts_at", "-pk")


LastingManager: Any = PageManager.from_queryset(LastingQuerySet, "LastingManager")
EventManager: Any = PageManager.from_queryset(EventQuerySet, "EventManager")
