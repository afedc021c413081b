"""What the night does for notices."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import timezone

from intranet.models import StaffNotice


def forget_expired() -> str:
    """Notices that expired long ago go, with their receipts."""
    return f"avvisi scaduti cancellati: {forget(on=timezone.localdate())}"


def forget(*, on: dt.date) -> int:
    """Those that expired more than `STAFF_NOTICE_KEPT_DAYS` days before `on`."""
    days = dt.timedelta(days=settings.STAFF_NOTICE_KEPT_DAYS)
    old = StaffNotice.objects.filter(expires_on__lt=on - days)
    number = int(old.count())
    old.delete()
    return number
