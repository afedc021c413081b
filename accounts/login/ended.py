"""What is left of sessions and attempts that are over: not kept longer than it is of use."""

from __future__ import annotations

import datetime as dt

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from accounts.models import LoginCacheRow


def forget_ended(*, at: dt.datetime) -> int:
    """Delete sessions that are over, where and with what they were opened, and old counts.

    How many sessions. Staff are told that a device and its network are kept while the session
    lasts (`accounts/audit/notice.html`).
    """
    gone, _ = Session.objects.filter(expire_date__lte=at).delete()
    alive = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=alive).delete()
    LoginCacheRow.objects.filter(expires__lte=at).delete()
    return gone
