"""Until when entries are kept."""

from __future__ import annotations

import datetime as dt

from accounts.audit.kinds import Chain
from accounts.models.audit import AuditSettings
from core.dates import add_months


def kept_since(chain: Chain, at: dt.datetime) -> dt.datetime:
    """Entries of the chain that are older than this are let go."""
    settings = AuditSettings.load()
    if chain == Chain.READINGS:
        return at - dt.timedelta(days=settings.reading_days)
    return add_months(at, -settings.months)
