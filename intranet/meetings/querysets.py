"""Which meetings and tasks somebody may read. Deny by default."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from intranet.entry.access import Access


class MeetingQuerySet(models.QuerySet[Any]):
    """Meetings."""

    def readable_by(self, access: Access) -> MeetingQuerySet:
        """Of an agreement in force, or of one that it follows, where an own body is invited.

        What is still being prepared, or was called off before it was convened, is for those who
        prepare it.
        """
        if access.keeps_all:
            return self
        allowed = Q(pk__in=[])
        for agreement in access.agreements:
            mine = agreement.parties & access.bodies
            allowed |= Q(agreement_id__in=agreement.line) & _invites(mine)
        untold = Q(state="draft") | Q(state="cancelled", sequence=0)
        return self.filter(allowed).filter(~untold | self._own(access))

    def organised_by(self, access: Access) -> MeetingQuerySet:
        """Those that the person prepares and leads."""
        return self if access.keeps_all else self.filter(self._own(access))

    @staticmethod
    def _own(access: Access) -> Q:
        from intranet.meetings.permissions import speaks_for

        bound = [agreement.pk for agreement in access.agreements]
        return Q(convener_id__in=speaks_for(access), agreement_id__in=bound)

    def convened(self) -> MeetingQuerySet:
        """Those whose invitations are out."""
        return self.filter(state="convened")

    def to_come(self, at: dt.datetime) -> MeetingQuerySet:
        """Not over yet, the next first."""
        return self.filter(ends_at__gt=at).order_by("starts_at", "pk")

    def held(self, at: dt.datetime) -> MeetingQuerySet:
        """Convened and begun, the last first."""
        return self.convened().filter(starts_at__lte=at)


def _invites(bodies: frozenset[int]) -> Q:
    from intranet.models import MeetingBody

    rows = MeetingBody.objects.filter(meeting=OuterRef("pk"), organisation__in=bodies)
    return Q(Exists(rows))


class TaskQuerySet(models.QuerySet[Any]):
    """Tasks; those of a draft are nobody's yet."""

    def readable_by(self, access: Access) -> TaskQuerySet:
        """Of meetings that the person may read, once the minutes are out."""
        from intranet.models import Meeting

        meetings: Any = Meeting.objects.readable_by(access).order_by()
        return self.given().filter(meeting__in=meetings.values("pk"))

    def given(self) -> TaskQuerySet:
        """Told to those who were there."""
        return self.filter(meeting__minutes__state__in=["sent", "approved"])

    def still_open(self) -> TaskQuerySet:
        """Not done."""
        return self.filter(done_on=None)
