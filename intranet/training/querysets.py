"""Which rows: asked with a person's `Access`, or with a moment."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery

if TYPE_CHECKING:
    from intranet.entry.access import Access


def readable_q(access: Access, prefix: str = "") -> Q:
    """Courses that a person may read; `prefix` leads to the course (`"course__"`).

    Those of the agreements in force that bind them, and of drafts the ones they keep.
    """
    mine = Q(**{f"{prefix}agreement__in": [one.pk for one in access.agreements]})
    if access.keeps_all:
        return mine
    told = Q(**{f"{prefix}published_at__isnull": False})
    keeps = access.spoken_for
    return mine & (told | Q(**{f"{prefix}organisation__in": keeps}))


class CourseQuerySet(models.QuerySet[Any]):
    """Courses."""

    def readable(self, access: Access) -> Self:
        """Those that this person may read."""
        return self.filter(readable_q(access))


class SessionQuerySet(models.QuerySet[Any]):
    """Meetings of courses."""

    def readable(self, access: Access) -> Self:
        """Those of courses that this person may read."""
        return self.filter(readable_q(access, "course__"))

    def held(self) -> Self:
        """Not called off."""
        return self.filter(cancelled_at__isnull=True)

    def to_come(self, at: dt.datetime) -> Self:
        """Not called off, not over."""
        return self.held().filter(ends_at__gt=at)

    def lacking_attendance(self, at: dt.datetime) -> Self:
        """Over, with somebody in it, and nobody has said who was there."""
        from intranet.models import Enrolment

        placed = Enrolment.objects.placed().filter(session=OuterRef("pk"))
        over = self.held().filter(ends_at__lte=at, attendance_at__isnull=True)
        return over.filter(Exists(placed))

    def with_taken(self) -> Self:
        """`taken`: how many places are taken; `waiting`: how many wait for one."""
        return self.annotate(
            taken=_count(is_waiting=False), waiting=_count(is_waiting=True)
        )

    def with_own(self, user: Any) -> Self:
        """`is_mine`: whether this person has a place; `is_waited`: whether they wait for one."""
        from intranet.models import Enrolment

        own = Enrolment.objects.filter(session=OuterRef("pk"), user=user.pk)
        return self.annotate(
            is_mine=Exists(own.filter(is_waiting=False)),
            is_waited=Exists(own.filter(is_waiting=True)),
        )


def _count(**which: Any) -> Any:
    from intranet.models import Enrolment

    rows = Enrolment.objects.filter(session=OuterRef("pk"), **which).order_by()
    counted = rows.values("session").annotate(many=Count("pk")).values("many")
    return models.functions.Coalesce(Subquery(counted, output_field=IntegerField()), 0)


class EnrolmentQuerySet(models.QuerySet[Any]):
    """Places taken, and waits for one."""

    def placed(self) -> Self:
        """Who has a place."""
        return self.filter(is_waiting=False)

    def waiting(self) -> Self:
        """Who waits, in their order."""
        return self.filter(is_waiting=True).order_by("enrolled_at", "pk")

    def attended(self) -> Self:
        """Who was there."""
        return self.filter(attended=True)


class MaterialQuerySet(models.QuerySet[Any]):
    """Material of courses."""

    def readable(self, access: Access) -> Self:
        """That of courses which this person may read."""
        return self.filter(readable_q(access, "course__"))
