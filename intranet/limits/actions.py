"""Shows somebody's contacts, counted and written down; or says from when it does again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.audit.kinds import Kind
from accounts.audit.recording import record
from intranet.entry.access import Access
from intranet.limits import caps
from intranet.models import LimitReached, Referent, Reveal
from intranet.referents.permissions import is_of_own_body


@dataclass(frozen=True)
class Shown:
    """The outcome: whether the contacts may be shown, or which limit is in the way."""

    stop: caps.Stop | None = None
    is_first: bool = False  # The first time that day that the limit is in the way.

    @property
    def is_allowed(self) -> bool:
        """True where the contacts may be shown."""
        return self.stop is None


def reveal(*, referent: Referent, access: Access, at: dt.datetime) -> Shown:
    """Count and allow, or refuse. Raises PermissionDenied for whom this person may not see.

    The person's row is locked meanwhile, so that two requests at once do not count as one. What
    is refused is written down once a day, and `intranet.limits.alerts` tells of it.
    """
    if not Referent.objects.visible_to(access).filter(pk=referent.pk).exists():
        raise PermissionDenied
    with transaction.atomic():
        get_user_model()._default_manager.select_for_update().get(pk=access.user.pk)
        stop = None
        if not is_of_own_body(access, referent):
            stop = _count(referent, access, timezone.localtime(at))
        if stop:
            return Shown(stop, _note(access, stop, timezone.localtime(at)))
        record(Kind.READING, user=access.user, obj=referent, at=at)
    return Shown()


def _count(referent: Referent, access: Access, now: dt.datetime) -> caps.Stop | None:
    own = Reveal.objects.filter(user=access.user.pk)
    if own.filter(referent=referent, on=now.date()).exists():
        return None
    midnight = dt.datetime.combine(now.date(), dt.time(0), tzinfo=now.tzinfo)
    since = min(midnight, now.astimezone(dt.UTC) - caps.HOUR)
    seen = [
        timezone.localtime(moment)
        for moment in own.filter(at__gte=since).values_list("at", flat=True)
    ]
    stop = caps.stop(seen, limits_of(access), now)
    if stop is None:
        Reveal.objects.create(
            user=access.user, referent=referent, on=now.date(), at=now
        )
    return stop


def limits_of(access: Access) -> caps.Limits:
    """What one person may see: one query, of how many there are for them."""
    visible = Referent.objects.visible_to(access).of_others(access).count()
    return caps.limits(
        settings.INTRANET_REVEALS_HOUR, settings.INTRANET_REVEALS_DAY, visible
    )


def _note(access: Access, stop: caps.Stop, now: dt.datetime) -> bool:
    """Once a day of each person; whether this is the first."""
    row, is_new = LimitReached.objects.get_or_create(
        user=access.user, on=now.date(), defaults={"at": now, "which": stop.which}
    )
    if is_new:
        record(Kind.READING, user=access.user, obj=row, at=now, limit=stop.which)
    return is_new
