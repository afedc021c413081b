"""What the administrator sees of the log: kinds and days, never what one person read."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.apps import apps
from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone
from wagtail.log_actions import registry

from accounts.audit.kinds import Kind
from accounts.models import AuditEntry, User

CONSULTATIONS_SHOWN = 5


def can_read_log(user: Any) -> bool:
    """The administrator alone: the log tells of everybody, whatever their body."""
    return isinstance(user, User) and user.is_active and user.is_superuser


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def within(since: dt.date, until: dt.date) -> QuerySet[AuditEntry]:
    """Entries of these days, both included."""
    end = _midnight(until + dt.timedelta(days=1))
    return AuditEntry.objects.filter(at__gte=_midnight(since), at__lt=end)


def entries(kind: str, since: dt.date, until: dt.date) -> QuerySet[AuditEntry]:
    """Entries one by one, the readings apart (`readings_by_day`)."""
    found = within(since, until).exclude(kind=Kind.READING)
    return found.filter(kind=kind) if kind else found


def readings_by_day(since: dt.date, until: dt.date) -> QuerySet[Any]:
    """How many readings on each day, of what; by whom is told to nobody."""
    found = within(since, until).filter(kind=Kind.READING)
    days = found.annotate(day=TruncDate("at")).values("day", "object_type")
    return days.annotate(number=Count("pk")).order_by("-day", "object_type")


def kind_of_object(label: str) -> str:
    """`accounts.user` as people call it; what is no model as it is."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label


def told(codes: dict[str, Any]) -> str:
    """Codes in words: what Wagtail's log calls the act, and the rest as it is."""
    rest = dict(codes)
    action = rest.pop("action", "")
    registry.scan_for_actions()
    known = registry.formatters.get(action)
    words = [str(known.label) if known else action] if action else []
    return "; ".join([*words, *(f"{name}: {value}" for name, value in rest.items())])


def consultations() -> QuerySet[AuditEntry]:
    """Who opened this log last, and why."""
    return AuditEntry.objects.filter(kind=Kind.CONSULTATION)[:CONSULTATIONS_SHOWN]
