"""Until when entries are kept."""

from __future__ import annotations

import calendar
import datetime as dt

from accounts.audit.kinds import Chain
from accounts.models.audit import AuditSettings


def months_before(at: dt.datetime, months: int) -> dt.datetime:
    """The same day and hour so many months earlier; the last day of a shorter month."""
    index = at.year * 12 + at.month - 1 - months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return at.replace(year=year, month=month + 1, day=min(at.day, last))


def kept_since(chain: Chain, at: dt.datetime) -> dt.datetime:
    """Entries of the chain that are older than this are let go."""
    settings = AuditSettings.load()
    if chain == Chain.READINGS:
        return at - dt.timedelta(days=settings.reading_days)
    return months_before(at, settings.months)
